import { beforeEach, describe, expect, test, vi } from "vitest";
import { message } from "../../test/people";
import type { Backend } from "../api/backend";
import { Drafts } from "./drafts";

/** A backend that only keeps drafts and sent texts, in the order of the calls. */
function backend() {
  const log: string[] = [];
  let failure: unknown = null;
  const run = async (entry: string) => {
    await Promise.resolve();
    if (failure) {
      const thrown = failure;
      failure = null;
      throw thrown;
    }
    log.push(entry);
  };
  const calls = {
    saveDraft: (id: string, text: string) => run(`save ${id} ${text}`),
    sendMessage: async (id: string, text: string) => {
      await run(`send ${id} ${text}`);
      return message(null, { text });
    },
  };
  return {
    log,
    failNext: (code: string) => {
      failure = { code, retry_after_seconds: null };
    },
    drafts: new Drafts(calls as Partial<Backend> as Backend),
  };
}

describe("a draft", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    return () => vi.useRealTimers();
  });

  test("is saved once, a moment after the last key", async () => {
    const { drafts, log } = backend();
    for (const text of ["a", "ab", "abc"]) drafts.change("one", text);
    await vi.advanceTimersByTimeAsync(299);
    expect(log).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(log).toEqual(["save one abc"]);
  });

  test("is saved at once when asked, and not again without a change", async () => {
    const { drafts, log } = backend();
    drafts.change("one", "a");
    await drafts.flushAll();
    await drafts.flushAll();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(log).toEqual(["save one a"]);
  });

  test("that is being sent is not saved after it", async () => {
    const { drafts, log } = backend();
    drafts.change("one", "hello");
    await drafts.send("one");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(log).toEqual(["send one hello"]);
  });

  test("a saving under way ends before the sending begins", async () => {
    const { drafts, log } = backend();
    drafts.change("one", "hello");
    const saving = drafts.flush("one");
    const sending = drafts.send("one");
    await Promise.all([saving, sending]);
    expect(log.at(-1)).toBe("send one hello");
    expect(drafts.of("one").get().text).toBe("");
  });

  test("typed after Enter is kept while the message goes out", async () => {
    const { drafts, log } = backend();
    drafts.change("one", "first");
    const sending = drafts.send("one");
    drafts.change("one", "second");
    await sending;
    await vi.advanceTimersByTimeAsync(300);
    expect(log).toEqual(["send one first", "save one second"]);
  });

  test("comes back when sending fails, before what was typed since", async () => {
    const { drafts, failNext } = backend();
    failNext("disk_full");
    drafts.change("one", "first");
    const sending = drafts.send("one");
    drafts.change("one", "second");
    await sending;
    expect(drafts.of("one").get()).toEqual({
      text: "first\nsecond",
      error: { code: "disk_full", retry_after_seconds: null },
    });
  });

  test("typed here wins over the one the backend still has", async () => {
    const { drafts } = backend();
    drafts.change("one", "newer");
    drafts.load("one", "older");
    expect(drafts.of("one").get().text).toBe("newer");
    await drafts.flush("one");
    drafts.load("one", "from elsewhere");
    expect(drafts.of("one").get().text).toBe("from elsewhere");
  });

  test("whose saving failed is still unsaved, and says so", async () => {
    const { drafts, failNext, log } = backend();
    failNext("disk_full");
    drafts.change("one", "precious");
    await drafts.flush("one");
    expect(drafts.unsaved("one")).toBe("precious");
    expect(drafts.of("one").get().error?.code).toBe("disk_full");
    await drafts.flush("one");
    expect(log).toEqual(["save one precious"]);
    expect(drafts.unsaved("one")).toBe("");
  });
});
