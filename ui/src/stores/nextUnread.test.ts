import { expect, test } from "vitest";
import { row } from "../../test/people";
import type { Backend } from "../api/backend";
import { nextUnread } from "./nextUnread";

/** A list of so many conversations, of which these are unread. */
function list(total: number, unread: number[]): Backend {
  const rows = Array.from({ length: total }, (_, index) =>
    row(`c${index}`, `Patient ${index}`, { unread_count: unread.includes(index) ? 2 : 0 }),
  );
  const listConversations: Backend["listConversations"] = async ({ offset, limit }) => ({
    rows: rows.slice(offset, offset + limit),
    total,
    total_without_search: total,
    total_unread: unread.length * 2,
  });
  return { listConversations } as Partial<Backend> as Backend;
}

test("the next unread conversation is the one below, and after the last one the first from the top", async () => {
  const backend = list(10, [2, 5, 8]);
  expect(await nextUnread(backend, null)).toBe("c2");
  expect(await nextUnread(backend, "c2")).toBe("c5");
  expect(await nextUnread(backend, "c3")).toBe("c5");
  expect(await nextUnread(backend, "c8")).toBe("c2");
});

test("it is found far down, too, and nobody is found when nobody is unread or only the open one is", async () => {
  expect(await nextUnread(list(1_200, [1_100]), null)).toBe("c1100");
  expect(await nextUnread(list(1_200, [1_100, 3]), "c600")).toBe("c1100");
  expect(await nextUnread(list(10, []), "c3")).toBeNull();
  expect(await nextUnread(list(10, [3]), "c3")).toBeNull();
  expect(await nextUnread(list(0, []), null)).toBeNull();
});
