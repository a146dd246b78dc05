/** What a failed command means to a person: what happened, what was kept, what to do. */

import type { CommandError, CommandErrorCode } from "../api/generated";
import type { Words } from "../words/words";
import { isolated } from "./isolated";

/** The words for an error. */
export interface ErrorWords {
  title: string;
  /** What was kept and what to do. */
  text: string;
}

/** Commands whose failure means something else, or leaves text in another place, than the error alone would say. */
export type Operation = "save_draft" | "send" | "save_before_sign_out" | "lock" | "unlock" | "devices";

/** A failed command, and which one it was where that decides what was kept. */
export interface Failure {
  operation: Operation | null;
  error: CommandError;
}

/** Errors that the text itself makes: their words say more than where it is. */
const OF_THE_TEXT: ReadonlySet<CommandErrorCode> = new Set(["text_empty", "text_too_long", "text_invalid"]);

/** What the network doctor can find the cause of. */
export const OF_THE_NETWORK: ReadonlySet<CommandErrorCode> = new Set([
  "server_unreachable",
  "proxy_unreachable",
  "proxy_needs_sign_in",
  "proxy_refused",
  "not_our_server",
  "bad_certificate",
  "server_unavailable",
]);

/** From so many seconds on a wait is said in minutes. */
const SAID_IN_MINUTES_FROM = 90;

function duration(seconds: number, { errors }: Words): string {
  return seconds < SAID_IN_MINUTES_FROM ? errors.seconds(seconds) : errors.minutes(Math.ceil(seconds / 60));
}

/** What the operation says of an error in its own words. */
function ofOperation(
  operation: Operation,
  code: CommandErrorCode,
  { errors }: Words,
): ErrorWords | undefined {
  const own: Partial<Record<Operation, Partial<Record<CommandErrorCode, ErrorWords>>>> = {
    unlock: errors.unlock,
    devices: errors.devices,
  };
  return own[operation]?.[code];
}

/** The words for a failed command whose name is known. */
export function failureWords({ operation, error }: Failure, words: Words): ErrorWords {
  const general = errorWords(error, words);
  if (operation === null || (operation === "send" && OF_THE_TEXT.has(error.code))) return general;
  const kept: Partial<Record<Operation, string>> = words.errors.kept;
  const text = kept[operation];
  if (text !== undefined) return { title: general.title, text };
  return ofOperation(operation, error.code, words) ?? general;
}

/** The words for a failed command. */
export function errorWords(error: CommandError, words: Words): ErrorWords {
  const { errors } = words;
  const known = errors.of[error.code] ?? errors.of.internal;
  if (error.issuer !== undefined) {
    return { title: known.title, text: `${errors.issuedBy(isolated(error.issuer))} ${known.text}` };
  }
  if (error.retry_after_seconds === null || error.retry_after_seconds === undefined) return known;
  return { title: known.title, text: errors.tryAgainIn(duration(error.retry_after_seconds, words)) };
}
