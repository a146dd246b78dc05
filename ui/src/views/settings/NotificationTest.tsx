/** Whether the system shows a notification, tried out. */

import { useState } from "react";
import { commandError } from "../../api/commandError";
import type { CommandError, NotificationTest as Result } from "../../api/generated";
import { useModel } from "../../stores/model";
import { Banner } from "../../widgets/Banner";
import { Button } from "../../widgets/Button";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { Spinner } from "../../widgets/Progress";
import { useWords } from "../../words/useWords";
import styles from "./NotificationsSection.module.css";

/** A button, and what came of it. */
export function NotificationTest() {
  const { backend } = useModel();
  const { test: words } = useWords().notifications;
  const [pending, setPending] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  const [error, setError] = useState<CommandError | null>(null);

  async function send() {
    setPending(true);
    setResult(null);
    setError(null);
    try {
      setResult(await backend.testNotification());
    } catch (thrown) {
      setError(commandError(thrown));
    }
    setPending(false);
  }

  const found = result && words.shown[result.verdict];
  return (
    <>
      <div className={styles.line}>
        <Button onPress={() => void send()} pending={pending} part="test-notification">
          {words.send}
        </Button>
        {pending && <Spinner label={words.pending} />}
      </div>
      {error && <ErrorBanner error={error} />}
      {result && found && (
        <Banner tone={found.good ? "info" : "notice"} title={found.title} part="test-notification-result">
          {found.text}
          {result.shown_by !== null && (
            <>
              {" "}
              {words.shownBy}: <bdi>{result.shown_by}</bdi>.
            </>
          )}
        </Banner>
      )}
    </>
  );
}
