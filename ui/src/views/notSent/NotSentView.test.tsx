// @vitest-environment jsdom

/** When a text counts as shown. */

import { act, cleanup, render } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { fakeBackend } from "../../api/fake/fakeBackend";
import { scenario } from "../../api/fake/scenario";
import { Model, ModelProvider } from "../../stores/model";
import { NotSentView } from "./NotSentView";

afterEach(cleanup);

test("a text counts as shown while the screen is drawn and somebody is at the window, and not before", async () => {
  const practice = scenario(null);
  const model = new Model(fakeBackend(practice));
  const shown = () =>
    practice.calls.filter(({ command }) => command === "not_sent_shown").map(({ args }) => args[0]);
  await model.start();
  practice.named("Maria Alvarez").draft = "Half a sentence";
  practice.leaveCareTeam("Maria Alvarez");
  await expect.poll(() => model.notSent.state.get().messages.length).toBeGreaterThan(0);
  const ids = model.notSent.state.get().messages.map(({ message }) => message.message_id);
  model.attention.set(false);
  expect(shown()).toEqual([]);

  render(
    <ModelProvider value={model}>
      <NotSentView />
    </ModelProvider>,
  );
  await act(() => model.notSent.refresh());
  expect(shown()).toEqual([]);

  await act(async () => model.attention.set(true));
  expect(shown()).toContainEqual(ids);
});
