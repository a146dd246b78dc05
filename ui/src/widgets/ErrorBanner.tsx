/** A failed command, in words. */

import type { ReactNode } from "react";
import type { CommandError } from "../api/generated";
import { failureWords, type Operation } from "../domain/errors";
import { useWords } from "../words/useWords";
import { Banner } from "./Banner";

interface ErrorBannerProps {
  error: CommandError;
  /** What failed, where that decides what was kept. */
  operation?: Operation | null;
  action?: ReactNode;
}

/** Says what happened and what was kept. */
export function ErrorBanner({ error, operation = null, action }: ErrorBannerProps) {
  const words = failureWords({ operation, error }, useWords());
  return (
    <Banner tone="fault" role="alert" title={`${words.title}.`} action={action} part="error">
      {words.text}
    </Banner>
  );
}
