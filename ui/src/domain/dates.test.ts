import { describe, expect, test } from "vitest";
import { ENGLISH, wordsOf } from "../words/words";
import { age, birthDate, clockTime, dayHeading, daysBetween, momentInSentence, shortTime } from "./dates";

/** A moment by this computer's clock. */
function at(year: number, month: number, day: number, hour = 12, minute = 0): string {
  return new Date(year, month - 1, day, hour, minute).toISOString();
}

const NOW = new Date(2026, 10, 18, 14, 30);

describe("the short time of a row", () => {
  test("is the clock's today", () => {
    expect(shortTime(at(2026, 11, 18, 9, 5), NOW, ENGLISH)).toBe(clockTime(at(2026, 11, 18, 9, 5), ENGLISH));
  });

  test("is the weekday within a week, also just after midnight", () => {
    expect(shortTime(at(2026, 11, 17, 23, 59), NOW, ENGLISH)).toBe("Tue");
    expect(shortTime(at(2026, 11, 12, 0, 1), NOW, ENGLISH)).toBe("Thu");
  });

  test("is day and month within the year, and the year before that", () => {
    expect(shortTime(at(2026, 11, 11), NOW, ENGLISH)).toMatch(/11/);
    expect(shortTime(at(2026, 11, 11), NOW, ENGLISH)).not.toMatch(/2026/);
    expect(shortTime(at(2025, 11, 11), NOW, ENGLISH)).toMatch(/2025/);
  });

  test("takes a clock that runs ahead for today", () => {
    expect(shortTime(at(2026, 11, 18, 14, 45), NOW, ENGLISH)).toBe(
      clockTime(at(2026, 11, 18, 14, 45), ENGLISH),
    );
  });
});

test("days are counted by the calendar, over the change to summer time too", () => {
  expect(daysBetween(new Date(2026, 2, 28, 23, 0), new Date(2026, 2, 29, 1, 0))).toBe(1);
  expect(daysBetween(new Date(2026, 2, 28, 1, 0), new Date(2026, 2, 30, 23, 0))).toBe(2);
});

test("headings of days are named from today backwards", () => {
  expect(dayHeading(at(2026, 11, 18), NOW, ENGLISH)).toBe("Today");
  expect(dayHeading(at(2026, 11, 17), NOW, ENGLISH)).toBe("Yesterday");
  expect(dayHeading(at(2026, 11, 14), NOW, ENGLISH)).toBe("Saturday");
  expect(dayHeading(at(2025, 11, 14), NOW, ENGLISH)).toMatch(/2025/);
});

test("a moment in a sentence names its day unless it is today", () => {
  expect(momentInSentence(at(2026, 11, 18, 9), NOW, ENGLISH)).toBe(clockTime(at(2026, 11, 18, 9), ENGLISH));
  expect(momentInSentence(at(2026, 11, 17, 9), NOW, ENGLISH)).toMatch(/^yesterday /);
  expect(momentInSentence(at(2026, 11, 15, 9), NOW, ENGLISH)).toMatch(/^Sun /);
});

test("a birth date does not depend on the time zone, and what is none is shown as it is", () => {
  expect(birthDate("1980-03-04", ENGLISH)).toMatch(/4/);
  expect(birthDate("1980-03-04", ENGLISH)).toMatch(/Mar.*1980|1980.*Mar/);
  expect(birthDate("unknown", ENGLISH)).toBe("unknown");
});

test("an age is complete on the birthday and not a day before", () => {
  expect(age("1980-11-18", NOW)).toBe(46);
  expect(age("1980-11-19", NOW)).toBe(45);
  expect(age("2027-01-01", NOW)).toBeNull();
  expect(age("someday", NOW)).toBeNull();
});

test("dates are said in Spanish, as Spanish writes them", () => {
  const spanish = wordsOf("spanish", ["es-MX"]);
  expect(dayHeading(at(2026, 11, 18), NOW, spanish)).toBe("Hoy");
  expect(dayHeading(at(2026, 11, 14), NOW, spanish)).toBe("Sábado");
  expect(shortTime(at(2026, 11, 17), NOW, spanish)).toBe("mar");
  expect(momentInSentence(at(2026, 11, 17, 9), NOW, spanish)).toMatch(/^ayer, /);
  expect(birthDate("1980-03-04", spanish)).toMatch(/4.*mar.*1980/);
});
