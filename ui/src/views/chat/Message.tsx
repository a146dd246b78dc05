/** One message: who, what, when, and how far it has come. */

import { Clock } from "lucide-react";
import { memo } from "react";
import type { DeliveryStatus, MessageView } from "../../api/generated";
import { clockTime, fullTime } from "../../domain/dates";
import { deliveryMeaning, deliveryWords } from "../../domain/delivery";
import { messageTime } from "../../domain/timeline";
import { classes } from "../../widgets/classes";
import { Sentence } from "../../widgets/Sentence";
import { useWords } from "../../words/useWords";
import type { Words } from "../../words/words";
import { FailedMessage } from "./FailedMessage";
import styles from "./Message.module.css";
import { MessageText } from "./MessageText";

interface MessageProps {
  message: MessageView;
  patientName: string;
  /** First and last of its run. */
  first: boolean;
  last: boolean;
  /** Whether the delivery status is shown; a screen reader is always told. */
  statusShown: boolean;
  /** Whether it is the message that was searched for. */
  found: boolean;
}

function sender(message: MessageView, patientName: string, { chat }: Words): string {
  if (message.automatic) return chat.automatic;
  return message.from_me ? chat.you : patientName;
}

/** A bubble; one's own are on the right. */
export const Message = memo(function Message(props: MessageProps) {
  const { message, patientName, first, last, statusShown, found } = props;
  const words = useWords();
  const at = messageTime(message);
  const { status } = message;
  const failed = status?.state === "not_sent";
  return (
    <li
      className={classes(
        styles.message,
        message.from_me && styles.own,
        first && styles.first,
        last && styles.last,
      )}
      data-part="message"
      data-message-id={message.message_id}
      data-own={message.from_me}
      data-position={message.position ?? undefined}
    >
      <div className={classes(styles.bubble, failed && styles.failed, found && styles.found)}>
        <span className="visually-hidden">
          <Sentence of={words.chat.says(<bdi>{sender(message, patientName, words)}</bdi>)} />
        </span>
        {message.automatic && <span className={styles.automatic}>{words.chat.automatic}</span>}
        <MessageText text={message.text} />
        <time className={styles.time} dateTime={at} title={fullTime(at, words)} data-part="sent-at">
          <span aria-hidden="true">{clockTime(at, words)}</span>
          <span className="visually-hidden">, {fullTime(at, words)}</span>
        </time>
      </div>
      {status && status.state === "not_sent" && (
        <FailedMessage messageId={message.message_id} status={status} />
      )}
      {status && status.state !== "not_sent" && <Status status={status} shown={statusShown} />}
    </li>
  );
});

function Status({ status, shown }: { status: DeliveryStatus; shown: boolean }) {
  const words = useWords();
  const visible = shown || status.state === "queued";
  return (
    <span
      className={visible ? styles.status : "visually-hidden"}
      title={deliveryMeaning(status, words)}
      data-part="send-status"
      data-state={status.state}
    >
      {status.state === "queued" && <Clock size="0.75rem" aria-hidden="true" />}
      {deliveryWords(status, words)}
    </span>
  );
}
