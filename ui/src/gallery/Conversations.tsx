/** Rows of the list and messages of a chat. */

import type { ConversationRow, MessageView } from "../api/generated";
import { Message } from "../views/chat/Message";
import { Row } from "../views/conversationList/Row";
import { useRem } from "../widgets/useRem";
import { Exhibit } from "./Exhibit";
import styles from "./Gallery.module.css";
import { NOW, ownMessage, presence, sampleMessage, sampleRow } from "./samples";

const ROWS: ConversationRow[] = [
  sampleRow("Ana Online", { presence: presence("online") }),
  sampleRow("Ben Offline"),
  sampleRow("Chris Unknown", { presence: presence("unknown") }),
  sampleRow("Dora Unread", { unread_count: 3 }),
  sampleRow("Emil With Very Many Unread Messages and a Long Name", { unread_count: 120 }),
  sampleRow("Fay Draft", { draft: "A text that is not sent yet" }),
  sampleRow("Gil Queued", { last_message: ownMessage(1, "Waits to go out.", { state: "queued" }) }),
  sampleRow("Hal Not Sent", {
    last_message: ownMessage(1, "Did not go out.", { state: "not_sent", reason: "refused", can_retry: true }),
  }),
  sampleRow("Ina Never Wrote", { last_message: null }),
  sampleRow("فاطمة الزهراء", { last_message: sampleMessage(2, "شكرا جزيلا لك") }),
];

/** Rows; the second is open, the third is the active one. */
export function Rows() {
  const height = Math.round(useRem() * 4.5);
  return (
    <Exhibit title="Rows of the list">
      <div
        className={styles.rows}
        role="listbox"
        aria-label="Rows"
        tabIndex={0}
        style={{ blockSize: ROWS.length * height }}
      >
        {ROWS.map((row, index) => (
          <Row
            key={row.conversation_id}
            id={row.conversation_id}
            row={row}
            place={{ index, top: index * height, height, total: ROWS.length }}
            now={NOW}
            open={index === 1}
            active={index === 2}
            showBirthDate={index === 3}
            onOpen={() => {}}
          />
        ))}
      </div>
    </Exhibit>
  );
}

const MESSAGES: MessageView[] = [
  sampleMessage(20, "A message of the patient."),
  sampleMessage(19, "With an address: https://resources.example.org/sleep"),
  sampleMessage(18, "رسالة من اليمين إلى اليسار"),
  sampleMessage(17, `A long word ${"without a break ".replaceAll(" ", "").repeat(12)} and an end.`),
  sampleMessage(16, "The practice answers at 8:00.", { from_me: true, automatic: true }),
  ownMessage(15, "Read by the patient.", { state: "read" }),
  ownMessage(14, "Delivered to the device.", { state: "delivered" }),
  ownMessage(13, "On the service.", { state: "sent" }),
  ownMessage(12, "Waits to go out.", { state: "queued" }),
  ownMessage(11, "Could go out at another try.", { state: "not_sent", reason: "refused", can_retry: true }),
  ownMessage(10, "Cannot go out.", { state: "not_sent", reason: "too_long", can_retry: false }),
];

/** Messages; the second was searched for. */
export function Messages() {
  return (
    <Exhibit title="Messages">
      <ol>
        {MESSAGES.map((message, index) => (
          <Message
            key={message.message_id}
            message={message}
            patientName="Ana Silva"
            first
            last
            statusShown
            found={index === 1}
          />
        ))}
      </ol>
    </Exhibit>
  );
}
