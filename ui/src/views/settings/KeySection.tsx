/** Trying what a lost key would cost. */

import { useState } from "react";
import { commandError } from "../../api/commandError";
import type { CommandError, Rehearsal } from "../../api/generated";
import { rehearsalWords } from "../../domain/rehearsal";
import { useModel } from "../../stores/model";
import { Banner } from "../../widgets/Banner";
import { Button } from "../../widgets/Button";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { PageSection } from "../../widgets/Page";
import { Spinner } from "../../widgets/Progress";
import { useWords } from "../../words/useWords";
import styles from "./KeySection.module.css";

/** The rehearsal, and its result in words. */
export function KeySection() {
  const { backend } = useModel();
  const words = useWords();
  const { keyLoss } = words;
  const [pending, setPending] = useState(false);
  const [result, setResult] = useState<Rehearsal | null>(null);
  const [error, setError] = useState<CommandError | null>(null);

  async function rehearse() {
    setPending(true);
    setResult(null);
    setError(null);
    try {
      setResult(await backend.rehearseKeyLoss());
    } catch (thrown) {
      setError(commandError(thrown));
    }
    setPending(false);
  }

  const shown = result && rehearsalWords(result, words);
  return (
    <PageSection title={keyLoss.section}>
      <p>{keyLoss.explained}</p>
      <div className={styles.action}>
        <Button onPress={() => void rehearse()} pending={pending} part="rehearse">
          {keyLoss.rehearse}
        </Button>
        {pending && <Spinner label={keyLoss.rehearsing} />}
      </div>
      {error && <ErrorBanner error={error} />}
      {shown && (
        <div className={styles.result}>
          <Banner tone={shown.good ? "info" : "notice"} title={shown.title} part="rehearsal-result">
            {shown.text}
          </Banner>
        </div>
      )}
    </PageSection>
  );
}
