/** What the network doctor found, in words. */

import type { Check, CheckCode, CheckFacts, CheckName, NotificationVerdict, Verdict } from "../api/generated";
import type { Words } from "../words/words";
import { isolated } from "./isolated";

/** In the order in which a connection is made. */
export const CHECK_ORDER: readonly CheckName[] = [
  "name_resolution",
  "proxy",
  "tls",
  "service",
  "live_stream",
  "clock",
  "disk_space",
  "keyring",
  "notifications",
];

/** A check in words. */
export interface CheckWords {
  says: string;
  /** What to do; null where nothing is to be done. */
  toDo: string | null;
}

/** What to do, for each check whose own code has no words for it. */
const GENERAL: Partial<Record<CheckName, keyof Words["doctor"]["toDo"]>> = {
  proxy: "proxy",
  tls: "tls",
  service: "service",
  live_stream: "live",
  clock: "clock",
  disk_space: "disk",
  keyring: "keyring",
};

/** What a test notification would find as well: the settings have the words for what to do then. */
const AS_TRIED: Partial<Record<CheckCode, NotificationVerdict>> = {
  notifications_held_back: "held_back",
  notifications_missing: "nothing_shows_them",
  notifications_silent: "no_answer",
  notifications_refused: "refused",
};

/** The words for a check. */
export function checkWords(check: Check, words: Words): CheckWords {
  const { found } = words.doctor;
  const said: string | ((...particulars: string[]) => string) = found[check.code];
  const says = typeof said === "string" ? said : said(...particulars(check.facts, words));
  const isFault = check.verdict === "bad" || check.verdict === "warning";
  return { says, toDo: isFault ? toDo(check.name, check.code, words) : null };
}

function toDo(name: CheckName, code: CheckCode, { doctor, notifications }: Words): string | null {
  const tried = AS_TRIED[code];
  if (tried !== undefined) return notifications.test.shown[tried].text;
  const own: Partial<Record<CheckCode, string>> = doctor.toDo;
  const general = GENERAL[name];
  return own[code] ?? (general === undefined ? null : doctor.toDo[general]);
}

/** What stands in the words of a check: each check has facts of one kind. */
function particulars(facts: CheckFacts, words: Words): string[] {
  if (facts.proxy !== undefined) return [facts.proxy];
  if (facts.issuer !== undefined) return [isolated(facts.issuer || "?"), day(facts.ends_at, words)];
  if (facts.ahead_seconds !== undefined) return [minutes(facts.ahead_seconds, words)];
  if (facts.free_megabytes !== undefined) return [room(facts.free_megabytes, words)];
  return ["?"];
}

function day(moment: string | undefined, { locale }: Words): string {
  return moment === undefined
    ? "?"
    : new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(new Date(moment));
}

function minutes(seconds: number, { locale }: Words): string {
  const unit = { style: "unit", unit: "minute", unitDisplay: "long" } as const;
  return new Intl.NumberFormat(locale, unit).format(Math.round(Math.abs(seconds) / 60));
}

function room(megabytes: number, { locale }: Words): string {
  const large = megabytes >= 1_000;
  const unit = { style: "unit", unit: large ? "gigabyte" : "megabyte", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, unit).format(large ? megabytes / 1_000 : megabytes);
}

/** How things stand over all checks; the worst decides. */
export function overall(checks: readonly Check[], { doctor }: Words): { verdict: Verdict; says: string } {
  const has = (verdict: Verdict) => checks.some((check) => check.verdict === verdict);
  if (has("bad")) return { verdict: "bad", says: doctor.someBad };
  if (has("warning")) return { verdict: "warning", says: doctor.someWarn };
  return { verdict: "good", says: doctor.allGood };
}
