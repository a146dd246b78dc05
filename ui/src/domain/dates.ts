/** Times as people say them. Every function takes the moment it is now and the words, so that it can be tested. */

import type { Words } from "../words/words";

/** Where dates are written: how, and the words for *today* and the like. */
type DateWords = Pick<Words, "locale" | "dates">;

const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format is slow, and every row of the list needs one. */
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** Midnight of the day of `date`, on this computer's clock. */
function dayStart(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Whole days between two dates, by the calendar and not by the hour. */
export function daysBetween(earlier: Date, later: Date): number {
  return Math.round((dayStart(later) - dayStart(earlier)) / DAY);
}

/** The same text for all moments of one day. */
export function dayKey(timestamp: string): string {
  const date = new Date(timestamp);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** `14:02` */
export function clockTime(timestamp: string, { locale }: DateWords): string {
  return format(locale, { hour: "numeric", minute: "2-digit" }).format(new Date(timestamp));
}

function weekday(date: Date, length: "short" | "long", { locale }: DateWords): string {
  return format(locale, { weekday: length }).format(date);
}

/** Names the year only where it is another one. */
function withYear(date: Date, now: Date, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormatOptions {
  return date.getFullYear() === now.getFullYear() ? options : { ...options, year: "numeric" };
}

function dayAndMonth(date: Date, now: Date, { locale }: DateWords): string {
  return format(locale, withYear(date, now, { day: "numeric", month: "short" })).format(date);
}

/** The shortest useful form: `14:02`, `Tue`, `3 Nov`, `3 Nov 2023`. */
export function shortTime(timestamp: string, now: Date, words: DateWords): string {
  const date = new Date(timestamp);
  const days = daysBetween(date, now);
  if (days <= 0) return clockTime(timestamp, words);
  if (days < 7) return weekday(date, "short", words);
  return dayAndMonth(date, now, words);
}

/** The heading of a day: `Today`, `Yesterday`, `Tuesday`, `Tuesday, 3 November`. */
export function dayHeading(timestamp: string, now: Date, words: DateWords): string {
  const date = new Date(timestamp);
  const days = daysBetween(date, now);
  if (days === 0) return words.dates.today;
  if (days === 1) return words.dates.yesterday;
  if (days > 1 && days < 7) return asHeading(weekday(date, "long", words), words);
  const options = withYear(date, now, { weekday: "long", day: "numeric", month: "long" });
  return asHeading(format(words.locale, options).format(date), words);
}

/** Not every language begins its weekdays with a capital, but a heading does. */
function asHeading(text: string, { locale }: DateWords): string {
  const [first = "", ...rest] = text;
  return first.toLocaleUpperCase(locale) + rest.join("");
}

/** Date and time in full: `Tuesday, 3 November 2026 at 14:02`. */
export function fullTime(timestamp: string, { locale }: DateWords): string {
  return format(locale, { dateStyle: "full", timeStyle: "short" }).format(new Date(timestamp));
}

/** `14:02` today, else the day and the time: for sentences like *last seen …*. */
export function momentInSentence(timestamp: string, now: Date, words: DateWords): string {
  const date = new Date(timestamp);
  const days = daysBetween(date, now);
  const time = clockTime(timestamp, words);
  if (days <= 0) return time;
  if (days === 1) return words.dates.yesterdayAt(time);
  if (days < 7) return words.dates.weekdayAt(weekday(date, "short", words), time);
  return words.dates.dayAt(dayAndMonth(date, now, words), time);
}

/** A birth date (`YYYY-MM-DD`) in words: `4 Mar 1980`; what is not a date is given back as it is. */
export function birthDate(isoDate: string, { locale }: DateWords): string {
  const date = new Date(`${isoDate}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return isoDate;
  const options: Intl.DateTimeFormatOptions = {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  };
  return format(locale, options).format(date);
}

/** Years completed since a birth date (`YYYY-MM-DD`); null for what is not a date or lies ahead. */
export function age(isoDate: string, now: Date): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const beforeBirthday = now.getMonth() + 1 < month || (now.getMonth() + 1 === month && now.getDate() < day);
  const years = now.getFullYear() - year - (beforeBirthday ? 1 : 0);
  return years >= 0 ? years : null;
}
