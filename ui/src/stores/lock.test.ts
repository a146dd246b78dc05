import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Backend } from "../api/backend";
import { fakeBackend } from "../api/fake/fakeBackend";
import { FakePractice } from "../api/fake/practice";
import { Drafts } from "./drafts";
import { Lock } from "./lock";

let practice: FakePractice;
let backend: Backend;
let drafts: Drafts;
let lock: Lock;
let conversationId: string;

beforeEach(() => {
  vi.useFakeTimers();
  practice = new FakePractice();
  conversationId = practice.activate({ name: "Ada", birthDate: "1980-01-01", pronouns: null }).id;
  backend = fakeBackend(practice);
  drafts = new Drafts(backend);
  lock = new Lock(backend, drafts);
});

afterEach(() => {
  vi.useRealTimers();
});

function count(command: string): number {
  return practice.calls.filter((call) => call.command === command).length;
}

test("signs of life are told at once, and then every ten seconds at most", async () => {
  await lock.noteActivity();
  expect(count("note_activity")).toBe(1);
  await vi.advanceTimersByTimeAsync(9_900);
  await lock.noteActivity();
  expect(count("note_activity")).toBe(1);
  await vi.advanceTimersByTimeAsync(200);
  await lock.noteActivity();
  expect(count("note_activity")).toBe(2);
});

test("while the warning is shown a sign of life is told at once and takes the warning away", async () => {
  await lock.noteActivity();
  lock.warn(60);
  expect(lock.warning.get()?.locksAt).toBe(Date.now() + 60_000);
  await lock.noteActivity();
  expect(count("note_activity")).toBe(2);
  expect(lock.warning.get()).toBeNull();
});

test("a sign of life that the engine did not hear leaves the warning and is told again", async () => {
  lock.warn(60);
  practice.failNext("note_activity", "internal");
  await lock.noteActivity();
  expect(lock.warning.get()).not.toBeNull();
  await lock.noteActivity();
  expect(lock.warning.get()).toBeNull();
});

test("a warning that no lock follows goes away by itself", async () => {
  lock.warn(5);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(lock.warning.get()).not.toBeNull();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(lock.warning.get()).toBeNull();
});

test("before the lock drafts are saved first, and only then the engine is told", async () => {
  drafts.change(conversationId, "Half a sentence");
  await lock.keepDrafts();
  const order = practice.calls.map((call) => call.command);
  expect(order.indexOf("save_draft")).toBeGreaterThanOrEqual(0);
  expect(order.indexOf("drafts_kept")).toBeGreaterThan(order.indexOf("save_draft"));
  expect(practice.named("Ada").draft).toBe("Half a sentence");
});

test("a draft that cannot be saved is tried again, and the engine is not told that it was kept", async () => {
  drafts.change(conversationId, "Half a sentence");
  for (let time = 0; time < 3; time += 1) practice.failNext("save_draft", "disk_full");
  const keeping = lock.keepDrafts();
  await vi.advanceTimersByTimeAsync(300);
  expect(count("drafts_kept")).toBe(0);
  await vi.advanceTimersByTimeAsync(400);
  await keeping;
  expect(count("drafts_kept")).toBe(1);
  expect(practice.named("Ada").draft).toBe("Half a sentence");
});

test("once it is locked nothing more is tried, and what was lost is counted until it is opened", async () => {
  drafts.change(conversationId, "Half a sentence");
  for (let time = 0; time < 9; time += 1) practice.failNext("save_draft", "disk_full");
  const keeping = lock.keepDrafts();
  await vi.advanceTimersByTimeAsync(300);
  lock.locked(drafts.unsavedCount());
  await vi.advanceTimersByTimeAsync(400);
  await keeping;
  expect(count("drafts_kept")).toBe(0);
  expect(lock.lostTexts.get()).toBe(1);
  lock.opened();
  expect(lock.lostTexts.get()).toBe(0);
});

test("a lock that was announced and does not come gives the window back", async () => {
  void lock.keepDrafts();
  expect(lock.locking.get()).toBe(true);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(lock.locking.get()).toBe(false);
});
