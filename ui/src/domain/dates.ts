/** Times as people say them. Every function takes the moment it is now, so that it can be tested. */

const DAY = 86_400_000;

/**
 * The language for dates: the system's if it is an English one, because the words around them are English;
 * otherwise English with the system's choice between 12 and 24 hours. A system without a language calls it
 * `C`, which is no language tag.
 */
export function dateLocale(system: string): string {
  const [known] = supportedLocales(system);
  if (!known) return "en-GB";
  if (known.toLowerCase().startsWith("en")) return known;
  const twelveHours = new Intl.DateTimeFormat(known, { hour: "numeric" }).resolvedOptions().hour12;
  return twelveHours ? "en-US" : "en-GB";
}

function supportedLocales(tag: string): string[] {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag);
  } catch {
    return [];
  }
}

const locale = dateLocale(globalThis.navigator?.language || "en-GB");
const formats = new Map<string, Intl.DateTimeFormat>();

function format(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
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
export function clockTime(timestamp: string): string {
  return format("time", { hour: "numeric", minute: "2-digit" }).format(new Date(timestamp));
}

function dayAndMonth(date: Date, now: Date): string {
  return date.getFullYear() === now.getFullYear()
    ? format("day", { day: "numeric", month: "short" }).format(date)
    : format("dayYear", { day: "numeric", month: "short", year: "numeric" }).format(date);
}

/** The shortest useful form: `14:02`, `Tue`, `3 Nov`, `3 Nov 2023`. */
export function shortTime(timestamp: string, now: Date): string {
  const date = new Date(timestamp);
  const days = daysBetween(date, now);
  if (days <= 0) return clockTime(timestamp);
  if (days < 7) return format("weekday", { weekday: "short" }).format(date);
  return dayAndMonth(date, now);
}

/** The heading of a day: `Today`, `Yesterday`, `Tuesday`, `Tuesday, 3 November`. */
export function dayHeading(timestamp: string, now: Date): string {
  const date = new Date(timestamp);
  const days = daysBetween(date, now);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  if (days > 1 && days < 7) return format("longWeekday", { weekday: "long" }).format(date);
  const options: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "long" };
  if (date.getFullYear() === now.getFullYear()) return format("heading", options).format(date);
  return format("headingYear", { ...options, year: "numeric" }).format(date);
}

/** Date and time in full: `Tuesday, 3 November 2026 at 14:02`. */
export function fullTime(timestamp: string): string {
  return format("full", { dateStyle: "full", timeStyle: "short" }).format(new Date(timestamp));
}

/** `14:02` today, else the day and the time: for sentences like *last seen …*. */
export function momentInSentence(timestamp: string, now: Date): string {
  const date = new Date(timestamp);
  const days = daysBetween(date, now);
  const time = clockTime(timestamp);
  if (days <= 0) return time;
  if (days === 1) return `yesterday ${time}`;
  if (days < 7) return `${format("weekday", { weekday: "short" }).format(date)} ${time}`;
  return `${dayAndMonth(date, now)}, ${time}`;
}

/** A birth date (`YYYY-MM-DD`) in words: `4 Mar 1980`; what is not a date is given back as it is. */
export function birthDate(isoDate: string): string {
  const date = new Date(`${isoDate}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return isoDate;
  const options: Intl.DateTimeFormatOptions = {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  };
  return format("birth", options).format(date);
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
