import { expect, test } from "vitest";
import { en } from "./en";
import { pseudo } from "./pseudo";

test("every text is longer by two fifths, in brackets", () => {
  const longer = (text: string, than: string) => {
    expect(text).toMatch(/^\[.*\]$/su);
    expect(text.length, than).toBeGreaterThanOrEqual(than.length * 1.4);
  };
  longer(pseudo.frame.messages, en.frame.messages);
  longer(pseudo.help.lockText, en.help.lockText);
  longer(pseudo.missing.reasons[0]?.title ?? "", en.missing.reasons[0]?.title ?? "");
  longer(pseudo.lock.unread(3), en.lock.unread(3));
});

test("names and numbers in a text stay as they are", () => {
  expect(pseudo.announcements.newMessages(12, "Aeneas Oue")).toMatch(/12.*Aeneas Oue/u);
  const element = { name: "an element" };
  expect(pseudo.lock.signedInAs(element)[1]).toBe(element);
});
