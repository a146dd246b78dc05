// @vitest-environment jsdom

import { expect, test } from "vitest";
import { isPressed, menuKeys, type Press, shownKeys, spokenKeys } from "./chord";

const PC = { mac: false };
const MAC = { mac: true };

function press(key: string, change: Partial<Press> = {}): Press {
  return { key, code: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...change };
}

test("the command key is Ctrl on a PC and Cmd on a Mac, and never the other one", () => {
  expect(isPressed("Mod+K", press("k", { ctrlKey: true }), PC)).toBe(true);
  expect(isPressed("Mod+K", press("k", { metaKey: true }), PC)).toBe(false);
  expect(isPressed("Mod+K", press("k", { metaKey: true }), MAC)).toBe(true);
  // On a Mac it deletes to the end of the line.
  expect(isPressed("Mod+K", press("k", { ctrlKey: true }), MAC)).toBe(false);
});

test("keys with others beside them are not meant", () => {
  expect(isPressed("Mod+K", press("K", { ctrlKey: true, shiftKey: true }), PC)).toBe(false);
  // AltGr is Ctrl and Alt on Windows.
  expect(isPressed("Mod+L", press("l", { ctrlKey: true, altKey: true }), PC)).toBe(false);
  expect(isPressed("F6", press("F6", { shiftKey: true }), PC)).toBe(false);
  expect(isPressed("Shift+F6", press("F6", { shiftKey: true }), PC)).toBe(true);
  expect(isPressed("/", press("/", { ctrlKey: true }), PC)).toBe(false);
});

test("a sign is meant with the shift key or without, as the keyboard has it", () => {
  expect(isPressed("?", press("?", { shiftKey: true }), PC)).toBe(true);
  expect(isPressed("?", press("?"), PC)).toBe(true);
  expect(isPressed("Mod+,", press(",", { ctrlKey: true }), PC)).toBe(true);
});

test("on a keyboard of another script a letter counts by its place", () => {
  expect(isPressed("Mod+K", press("л", { code: "KeyK", ctrlKey: true }), PC)).toBe(true);
  expect(isPressed("Mod+K", press("л", { code: "KeyG", ctrlKey: true }), PC)).toBe(false);
});

test("the keys are shown, said and told to the system's menu each in its way", () => {
  expect(shownKeys("Mod+K", PC)).toEqual(["Ctrl", "K"]);
  expect(shownKeys("Mod+K", MAC)).toEqual(["⌘", "K"]);
  expect(spokenKeys("Mod+F", PC)).toBe("Control+F");
  expect(spokenKeys("Mod+F", MAC)).toBe("Meta+F");
  expect(menuKeys("Mod+,")).toBe("CmdOrCtrl+,");
});
