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
import { useWords } from "../../words/useWords";
import { FailedMessage } from "../chat/FailedMessage";
import { MessageText } from "../chat/MessageText";
import { CopyText } from "./CopyText";
import styles from "./NotSentView.module.css";

/** One card a message. */
export function NotSentView() {
  const model = useModel();
  const { notSent } = useWords();
  const { messages, error } = useStore(model.notSent.state);
  const left = useStore(model.drafts.leftBehind);
  const attended = useStore(model.attention);
  useEffect(() => void model.notSent.refresh(), [model]);
  useEffect(() => {
    if (attended) model.notSent.shown(messages);
  }, [model, attended, messages]);
  return (
    <Page title={notSent.title} lead={notSent.lead} part="not-sent">
      {error && <ErrorBanner error={error} />}
      {messages.length === 0 && left.length === 0 && (
        <EmptyState icon={<MailCheck size="1.5rem" />} title={notSent.allSent}>
          <p>{notSent.allSentText}</p>
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
  const { actions, notSent, person } = useWords();
  return (
    <li className={styles.entry} data-part="left-text">
      <div className={styles.head}>
        <h2 className={styles.name}>{person.noLongerListed}</h2>
      </div>
      <div className={styles.text}>
        <MessageText text={left.text} />
      </div>
      <p className={styles.quiet}>{notSent.onlyHere}</p>
      <div className={styles.actions}>
        <CopyText text={left.text} />
        <Button weight="quiet" onPress={() => drafts.dismiss(left)} part="left-text-discard">
          {actions.discard}
        </Button>
      </div>
    </li>
  );
}

function Entry({ entry }: { entry: NotSentMessage }) {
  const { navigation } = useModel();
  const words = useWords();
  const now = useNow();
  const { patient, message } = entry;
  const { status } = message;
  const shownOnce = status?.state === "not_sent" && status.reason === "no_longer_on_care_team";
  return (
    <li className={styles.entry} data-part="not-sent-message">
      <div className={styles.head}>
        <h2 className={styles.name}>
          {patient ? <bdi>{patient.display_name}</bdi> : words.person.noLongerListed}
        </h2>
        {patient && (
          <span className={styles.quiet}>{words.person.born(birthDate(patient.birth_date, words))}</span>
        )}
        <time
          className={styles.time}
          dateTime={message.composed_at}
          title={fullTime(message.composed_at, words)}
        >
          {words.notSent.written(momentInSentence(message.composed_at, now, words))}
        </time>
      </div>
      <div className={styles.text}>
        <MessageText text={message.text} />
      </div>
      {shownOnce && (
        <p className={styles.once} data-part="shown-once">
          {words.notSent.shownOnce}
        </p>
      )}
      {status?.state === "not_sent" && (
        <FailedMessage messageId={message.message_id} status={status}>
          {shownOnce && <CopyText text={message.text} />}
          {patient && (
            <Button weight="quiet" onPress={() => navigation.openConversation(entry.conversation_id)}>
              {words.notSent.openChat}
            </Button>
          )}
        </FailedMessage>
      )}
    </li>
  );
}
