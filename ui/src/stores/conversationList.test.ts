import { expect, test } from "vitest";
import { row } from "../../test/people";
import type { Backend, ListQuery } from "../api/backend";
import type { ConversationList } from "../api/generated";
import { ConversationListStore, PAGE_ROWS } from "./conversationList";

/** A list of `count` rows whose answers are given one by one. */
function practice(count: number) {
  const queries: ListQuery[] = [];
  const waiting: (() => void)[] = [];
  let held = false;
  const listConversations = async (query: ListQuery): Promise<ConversationList> => {
    queries.push(query);
    if (held) await new Promise<void>((resolve) => waiting.push(resolve));
    const found = Array.from({ length: count }, (_, index) =>
      row(`${query.search}${index}`, `Patient ${index}`),
    );
    return {
      rows: found.slice(query.offset, query.offset + query.limit),
      total: count,
      total_without_search: count,
      total_unread: 0,
    };
  };
  return {
    queries,
    hold: () => {
      held = true;
    },
    release: () => {
      held = false;
      for (const resolve of waiting.splice(0)) resolve();
    },
    list: new ConversationListStore({ listConversations } as Partial<Backend> as Backend),
  };
}

test("only the pages that are looked at are read", async () => {
  const { list, queries } = practice(10_000);
  await list.refresh();
  expect(queries.map(({ offset }) => offset)).toEqual([0]);
  list.look(5_000, 5_020);
  await expect.poll(() => list.rowAt(5_000)?.conversation_id).toBe("5000");
  expect(queries).toHaveLength(2);
  expect(list.rowAt(2_000)).toBeUndefined();
});

test("a page is not read twice until something changes", async () => {
  const { list, queries } = practice(500);
  await list.refresh();
  list.look(0, 20);
  list.look(PAGE_ROWS, PAGE_ROWS + 5);
  await expect.poll(() => list.rowAt(PAGE_ROWS) !== undefined).toBe(true);
  list.look(0, 20);
  expect(queries).toHaveLength(2);
});

test("far pages are let go of", async () => {
  const { list } = practice(10_000);
  await list.refresh();
  for (let page = 0; page < 40; page += 1) {
    list.look(page * PAGE_ROWS, page * PAGE_ROWS + 5);
    await expect.poll(() => list.rowAt(page * PAGE_ROWS) !== undefined, { interval: 1 }).toBe(true);
  }
  expect(list.state.get().pages.size).toBeLessThan(15);
  expect(list.rowAt(0)).toBeUndefined();
});

test("quick typing ends with the rows of the last search", async () => {
  const { list, queries, hold, release } = practice(5);
  hold();
  const typed = ["a", "ab", "abc"].map((search) => list.setSearch(search));
  release();
  await Promise.all(typed);
  await expect.poll(() => list.state.get().answered).toBe("abc");
  expect(list.rowAt(0)?.conversation_id).toBe("abc0");
  expect(queries.length).toBeLessThanOrEqual(3);
});

test("a row found by its conversation is the one at its place", async () => {
  const { list } = practice(200);
  await list.refresh();
  list.look(100, 110);
  await expect.poll(() => list.indexOf("105")).toBe(105);
  expect(list.find("105")?.patient.display_name).toBe("Patient 105");
  expect(list.indexOf("nobody")).toBeNull();
});

test("a presence changes its row and nothing else", async () => {
  const { list } = practice(3);
  await list.refresh();
  const other = list.rowAt(0);
  list.setPresence("1", { state: "online", last_seen_at: null });
  expect(list.rowAt(1)?.presence.state).toBe("online");
  expect(list.rowAt(0)).toBe(other);
});

test("a presence that comes in while an older answer is under way is kept", async () => {
  const { list, hold, release } = practice(3);
  await list.refresh();
  hold();
  const reading = list.refresh();
  list.setPresence("1", { state: "online", last_seen_at: null });
  release();
  await reading;
  expect(list.rowAt(1)?.presence.state).toBe("online");
  await list.refresh();
  expect(list.rowAt(1)?.presence.state).toBe("offline");
});
