/** Messages that did not go out, with their reasons. */

import { MailCheck } from "lucide-react";
import { useEffect } from "react";
import type { NotSentMessage } from "../../api/generated";
import { birthDate, fullTime, momentInSentence } from "../../domain/dates";
import type { LeftText } from "../../stores/drafts";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Button } from "../../widgets/Button";
import { EmptyState } from "../../widgets/EmptyState";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { Page } from "../../widgets/Page";
import { useNow } from "../../widgets/useNow";
import { FailedMessage } from "../chat/FailedMessage";
import { MessageText } from "../chat/MessageText";
import { CopyText } from "./CopyText";
import styles from "./NotSentView.module.css";

/** One card a message. */
export function NotSentView() {
  const model = useModel();
  const { messages, error } = useStore(model.notSent.state);
  const left = useStore(model.drafts.leftBehind);
  const attended = useStore(model.attention);
  useEffect(() => void model.notSent.refresh(), [model]);
  useEffect(() => {
    if (attended) model.notSent.shown(messages);
  }, [model, attended, messages]);
  return (
    <Page
      title="Not sent"
      lead="Messages that do not go out by themselves. Each is kept here until you discard it, unless it says otherwise."
      part="not-sent"
    >
      {error && <ErrorBanner error={error} />}
      {messages.length === 0 && left.length === 0 && (
        <EmptyState icon={<MailCheck size="1.5rem" />} title="Everything was sent">
          <p>Messages written while offline wait in their chats and go out when you are back.</p>
        </EmptyState>
      )}
      <ul className={styles.list}>
        {messages.map((entry) => (
          <Entry key={entry.message.message_id} entry={entry} />
        ))}
        {left.map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: these texts have no id, and none is ever put between them.
          <LeftEntry key={`${text.conversationId}-${index}`} left={text} />
        ))}
      </ul>
    </Page>
  );
}

/** Text of a conversation that was taken away before the text was saved. */
function LeftEntry({ left }: { left: LeftText }) {
  const { drafts } = useModel();
  return (
    <li className={styles.entry} data-part="left-text">
      <div className={styles.head}>
        <h2 className={styles.name}>A patient no longer in your list</h2>
      </div>
      <div className={styles.text}>
        <MessageText text={left.text} />
      </div>
      <p className={styles.quiet}>
        It was not saved and is only in this window: it ends when the program locks or closes, or when you
        sign out.
      </p>
      <div className={styles.actions}>
        <CopyText text={left.text} />
        <Button weight="quiet" onPress={() => drafts.dismiss(left)} part="left-text-discard">
          Discard
        </Button>
      </div>
    </li>
  );
}

function Entry({ entry }: { entry: NotSentMessage }) {
  const { navigation } = useModel();
  const now = useNow();
  const { patient, message } = entry;
  const { status } = message;
  const shownOnce = status?.state === "not_sent" && status.reason === "no_longer_on_care_team";
  return (
    <li className={styles.entry} data-part="not-sent-message">
      <div className={styles.head}>
        <h2 className={styles.name}>
          {patient ? <bdi>{patient.display_name}</bdi> : "A patient no longer in your list"}
        </h2>
        {patient && <span className={styles.quiet}>Born {birthDate(patient.birth_date)}</span>}
        <time className={styles.time} dateTime={message.composed_at} title={fullTime(message.composed_at)}>
          Written {momentInSentence(message.composed_at, now)}
        </time>
      </div>
      <div className={styles.text}>
        <MessageText text={message.text} />
      </div>
      {shownOnce && (
        <p className={styles.once} data-part="shown-once">
          It is shown this once: when the program locks or closes, it is deleted for good. Copy it if you need
          it.
        </p>
      )}
      {status?.state === "not_sent" && (
        <FailedMessage messageId={message.message_id} status={status}>
          {shownOnce && <CopyText text={message.text} />}
          {patient && (
            <Button weight="quiet" onPress={() => navigation.openConversation(entry.conversation_id)}>
              Open chat
            </Button>
          )}
        </FailedMessage>
      )}
    </li>
  );
}
