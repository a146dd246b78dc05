/** Why there were, or were not, notifications. */

import type { NotificationNote } from "../../api/generated";
import { fullTime, momentInSentence } from "../../domain/dates";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Button } from "../../widgets/Button";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { useNow } from "../../widgets/useNow";
import { useWords } from "../../words/useWords";
import styles from "./NotificationsSection.module.css";

/** The decisions, newest first, for who asks for them. */
export function NotificationLog() {
  const { notifications } = useModel();
  const { log: words } = useWords().notifications;
  const { notes, error } = useStore(notifications.log);
  return (
    <>
      <h3 className={styles.question}>{words.title}</h3>
      <p className={styles.quiet}>{words.lead}</p>
      <div className={styles.line}>
        <Button onPress={() => void notifications.readLog()} part="notification-log-show">
          {notes === null ? words.show : words.again}
        </Button>
      </div>
      {error && <ErrorBanner error={error} />}
      {notes?.length === 0 && <p data-part="notification-log-empty">{words.empty}</p>}
      {notes && notes.length > 0 && (
        <ol
          className={styles.log}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
          tabIndex={0}
          aria-label={words.title}
          data-part="notification-log"
        >
          {notes.map((note, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is only ever replaced as a whole.
            <Note key={index} note={note} />
          ))}
        </ol>
      )}
    </>
  );
}

function Note({ note }: { note: NotificationNote }) {
  const words = useWords();
  const { log } = words.notifications;
  const now = useNow();
  return (
    <li className={styles.note} data-part="notification-note" data-outcome={note.outcome}>
      <time className={styles.when} dateTime={note.at} title={fullTime(note.at, words)}>
        {momentInSentence(note.at, now, words)}
      </time>
      <span className={styles.words}>
        {note.patient ? (
          <bdi className={styles.name}>{note.patient.display_name}</bdi>
        ) : (
          <span className={styles.name}>{note.conversation_id === null ? log.locked : log.gone}</span>
        )}
        <br />
        {log.outcomes[note.outcome]}
      </span>
    </li>
  );
}
