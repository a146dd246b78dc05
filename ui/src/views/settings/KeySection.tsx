/** Trying what a lost key would cost. */

import { useState } from "react";
import { commandError } from "../../api/commandError";
import type { CommandError } from "../../api/generated";
import { type RehearsalWords, rehearsalWords } from "../../domain/rehearsal";
import { useModel } from "../../stores/model";
import { Banner } from "../../widgets/Banner";
import { Button } from "../../widgets/Button";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { PageSection } from "../../widgets/Page";
import { Spinner } from "../../widgets/Progress";
import styles from "./KeySection.module.css";

/** The rehearsal, and its result in words. */
export function KeySection() {
  const { backend } = useModel();
  const [pending, setPending] = useState(false);
  const [result, setResult] = useState<RehearsalWords | null>(null);
  const [error, setError] = useState<CommandError | null>(null);

  async function rehearse() {
    setPending(true);
    setResult(null);
    setError(null);
    try {
      setResult(rehearsalWords(await backend.rehearseKeyLoss()));
    } catch (thrown) {
      setError(commandError(thrown));
    }
    setPending(false);
  }

  return (
    <PageSection title="If the key is lost">
      <p>
        The key to what is kept on this computer is in the system's keyring. If it is ever lost, messages are
        loaded from the server again, and drafts and unsent texts are opened with the server's help. The
        rehearsal tries this on a copy and changes nothing.
      </p>
      <div className={styles.action}>
        <Button onPress={() => void rehearse()} pending={pending} part="rehearse">
          Rehearse the loss of the key
        </Button>
        {pending && <Spinner label="Opening a copy without the key" />}
      </div>
      {error && <ErrorBanner error={error} />}
      {result && (
        <div className={styles.result}>
          <Banner tone={result.good ? "info" : "notice"} title={result.title} part="rehearsal-result">
            {result.text}
          </Banner>
        </div>
      )}
    </PageSection>
  );
}
