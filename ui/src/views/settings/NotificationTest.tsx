/** Whether the system shows a notification, tried out. */

import { useEffect } from "react";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Banner } from "../../widgets/Banner";
import { Button } from "../../widgets/Button";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { Spinner } from "../../widgets/Progress";
import { useWords } from "../../words/useWords";
import styles from "./NotificationsSection.module.css";

/** A button, and what came of it, until one looks elsewhere. */
export function NotificationTest() {
  const { notifications } = useModel();
  const { test: words } = useWords().notifications;
  const { pending, result, error } = useStore(notifications.trial);
  useEffect(() => () => notifications.forgetTest(), [notifications]);
  const found = result && words.shown[result.verdict];
  return (
    <>
      <div className={styles.line}>
        <Button onPress={() => void notifications.sendTest()} pending={pending} part="test-notification">
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
