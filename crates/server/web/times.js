// @ts-check
/**
 * Moments in words, in the reader's own time zone. The page speaks English, so its dates do as well; an
 * English reader's own regional habits (12 or 24 hours, day or month first) are kept.
 */

const locale =
  globalThis.navigator?.languages?.find((each) => each.toLowerCase().startsWith("en")) ?? "en-US";
const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(locale, { weekday: "short" });
const shortDate = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
const shortDateWithYear = new Intl.DateTimeFormat(locale, {
  day: "numeric",
  month: "short",
  year: "numeric",
});
const longDay = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
const longDayWithYear = new Intl.DateTimeFormat(locale, {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const full = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" });

/** @param {string} moment RFC 3339 @returns {string} such as `2:05 PM` */
export function timeOfDay(moment) {
  return clock.format(new Date(moment));
}

/** @param {string} moment @returns {string} the whole date and time */
export function fullMoment(moment) {
  return full.format(new Date(moment));
}

/** @param {string} moment @returns {string} one key per calendar day of the reader */
export function dayKey(moment) {
  const date = new Date(moment);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

/** @param {string} moment @param {Date} [now] @returns {string} such as `Today` or `Tuesday, November 3` */
export function dayWords(moment, now = new Date()) {
  const date = new Date(moment);
  const age = daysBetween(date, now);
  if (age === 0) return "Today";
  if (age === 1) return "Yesterday";
  return date.getFullYear() === now.getFullYear() ? longDay.format(date) : longDayWithYear.format(date);
}

/** @param {string} moment @param {Date} [now] @returns {string} the shortest useful form: time, weekday or date */
export function shortMoment(moment, now = new Date()) {
  const date = new Date(moment);
  const age = daysBetween(date, now);
  if (age === 0) return clock.format(date);
  if (age > 0 && age < 7) return weekday.format(date);
  return date.getFullYear() === now.getFullYear() ? shortDate.format(date) : shortDateWithYear.format(date);
}

/** @param {string} moment @param {Date} [now] @returns {string} such as `2:05 PM`, `yesterday 2:05 PM`, `Nov 3` */
export function lastSeen(moment, now = new Date()) {
  const age = daysBetween(new Date(moment), now);
  if (age === 0) return timeOfDay(moment);
  if (age === 1) return `yesterday ${timeOfDay(moment)}`;
  return shortMoment(moment, now);
}

/** Whole calendar days from `date` to `now`, whatever daylight saving does in between. */
function daysBetween(/** @type {Date} */ date, /** @type {Date} */ now) {
  const midnight = (/** @type {Date} */ each) =>
    Date.UTC(each.getFullYear(), each.getMonth(), each.getDate());
  return Math.round((midnight(now) - midnight(date)) / 86_400_000);
}
