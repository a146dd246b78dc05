import { beforeEach, describe, expect, test, vi } from "vitest";
import { message } from "../../test/people";
import type { Backend } from "../api/backend";
import { Drafts, type LeftText } from "./drafts";

/** Text that only the window has. */
function texts(left: LeftText[]): string[] {
  return left.map(({ text }) => text);
}

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

  test("is saved once, a moment after quick keys", async () => {
    const { drafts, log } = backend();
    for (const text of ["a", "ab", "abc"]) drafts.change("one", text);
    await vi.advanceTimersByTimeAsync(299);
    expect(log).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(log).toEqual(["save one abc"]);
  });

  test("is saved while one types without a pause", async () => {
    const { drafts, log } = backend();
    let text = "";
    for (let key = 0; key < 20; key += 1) {
      text += "x";
      drafts.change("one", text);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(log.length).toBeGreaterThan(3);
    expect(drafts.unsaved("one").length).toBeLessThanOrEqual(1);
  });

  test("that is blank is not sent", async () => {
    const { drafts, log } = backend();
    drafts.change("one", " \n");
    expect(await drafts.send("one")).toBeNull();
    expect(drafts.of("one").get().text).toBe(" \n");
    expect(log).toEqual([]);
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
      failure: { operation: "send", error: { code: "disk_full", retry_after_seconds: null } },
    });
  });

  test("that came back is saved again", async () => {
    const { drafts, failNext, log } = backend();
    drafts.change("one", "first");
    await drafts.flush("one");
    failNext("disk_full");
    await drafts.send("one");
    drafts.change("one", "first, changed");
    failNext("disk_full");
    await drafts.send("one");
    await vi.advanceTimersByTimeAsync(300);
    expect(log).toEqual(["save one first", "save one first, changed"]);
  });

  test("in flight when its conversation is taken away is kept until it is known to have arrived", async () => {
    const { drafts, failNext } = backend();
    for (const conversation of ["one", "two"]) {
      drafts.change(conversation, `on its way to ${conversation}`);
      if (conversation === "two") failNext("disk_full");
      const sending = drafts.send(conversation);
      drafts.forget(conversation);
      expect(texts(drafts.leftBehind.get())).toEqual([`on its way to ${conversation}`]);
      await sending;
    }
    expect(texts(drafts.leftBehind.get())).toEqual(["on its way to two"]);
    const [left] = drafts.leftBehind.get();
    if (left) drafts.dismiss(left);
    expect(drafts.leftBehind.get()).toEqual([]);
  });

  test("typed here wins over the one the backend still has", async () => {
    const { drafts } = backend();
    drafts.change("one", "newer");
    drafts.load("one", "older", drafts.version("one"));
    expect(drafts.of("one").get().text).toBe("newer");
    await drafts.flush("one");
    drafts.load("one", "from elsewhere", drafts.version("one"));
    expect(drafts.of("one").get().text).toBe("from elsewhere");
  });

  test("is not replaced by an answer from before it was saved or sent", async () => {
    const { drafts } = backend();
    const atFirst = drafts.version("one");
    drafts.change("one", "typed and saved");
    await drafts.flush("one");
    drafts.load("one", "older", atFirst);
    expect(drafts.of("one").get().text).toBe("typed and saved");
    const beforeSending = drafts.version("one");
    await drafts.send("one");
    drafts.load("one", "typed and saved", beforeSending);
    expect(drafts.of("one").get().text).toBe("");
  });

  test("whose saving failed is still unsaved, and says so", async () => {
    const { drafts, failNext, log } = backend();
    failNext("disk_full");
    drafts.change("one", "precious");
    await drafts.flush("one");
    expect(texts(drafts.unsaved("one"))).toEqual(["precious"]);
    expect(drafts.unsavedBecause()?.code).toBe("disk_full");
    expect(drafts.of("one").get().failure?.operation).toBe("save_draft");
    await drafts.flush("one");
    expect(log).toEqual(["save one precious"]);
    expect(drafts.unsaved("one")).toEqual([]);
    expect(drafts.unsavedBecause()).toBeNull();
    expect(drafts.of("one").get().failure).toBeNull();
  });
});
