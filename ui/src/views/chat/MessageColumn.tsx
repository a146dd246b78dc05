/** The messages of a chat, by days and runs, with the scroll position kept where the eye is. */

import { ArrowDown } from "lucide-react";
import { memo, useMemo } from "react";
import { Button } from "react-aria-components";
import { dayHeading } from "../../domain/dates";
import { lastOwnMessage, type TimelineEntry, timeline } from "../../domain/timeline";
import type { OpenChat } from "../../stores/chatState";
import { Spinner } from "../../widgets/Progress";
import { Sentence } from "../../widgets/Sentence";
import { useNow } from "../../widgets/useNow";
import { useWords } from "../../words/useWords";
import { Message } from "./Message";
import styles from "./MessageColumn.module.css";
import { useKeptScroll } from "./useKeptScroll";

/** The scrolling column, and the way back to its end. */
export function MessageColumn({ chat }: { chat: OpenChat }) {
  const words = useWords();
  const scroll = useKeptScroll(chat);
  const { messages } = chat.stretch;
  const name = chat.row.patient.display_name;
  const entries = useMemo(() => timeline(messages, chat.newLine), [messages, chat.newLine]);
  const lastOwn = useMemo(() => lastOwnMessage(messages), [messages]);
  return (
    <div className={styles.column}>
      <section
        className={styles.scroller}
        ref={scroll.scroller}
        onScroll={scroll.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
        tabIndex={0}
        aria-label={words.chat.messages}
        data-part="messages"
      >
        <div className={styles.content} ref={scroll.content}>
          <Beginning chat={chat} />
          <Entries entries={entries} lastOwn={lastOwn} name={name} target={chat.target} />
          {chat.patientIsWriting && <Writing name={name} />}
        </div>
      </section>
      {!scroll.atEnd && (
        <Button className={styles.toEnd} onPress={scroll.toEnd} data-part="to-newest">
          {scroll.newBelow ? words.chat.newMessages : words.chat.newest}
          <ArrowDown size="1rem" aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}

interface EntriesProps {
  entries: TimelineEntry[];
  lastOwn: string | null;
  name: string;
  target: number | null;
}

/**
 * Writing in the composer must not draw the messages again. All lines are direct children of the list, each
 * under its own key: in nested lists every line would be made anew when older ones are put in above.
 */
const Entries = memo(function Entries(props: EntriesProps) {
  const words = useWords();
  const now = useNow();
  return (
    <ol className={styles.list}>
      {props.entries.flatMap((entry) => {
        switch (entry.kind) {
          case "day":
            return (
              <li key={entry.key} className={styles.day} data-part="day">
                <h3>{dayHeading(entry.at, now, words)}</h3>
              </li>
            );
          case "new":
            return (
              <li key={entry.key} className={styles.newLine} data-part="new-line">
                <span>{words.chat.newLine}</span>
              </li>
            );
          case "run":
            return entry.messages.map((message, index) => (
              <Message
                key={message.message_id}
                message={message}
                patientName={props.name}
                first={index === 0}
                last={index === entry.messages.length - 1}
                statusShown={message.message_id === props.lastOwn}
                found={props.target !== null && message.position === props.target}
              />
            ));
        }
        return [];
      })}
    </ol>
  );
});

/** What stands before the first message. */
function Beginning({ chat }: { chat: OpenChat }) {
  const words = useWords();
  if (chat.loadingOlder) {
    return (
      <p className={styles.beginning}>
        <Spinner label={words.chat.loadingOlder} />
      </p>
    );
  }
  switch (chat.stretch.older) {
    case "available":
      return <p className={styles.beginning} />;
    case "not_here_yet":
      return (
        <p className={styles.beginning} data-part="older-not-here">
          {words.chat.olderNotHere}
        </p>
      );
    case "not_kept":
      return (
        <p className={styles.beginning} data-part="older-not-kept">
          {words.chat.olderNotKept}
        </p>
      );
    case "none":
      return chat.stretch.messages.length === 0 ? (
        <p className={styles.nothing} data-part="no-messages">
          <strong>{words.chat.noMessages}</strong>
          <span>
            <Sentence of={words.chat.writeFirst(<bdi>{chat.row.patient.display_name}</bdi>)} />
          </span>
        </p>
      ) : (
        <p className={styles.beginning}>{words.chat.begins}</p>
      );
  }
}

function Writing({ name }: { name: string }) {
  const { chat } = useWords();
  return (
    <p className={styles.writing} data-part="typing">
      <span className={styles.dots} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span>
        <Sentence of={chat.isWriting(<bdi>{name}</bdi>)} />
      </span>
    </p>
  );
}
