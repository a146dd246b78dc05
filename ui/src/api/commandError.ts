/** The one shape in which a call fails. */

import type { CommandError } from "./generated";

/** Gives back a `CommandError`, whatever was thrown. */
export function commandError(thrown: unknown): CommandError {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && typeof thrown.code === "string") {
    return thrown as CommandError;
  }
  return { code: "internal", retry_after_seconds: null };
}
