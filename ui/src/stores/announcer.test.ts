import { expect, test, vi } from "vitest";
import { ENGLISH } from "../words/words";
import { Announcer } from "./announcer";
import { createStore } from "./store";

test("every announcement leaves the page after a while, and none cuts off another", async () => {
  vi.useFakeTimers();
  const announcer = new Announcer(createStore(ENGLISH));
  const said = () => announcer.said.get().map(({ text }) => text);
  announcer.say("first");
  await vi.advanceTimersByTimeAsync(9_000);
  announcer.say("second");
  expect(said()).toEqual(["first", "second"]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(said()).toEqual(["second"]);
  announcer.clear();
  expect(said()).toEqual([]);
  vi.useRealTimers();
});
