// @vitest-environment jsdom

/** The whole window: what is left of it once the program is locked. */

import { act, cleanup, render } from "@testing-library/react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { textsInReact, textsWithin, wordsIn } from "../test/everything";
import { fakeBackend } from "./api/fake/fakeBackend";
import type { FakePractice } from "./api/fake/practice";
import { scenario } from "./api/fake/scenario";
import { App } from "./app";
import { Model, ModelProvider } from "./stores/model";
import { loadLater } from "./views/later/Later";

const DRAFT = "half a sentence about the pelican";
const UNSENT = "a text that did not go out";

beforeAll(async () => {
  // What jsdom does not have and the screens measure with.
  window.matchMedia ??= () => ({ matches: false, addEventListener() {}, removeEventListener() {} }) as never;
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  } as never;
  Element.prototype.scrollTo ??= () => {};
  await loadLater();
});

// Drawing the whole window takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const SOON = { timeout: 20_000 };

afterEach(cleanup);

/** A window in which as much as possible is known of patients. */
async function busyWindow() {
  const practice = scenario(null);
  practice.acceptAfter = 0;
  const backend = fakeBackend(practice);
  const model = new Model(backend);
  const { container } = render(
    <ModelProvider value={model}>
      <App />
    </ModelProvider>,
  );
  await act(() => model.start());
  const maria = practice.named("Maria Alvarez");
  await act(async () => {
    model.navigation.openConversation(maria.id);
    await expect.poll(() => model.chat.current()?.row.patient.display_name, SOON).toBe("Maria Alvarez");
    practice.refuseNext("Maria Alvarez", "refused", true);
    model.drafts.change(maria.id, UNSENT);
    await model.chat.send();
    await expect.poll(() => model.notSent.state.get().messages.length, SOON).toBe(1);
    model.drafts.change(maria.id, DRAFT);
    void model.list.setSearch("Maria");
    await model.list.refresh();
    await model.messageSearch.refresh();
    model.announcer.say("Maria Alvarez: an announcement");
    await model.devices.read();
    practice.noteNotification("shown", "Maria Alvarez");
    await model.notifications.readLog();
    await model.preferences.read();
  });
  return { practice, backend, model, container };
}

/** Words of patients, of their messages and of what was typed. */
function secrets(practice: FakePractice): string[] {
  const names = [...practice.conversations.values()].map(({ person }) => person.name);
  const texts = practice.named("Maria Alvarez").messages.map(({ text }) => text);
  return [...names, ...texts, DRAFT, UNSENT, "an announcement", "Call 911", "consulting-room-2"];
}

test("once it is locked nothing of a patient is in the page, in a store, in React or in the title", async () => {
  const { practice, backend, model, container } = await busyWindow();
  const words = secrets(practice);
  const leaveOut = new Set<unknown>([backend, practice]);
  const inModel = () => wordsIn(textsWithin(model, leaveOut), words);
  const inReact = () => wordsIn(textsInReact(container, new Set([...leaveOut, model])), words);
  const inPage = () =>
    wordsIn(
      [
        { path: "page", text: document.documentElement.outerHTML },
        { path: "title", text: document.title },
      ],
      words,
    );
  for (const search of [inModel, inReact, inPage]) expect(search()).not.toEqual([]);
  expect(inModel().join()).toContain(DRAFT);
  expect(inModel().join()).toContain("an announcement");

  await act(() => model.lockNow());
  expect(model.session.app.get().state).toBe("locked");
  expect(container.querySelector('[data-part="lock-screen"]')).not.toBeNull();
  await act(async () => {});
  expect(inPage()).toEqual([]);
  expect(inModel()).toEqual([]);
  expect(inReact()).toEqual([]);
  expect(practice.named("Maria Alvarez").draft).toBe(DRAFT);
});

test("answers that were under way when the lock came do not bring a patient back", async () => {
  const { practice, backend, model } = await busyWindow();
  const words = secrets(practice);
  for (const command of ["list_conversations", "not_sent", "search_messages", "open_conversation", "devices"])
    practice.slow(command, 30);
  const late = act(async () => {
    await Promise.all([
      model.list.refresh(),
      model.notSent.refresh(),
      model.messageSearch.refresh(),
      model.devices.read(),
      model.chat.open(practice.named("José Núñez").id),
    ]);
  });
  await act(() => model.lockNow());
  await late;
  expect(wordsIn(textsWithin(model, new Set<unknown>([backend, practice])), words)).toEqual([]);
});
