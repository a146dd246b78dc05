import { expect, test } from "vitest";
import { message, own } from "../../test/people";
import { lastOwnMessage, timeline } from "./timeline";

function at(day: number, hour: number, minute = 0): { sent_at: string } {
  return { sent_at: new Date(2026, 2, day, hour, minute).toISOString() };
}

test("messages of one sender in quick succession are one run", () => {
  const entries = timeline([message(1, at(3, 9)), message(2, at(3, 9, 5)), message(3, at(3, 11))], null);
  expect(entries.map(({ kind }) => kind)).toEqual(["day", "run", "run"]);
});

test("a new day begins a new run, also for the same sender", () => {
  const entries = timeline([message(1, at(3, 23, 58)), message(2, at(4, 0, 1))], null);
  expect(entries.map(({ kind }) => kind)).toEqual(["day", "run", "day", "run"]);
});

test("the line stands before the first message that is new", () => {
  const entries = timeline([message(1, at(3, 9)), message(2, at(3, 9, 1)), message(3, at(3, 9, 2))], 2);
  expect(entries.map(({ kind }) => kind)).toEqual(["day", "run", "new", "run"]);
});

test("an automatic answer is a run of its own", () => {
  const entries = timeline([own(1, "sent"), message(2, { from_me: true, automatic: true })], null);
  expect(entries.filter(({ kind }) => kind === "run")).toHaveLength(2);
});

test("the status stands under the last message that the clinician wrote", () => {
  const automatic = message(3, { from_me: true, automatic: true });
  expect(lastOwnMessage([own(1, "sent"), message(2), automatic])).toBe("message-1");
  expect(lastOwnMessage([message(1)])).toBeNull();
});
