import { expect, test } from "vitest";
import { type EnterPress, sends } from "./sends";

const PC = { mac: false };
const MAC = { mac: true };

function enter(change: Partial<EnterPress> = {}): EnterPress {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  return { key: "Enter", keyCode: 13, isComposing: false, ...none, ...change };
}

test("Enter sends, and with Shift or within an input method it does not", () => {
  expect(sends(enter(), "enter", PC)).toBe(true);
  expect(sends(enter({ ctrlKey: true }), "enter", PC)).toBe(true);
  expect(sends(enter({ shiftKey: true }), "enter", PC)).toBe(false);
  expect(sends(enter({ isComposing: true }), "enter", PC)).toBe(false);
  expect(sends(enter({ keyCode: 229 }), "enter", PC)).toBe(false);
  expect(sends(enter({ key: "a" }), "enter", PC)).toBe(false);
});

test("who sends with Ctrl and Enter, on a Mac with Cmd, breaks the line with Enter alone", () => {
  expect(sends(enter(), "ctrl_enter", PC)).toBe(false);
  expect(sends(enter({ ctrlKey: true }), "ctrl_enter", PC)).toBe(true);
  expect(sends(enter({ metaKey: true }), "ctrl_enter", PC)).toBe(false);
  expect(sends(enter({ metaKey: true }), "ctrl_enter", MAC)).toBe(true);
  expect(sends(enter({ ctrlKey: true, isComposing: true }), "ctrl_enter", PC)).toBe(false);
  expect(sends(enter({ ctrlKey: true, shiftKey: true }), "ctrl_enter", PC)).toBe(false);
});
