/** The network doctor's findings in words. */

import { expect, test } from "vitest";
import type { Check } from "../api/generated";
import { ENGLISH, wordsOf } from "../words/words";
import { CHECK_ORDER, checkWords, overall } from "./diagnosis";

function check(change: Partial<Check>): Check {
  return { name: "tls", verdict: "good", code: "tls_trusted", facts: {}, milliseconds: 1, ...change };
}

test("a certificate is told with its issuer and its end, in the language of the window", () => {
  const facts = { issuer: "Harbor CA", ends_at: "2027-03-01T12:00:00.000Z" };
  const soon = check({ verdict: "warning", code: "tls_expires_soon", facts });
  expect(checkWords(soon, ENGLISH)).toEqual({
    says: "The certificate of \u2068Harbor CA\u2069 is trusted, but only until 1 March 2027.",
    toDo: "Tell your IT department.",
  });
  expect(checkWords(soon, wordsOf("spanish", ["es-MX"])).says).toContain("hasta 1 de marzo de 2027");
});

test("something is to be done only about what is not in order", () => {
  expect(checkWords(check({ facts: { issuer: "Harbor CA" } }), ENGLISH).toDo).toBeNull();
  const clock = check({
    name: "clock",
    verdict: "warning",
    code: "clock_wrong",
    facts: { ahead_seconds: -840 },
  });
  expect(checkWords(clock, ENGLISH).says).toBe("The clock is off by 14 minutes.");
  expect(checkWords(clock, ENGLISH).toDo).not.toBeNull();
  const name = check({ name: "name_resolution", verdict: "bad", code: "name_not_found" });
  expect(checkWords(name, ENGLISH).toDo).toContain("Check the server's address");
});

test("a system that does not show notifications gets the words of a test notification", () => {
  const notifications = (change: Partial<Check>, words = ENGLISH) =>
    checkWords(check({ name: "notifications", ...change }), words);
  const heldBack: Partial<Check> = { verdict: "warning", code: "notifications_held_back" };
  expect(notifications(heldBack)).toEqual({
    says: "The system holds notifications back.",
    toDo: ENGLISH.notifications.test.shown.held_back.text,
  });
  expect(notifications(heldBack, wordsOf("spanish", [])).toDo).toContain("«No molestar»");
  for (const code of ["notifications_missing", "notifications_silent", "notifications_refused"] as const)
    expect(notifications({ verdict: "bad", code }).toDo).not.toBeNull();
  expect(notifications({ verdict: "skipped", code: "notifications_off" }).toDo).toBeNull();
});

test("room is told in the unit that fits", () => {
  const room = (free_megabytes: number) =>
    checkWords(
      check({ name: "disk_space", code: "disk_enough", facts: { free_megabytes } }),
      ENGLISH,
    ).says.replace(/\s/gu, " ");
  expect(room(812)).toBe("There is room: 812 MB are free.");
  expect(room(81_234)).toBe("There is room: 81.2 GB are free.");
});

test("the worst of all checks decides over the whole", () => {
  const all = CHECK_ORDER.map((name) => check({ name }));
  expect(overall(all, ENGLISH).verdict).toBe("good");
  const warned = [...all, check({ verdict: "warning" })];
  expect(overall(warned, ENGLISH).verdict).toBe("warning");
  expect(overall([check({ verdict: "bad" }), ...warned], ENGLISH).verdict).toBe("bad");
});
