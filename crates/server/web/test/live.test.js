// The live stream with a clock that the test moves.
// Run: node --test crates/server/web/test/live.test.js
import assert from "node:assert/strict";
import { test } from "node:test";
import { Live } from "../live.js";

/** A session whose streams the test writes to; each open stream is one entry of `streams`. */
function fakeSession() {
  const streams = [];
  const open = async (_method, _path, { signal }) => {
    const body = new ReadableStream({
      start(controller) {
        streams.push(controller);
        signal.addEventListener("abort", () => controller.error(new Error("aborted")));
      },
    });
    return new Response(body);
  };
  return { streams, session: { hasEnded: false, open } };
}

const settle = async () => {
  for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve));
};

test("a stream without a byte for 45 seconds is opened anew, one that speaks is not", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const { streams, session } = fakeSession();
  const happened = [];
  const live = new Live(session, {
    onOpen: () => happened.push("open"),
    onLost: () => happened.push("lost"),
    onEvent: (name) => happened.push(name),
  });
  live.run();
  await settle();
  for (let beats = 0; beats < 4; beats += 1) {
    t.mock.timers.tick(40_000);
    streams[0].enqueue(new TextEncoder().encode(": beat\n\n"));
    await settle();
  }
  assert.deepEqual(happened, ["open"]);
  t.mock.timers.tick(45_001);
  await settle();
  assert.deepEqual(happened, ["open", "lost"]);
  t.mock.timers.tick(30_000);
  await settle();
  assert.deepEqual(happened, ["open", "lost", "open"]);
  live.stop();
});

test("stopping ends it for good", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const { streams, session } = fakeSession();
  const live = new Live(session, { onOpen() {}, onLost() {}, onEvent() {} });
  const running = live.run();
  await settle();
  live.stop();
  await running;
  t.mock.timers.tick(120_000);
  await settle();
  assert.equal(streams.length, 1);
});
