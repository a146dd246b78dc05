/** What can be done about a message that did not go out. */

import { CircleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { CommandError, DeliveryStatus } from "../../api/generated";
import { notSentReason } from "../../domain/delivery";
import { useModel } from "../../stores/model";
import { Button } from "../../widgets/Button";
import { ConfirmDialog } from "../../widgets/ConfirmDialog";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { useWords } from "../../words/useWords";
import styles from "./Message.module.css";

interface FailedMessageProps {
  messageId: string;
  status: Extract<DeliveryStatus, { state: "not_sent" }>;
  /** More that can be done about it. */
  children?: ReactNode;
}

/** The reason, *Try again* where that can help, and *Discard* after a question. */
export function FailedMessage({ messageId, status, children }: FailedMessageProps) {
  const model = useModel();
  const words = useWords();
  const { actions, delivery } = words;
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<CommandError | null>(null);

  async function discard() {
    const failed = await model.notSent.discard(messageId);
    await model.chat.refresh();
    return failed && { operation: null, error: failed };
  }

  async function retry() {
    setError(await model.notSent.retry(messageId));
    await model.chat.refresh();
  }

  return (
    <div className={styles.reason} data-part="send-status" data-state="not_sent">
      <p>
        <CircleAlert size="0.875rem" aria-hidden="true" className={styles.reasonIcon} />
        <strong>{delivery.notSent}</strong> {notSentReason(status.reason, words)}
      </p>
      {error && <ErrorBanner error={error} />}
      <div className={styles.reasonActions}>
        {status.can_retry && (
          <Button weight="quiet" onPress={() => void retry()} part="retry-message">
            {actions.tryAgain}
          </Button>
        )}
        <Button weight="quiet" onPress={() => setAsking(true)} part="discard-message">
          {actions.discard}
        </Button>
        {children}
      </div>
      {asking && (
        <ConfirmDialog
          title={delivery.discardTitle}
          confirm={actions.discard}
          cancel={actions.keep}
          weight="danger"
          onConfirm={discard}
          onClose={() => setAsking(false)}
          part="discard"
        >
          <p>{delivery.discardText}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
