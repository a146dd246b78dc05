/** A failed command, in words. */

import type { ReactNode } from "react";
import type { CommandError } from "../api/generated";
import { errorWords } from "../domain/errors";
import { Banner } from "./Banner";

/** Says what happened and what was kept. */
export function ErrorBanner({ error, action }: { error: CommandError; action?: ReactNode }) {
  const words = errorWords(error);
  return (
    <Banner tone="fault" role="alert" title={`${words.title}.`} action={action} part="error">
      {words.text}
    </Banner>
  );
}
