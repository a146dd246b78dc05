import { describe, expect, test } from "vitest";
import { row } from "../../test/people";
import type { CommandErrorCode } from "../api/generated";
import { ENGLISH } from "../words/words";
import { connectionWords, progressWords, signOutWords } from "./connection";
import { errorWords, failureWords } from "./errors";
import { excerpt } from "./excerpt";
import { textParts } from "./links";
import { attemptsWords, lostWords, unreadWords } from "./lock";
import { lookAlikes } from "./lookAlike";
import { bytesLeft, counter, counterAnnouncement, isSendable, MESSAGE_TEXT_BYTES } from "./messageText";
import { avatarColour, initials } from "./person";
import { presenceWords } from "./presence";
import { recoveryWords } from "./recovery";
import { keptByRemoval, rehearsalWords } from "./rehearsal";

const NOW = new Date(2026, 10, 18, 14, 30);

describe("links", () => {
  function links(text: string): string[] {
    return textParts(text).flatMap((part) => (part.url === null ? [] : [part.text]));
  }

  test("are https addresses alone", () => {
    expect(links("http://a.example javascript:alert(1) ftp://b.example data:text/html,x")).toEqual([]);
    expect(links("see https://a.example/b?c=d#e")).toEqual(["https://a.example/b?c=d#e"]);
  });

  test("do not swallow the end of a sentence", () => {
    expect(links("Here (https://a.example/b), and https://c.example.")).toEqual([
      "https://a.example/b",
      "https://c.example",
    ]);
  });

  test("keep the parentheses that belong to them", () => {
    expect(links("(see https://a.example/Sleep_(stage)) and https://b.example/x)")).toEqual([
      "https://a.example/Sleep_(stage)",
      "https://b.example/x",
    ]);
  });

  test("with a name and password in them stay text", () => {
    expect(links("https://clinic.example@evil.example/")).toEqual([]);
  });

  test("end at a character that turns the direction", () => {
    expect(links("https://a.example/\u202egpj.exe")).toEqual(["https://a.example/"]);
  });

  test("together with the text are the whole message", () => {
    const text = "a https://b.example, c <b>d</b> https://e.example";
    expect(
      textParts(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });
});

describe("look-alike names", () => {
  test("differ by accents, order or one letter", () => {
    const rows = [
      row("1", "Maria Alvarez"),
      row("2", "María Álvarez"),
      row("3", "Alvarez, Maria"),
      row("4", "Marie Alvarez"),
    ];
    expect([...lookAlikes(rows)].sort()).toEqual(["1", "2", "3", "4"]);
  });

  test("are not names that only sound similar to a program", () => {
    expect(lookAlikes([row("1", "Maria Alvarez"), row("2", "Mario Alvarado"), row("3", "王小明")]).size).toBe(
      0,
    );
  });

  test("short names must be the same", () => {
    expect(lookAlikes([row("1", "Li"), row("2", "Lu")]).size).toBe(0);
    expect(lookAlikes([row("1", "Li"), row("2", "LI")]).size).toBe(2);
  });
});

describe("the limit of a text", () => {
  test("counts bytes after trimming, as the service does", () => {
    expect(bytesLeft(` ${"ä".repeat(MESSAGE_TEXT_BYTES / 2)}\n`)).toBe(0);
    expect(isSendable("ä".repeat(MESSAGE_TEXT_BYTES / 2))).toBe(true);
    expect(isSendable("ä".repeat(MESSAGE_TEXT_BYTES / 2 + 1))).toBe(false);
    expect(isSendable(" \n ")).toBe(false);
  });

  test("is shown only near it", () => {
    expect(counter("a".repeat(15_000))).toBeNull();
    expect(counter("a".repeat(16_000))).toBe(384);
    expect(counter("🙂".repeat(4_097))).toBe(-4);
  });
});

test("the bytes left are said at a few thresholds, not with every key", () => {
  expect(counterAnnouncement(null, ENGLISH)).toBe("");
  expect(counterAnnouncement(990, ENGLISH)).toBe(counterAnnouncement(501, ENGLISH));
  expect(counterAnnouncement(500, ENGLISH)).not.toBe(counterAnnouncement(501, ENGLISH));
  expect(counterAnnouncement(-1, ENGLISH)).toContain("too long");
});

test("initials are letters of the first and last word, one for scripts without capitals", () => {
  expect(initials("Zoë Brandt-Søndergaard")).toBe("ZS");
  expect(initials("élodie")).toBe("É");
  expect(initials("王小明")).toBe("王");
  expect(initials("فاطمة الزهراء")).toBe("ف");
  expect(initials("<img src=x>")).toBe("IS");
  expect(initials("  !? ")).toBe("?");
});

test("a colour stays with its id and is one of those there are", () => {
  expect(avatarColour("a-b-c")).toBe(avatarColour("a-b-c"));
  for (const id of ["1", "22", "333"]) expect(avatarColour(id)).toBeLessThan(8);
});

test("presence is said in words, and that it is unknown while offline", () => {
  expect(presenceWords({ state: "online", last_seen_at: null }, NOW, ENGLISH)).toBe("Online now");
  expect(presenceWords({ state: "offline", last_seen_at: null }, NOW, ENGLISH)).toBe("Offline");
  const seen = new Date(2026, 10, 18, 14, 2).toISOString();
  expect(presenceWords({ state: "offline", last_seen_at: seen }, NOW, ENGLISH)).toMatch(
    /^Offline, last seen .*2/,
  );
  expect(presenceWords({ state: "unknown", last_seen_at: seen }, NOW, ENGLISH)).toContain("unknown");
});

test("every error has a title and says what to do, without exclamation marks", () => {
  const codes: CommandErrorCode[] = [
    "wrong_password",
    "server_unreachable",
    "disk_full",
    "keyring_locked",
    "internal",
  ];
  for (const code of codes) {
    const words = errorWords({ code, retry_after_seconds: null }, ENGLISH);
    expect(words.title).not.toBe("");
    expect(`${words.title}${words.text}`).not.toMatch(/!|oops/i);
  }
});

test("a draft that could not be saved is not said to be kept or sent", () => {
  for (const code of ["disk_full", "internal", "session_ended"] as const) {
    const words = failureWords(
      { operation: "save_draft", error: { code, retry_after_seconds: null } },
      ENGLISH,
    );
    expect(words.text).toBe("This text is not saved yet. It is only in this window.");
  }
  const sending = failureWords(
    {
      operation: "send",
      error: { code: "disk_full", retry_after_seconds: null },
    },
    ENGLISH,
  );
  expect(sending.text).toContain("not sent");
});

test("an unknown code is an internal error, and a known wait is said", () => {
  const unknown = errorWords({ code: "of_tomorrow" as CommandErrorCode, retry_after_seconds: null }, ENGLISH);
  expect(unknown).toEqual(errorWords({ code: "internal", retry_after_seconds: null }, ENGLISH));
  expect(errorWords({ code: "too_many_attempts", retry_after_seconds: 30 }, ENGLISH).text).toBe(
    "Try again in 30 seconds.",
  );
  expect(errorWords({ code: "too_many_attempts", retry_after_seconds: 600 }, ENGLISH).text).toBe(
    "Try again in 10 minutes.",
  );
});

test("the banner is shown offline, with the time of the copy and what is in the way", () => {
  const asOf = new Date(2026, 10, 18, 14, 2).toISOString();
  const words = connectionWords(
    { state: "offline", up_to_date_as_of: asOf, problem: "bad_certificate" },
    NOW,
    ENGLISH,
  );
  expect(words?.text).toMatch(
    /^You can read and write; messages go out when you are back\. Up to date as of /,
  );
  expect(words?.problem).toContain("certificate");
  expect(
    connectionWords({ state: "online", up_to_date_as_of: asOf, problem: null }, NOW, ENGLISH),
  ).toBeNull();
  expect(
    connectionWords({ state: "online", up_to_date_as_of: asOf, problem: "disk_full" }, NOW, ENGLISH)?.problem,
  ).toContain("full");
});

test("an update that is needed is not called an offline line", () => {
  const words = connectionWords(
    { state: "offline", up_to_date_as_of: null, problem: "update_needed" },
    NOW,
    ENGLISH,
  );
  expect(words?.title).toBe("Update needed.");
  expect(words?.text).not.toContain("when you are back");
});

test("progress is shown until the history is complete", () => {
  expect(progressWords({ complete_conversations: 3, total_conversations: 12 }, ENGLISH)?.share).toBe(0.25);
  expect(progressWords({ complete_conversations: 12, total_conversations: 12 }, ENGLISH)).toBeNull();
  expect(progressWords({ complete_conversations: 0, total_conversations: 0 }, ENGLISH)).toBeNull();
});

test("a sign-out by the person needs no words, every other does", () => {
  expect(signOutWords(null, ENGLISH)).toBeNull();
  expect(signOutWords("by_user", ENGLISH)).toBeNull();
  const reasons = [
    "session_ended",
    "ended_elsewhere",
    "key_lost",
    "key_altered",
    "lease_expired",
    "too_many_attempts",
    "server_changed",
    "cache_damaged",
  ] as const;
  expect(new Set(reasons.map((reason) => signOutWords(reason, ENGLISH))).size).toBe(reasons.length);
  for (const reason of reasons) {
    expect(signOutWords(reason, ENGLISH)).toMatch(/kept/);
  }
});

test("a recovery says what came over and what did not", () => {
  const words = recoveryWords(
    {
      cause: "key_lost",
      recovered_texts: 1,
      unreadable_texts: 2,
      kept_as: "old.db",
    },
    ENGLISH,
  );
  expect(words.text).toBe("1 text carried over. 2 texts could not be read. The old file is kept as old.db.");
});

test("a file that is gone, cut or older is called so, and a kept file only named where there is one", () => {
  const happened = { recovered_texts: 0, unreadable_texts: null, kept_as: null };
  const missing = recoveryWords({ cause: "file_missing", ...happened }, ENGLISH);
  expect(missing.title).toContain("missing");
  expect(missing.text).toBe("No text was carried over. How many it held cannot be told.");
  expect(recoveryWords({ cause: "file_emptied", ...happened }, ENGLISH).title).toContain("empty");
  const older = recoveryWords(
    {
      cause: "older_copy",
      recovered_texts: 2,
      unreadable_texts: 0,
      kept_as: null,
    },
    ENGLISH,
  );
  expect(older.text).toMatch(/^2 texts in it\..*under Not sent/);
  const all = recoveryWords(
    { cause: "key_lost", recovered_texts: 4, unreadable_texts: 0, kept_as: null },
    ENGLISH,
  );
  expect(all.text).toBe("4 texts carried over. Nothing is missing.");
});

describe("the lock", () => {
  test("counts what is unread and says nothing while that is not known", () => {
    expect(unreadWords(null, ENGLISH)).toBeNull();
    expect(unreadWords(0, ENGLISH)).toBe("No unread messages");
    expect(unreadWords(1, ENGLISH)).toBe("1 unread message");
    expect(unreadWords(12, ENGLISH)).toBe("12 unread messages");
  });

  test("names the tries left from the second failure on, and what the last one means", () => {
    expect(attemptsWords(10, ENGLISH)).toBeNull();
    expect(attemptsWords(9, ENGLISH)).toBeNull();
    expect(attemptsWords(8, ENGLISH)).toMatch(/^8 tries are left\. After 10 wrong .*signed out.* kept/);
    expect(attemptsWords(1, ENGLISH)).toMatch(/^One try is left/);
  });

  test("does not hide what could not be saved", () => {
    expect(lostWords(0, ENGLISH)).toBeNull();
    expect(lostWords(1, ENGLISH)).toMatch(/^A text .* is lost\.$/);
    expect(lostWords(2, ENGLISH)).toMatch(/^2 texts .* are lost\.$/);
  });

  test("has its own words for a wrong password and for a server that does not answer", () => {
    const words = (code: CommandErrorCode) =>
      failureWords({ operation: "unlock", error: { code, retry_after_seconds: null } }, ENGLISH);
    expect(words("wrong_password").title).toBe("This password is not right");
    expect(words("server_unreachable").text).toContain("cannot check your password");
    expect(words("keyring_locked")).toEqual(
      errorWords({ code: "keyring_locked", retry_after_seconds: null }, ENGLISH),
    );
  });
});

test("removing a computer promises only what the rehearsal showed", () => {
  expect(keptByRemoval({ outcome: "recovered", texts: 1, recovered_texts: 1 }, ENGLISH)).toBe(
    "1 draft or unsent text is kept, encrypted, and comes back when you sign in on this computer again.",
  );
  expect(keptByRemoval({ outcome: "recovered", texts: 0, recovered_texts: 0 }, ENGLISH)).toContain(
    "no drafts",
  );
  expect(keptByRemoval({ outcome: "recovered", texts: 3, recovered_texts: 2 }, ENGLISH)).toContain("only 2");
  for (const outcome of ["not_protected_yet", "offline", "nothing_kept", "failed"] as const) {
    expect(keptByRemoval({ outcome }, ENGLISH)).toContain("Send or copy");
  }
});

test("a rehearsal is good only if everything came back", () => {
  expect(rehearsalWords({ outcome: "recovered", texts: 2, recovered_texts: 2 }, ENGLISH).good).toBe(true);
  expect(rehearsalWords({ outcome: "recovered", texts: 2, recovered_texts: 1 }, ENGLISH).good).toBe(false);
  expect(rehearsalWords({ outcome: "failed" }, ENGLISH).good).toBe(false);
});

test("an excerpt shows what was found, with some words before it", () => {
  expect(excerpt("Bring the sleep diary", "sleep")).toEqual(["Bring the ", "sleep", " diary"]);
  const long = `${"word ".repeat(30)}pelican and more`;
  const [before, found, after] = excerpt(long, "PELICAN");
  expect(before.startsWith("… ")).toBe(true);
  expect(before.length).toBeLessThan(40);
  expect(found + after).toBe("pelican and more");
  expect(excerpt("nothing here", "zebra")).toEqual(["nothing here", "", ""]);
});
