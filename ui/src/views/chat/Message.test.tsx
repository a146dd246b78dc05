// @vitest-environment jsdom

import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { message, own } from "../../../test/people";
import { fakeBackend } from "../../api/fake/fakeBackend";
import { scenario } from "../../api/fake/scenario";
import type { MessageView } from "../../api/generated";
import { fullTime } from "../../domain/dates";
import { Model, ModelProvider } from "../../stores/model";
import { ENGLISH } from "../../words/words";
import { Message } from "./Message";

afterEach(cleanup);

function show(shown: MessageView, statusShown = false) {
  return render(
    <ModelProvider value={new Model(fakeBackend(scenario("empty")))}>
      <ol>
        <Message message={shown} patientName="Ana Silva" first last statusShown={statusShown} found={false} />
      </ol>
    </ModelProvider>,
  );
}

test("a message is read as sender, text, time and status", () => {
  const sent = own(1, "delivered");
  show(sent);
  const said = screen.getByRole("listitem").textContent ?? "";
  expect(said.startsWith("You: text 1")).toBe(true);
  expect(said).toContain(fullTime(sent.sent_at ?? "", ENGLISH));
  expect(said.endsWith("Delivered")).toBe(true);
});

test("the patient's message names the patient and has no status", () => {
  show(message(2));
  expect(screen.getByRole("listitem").textContent).toMatch(/^Ana Silva: text 2/);
  expect(document.querySelector("[data-part='send-status']")).toBeNull();
});

test("markup in a message is text", () => {
  const text = "<b onclick=alert(1)>bold</b>";
  show(message(3, { text }));
  expect(document.querySelector("[data-part='message-text']")?.textContent).toBe(text);
  expect(document.querySelector("b")).toBeNull();
});

test("a message that was not sent says why and offers only what can help", () => {
  show(message(null, { from_me: true, status: { state: "not_sent", reason: "too_long", can_retry: false } }));
  expect(screen.getByText(/does not accept a text this long/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
  expect(screen.getByRole("button", { name: "Discard" })).toBeTruthy();
});
