import { describe, expect, test } from "vitest";
import { message, own } from "../../test/people";
import type { MessageView } from "../api/generated";
import { mergeEnd, mergeNewer, mergeOlder, type Stretch, trimToNewest, withEcho } from "./slice";

function stretch(...messages: MessageView[]): Stretch {
  return { messages, older: "available", atEnd: true };
}

function places(shown: Stretch): (number | null)[] {
  return shown.messages.map(({ position }) => position);
}

describe("reading the end again", () => {
  test("keeps what stands before and takes over what is new", () => {
    const merged = mergeEnd(stretch(message(1), message(2), message(3)), {
      messages: [message(3), message(4)],
      older: "available",
    });
    expect(places(merged)).toEqual([1, 2, 3, 4]);
  });

  test("applied twice equals once", () => {
    const slice = { messages: [message(2), message(3)], older: "none" as const };
    const once = mergeEnd(stretch(message(1), message(2)), slice);
    expect(mergeEnd(once, slice)).toEqual(once);
  });

  test("never leaves a gap: what does not meet is let go", () => {
    const merged = mergeEnd(stretch(message(1), message(2)), { messages: [message(9)], older: "available" });
    expect(places(merged)).toEqual([9]);
    expect(merged.older).toBe("available");
  });

  test("a waiting message that was accepted is one line", () => {
    const shown = stretch(message(1), own(null, "queued"));
    const accepted = { ...own(2, "sent"), message_id: "message-waiting" };
    const merged = mergeEnd(shown, { messages: [accepted], older: "available" });
    expect(places(merged)).toEqual([1, 2]);
  });

  test("a message both waiting and accepted is shown as accepted", () => {
    const accepted = { ...own(2, "sent"), message_id: "message-waiting" };
    const merged = mergeEnd(stretch(message(1)), {
      messages: [accepted, own(null, "queued")],
      older: "none",
    });
    expect(places(merged)).toEqual([1, 2]);
  });

  test("keeps the very object of a message that did not change", () => {
    const shown = stretch(message(1), message(2));
    const merged = mergeEnd(shown, { messages: [message(2)], older: "available" });
    expect(merged.messages[1]).toBe(shown.messages[1]);
  });

  test("a later receipt raises earlier messages and never lowers one", () => {
    const shown = stretch(own(1, "sent"), own(2, "read"), own(3, "sent"));
    const merged = mergeEnd(shown, { messages: [own(3, "delivered")], older: "available" });
    expect(merged.messages.map(({ status }) => status?.state)).toEqual(["read", "read", "delivered"]);
  });
});

test("older messages go before, only if they meet what is shown", () => {
  const shown = stretch(message(5), message(6));
  const older = mergeOlder(shown, { messages: [message(3), message(4)], older: "none" });
  expect(places(older)).toEqual([3, 4, 5, 6]);
  expect(older.older).toBe("none");
  expect(places(mergeOlder(shown, { messages: [message(1), message(2)], older: "none" }))).toEqual([5, 6]);
});

test("newer messages go behind without repeats", () => {
  const shown = { ...stretch(message(1), message(2)), atEnd: false };
  expect(places(mergeNewer(shown, { messages: [message(2), message(3)], older: "none" }))).toEqual([1, 2, 3]);
});

test("an echo is shown once", () => {
  const echo = own(null, "queued");
  const shown = withEcho(stretch(message(1)), echo);
  expect(withEcho(shown, echo)).toBe(shown);
  expect(shown.messages).toHaveLength(2);
});

test("trimming keeps the newest and says that there is more", () => {
  const shown = { ...stretch(message(1), message(2), message(3)), older: "none" as const };
  expect(places(trimToNewest(shown, 2))).toEqual([2, 3]);
  expect(trimToNewest(shown, 2).older).toBe("available");
  expect(trimToNewest(shown, 3)).toBe(shown);
});
