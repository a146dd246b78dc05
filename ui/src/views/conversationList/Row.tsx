/** One patient in the list. */

import { CircleAlert, Clock } from "lucide-react";
import { memo } from "react";
import type { ConversationRow } from "../../api/generated";
import { birthDate, fullTime, shortTime } from "../../domain/dates";
import { presenceWords } from "../../domain/presence";
import { draftPreview, hasFailed, isQueued, preview, spokenState } from "../../domain/rowWords";
import { messageTime } from "../../domain/timeline";
import { Avatar } from "../../widgets/Avatar";
import { classes } from "../../widgets/classes";
import { useWords } from "../../words/useWords";
import styles from "./RowList.module.css";

/** Where a row stands. */
export interface RowPlace {
  index: number;
  /** Distance from the list's top and height, in pixels. */
  top: number;
  height: number;
  total: number;
}

interface RowProps {
  id: string;
  row: ConversationRow;
  place: RowPlace;
  now: Date;
  open: boolean;
  active: boolean;
  showBirthDate: boolean;
  onOpen: (conversationId: string) => void;
}

function position(place: RowPlace) {
  return { blockSize: place.height, transform: `translateY(${place.top}px)` };
}

/** A row whose page is still being read. */
export function RowPlaceholder({ place }: { place: RowPlace }) {
  return (
    <div className={classes(styles.row, styles.placeholder)} style={position(place)} aria-hidden="true" />
  );
}

function sameRow(before: RowProps, after: RowProps): boolean {
  return (
    before.row === after.row &&
    before.now === after.now &&
    before.open === after.open &&
    before.active === after.active &&
    before.showBirthDate === after.showBirthDate &&
    before.place.top === after.place.top &&
    before.place.height === after.place.height &&
    before.place.total === after.place.total
  );
}

/** Name, last message, time, unread count and presence; its text is its accessible name, with words for what is only drawn. */
export const Row = memo(function Row({ id, row, place, now, open, active, showBirthDate, onOpen }: RowProps) {
  const { patient, presence, last_message: last } = row;
  const words = useWords();
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list box keeps the focus and names its active row.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list box handles the keys.
    <div
      className={classes(styles.row, row.unread_count > 0 && styles.unread)}
      id={id}
      role="option"
      aria-selected={open}
      aria-setsize={place.total}
      aria-posinset={place.index + 1}
      style={position(place)}
      onClick={() => onOpen(row.conversation_id)}
      data-part="conversation-row"
      data-conversation-id={row.conversation_id}
      data-presence={presence.state}
      data-unread={row.unread_count}
      data-active={active || undefined}
    >
      <span title={presenceWords(presence, now, words)}>
        <Avatar userId={patient.user_id} name={patient.display_name} presence={presence.state} />
      </span>
      <span className={styles.words}>
        <span className={styles.line}>
          <bdi className={styles.name} dir="auto" title={patient.display_name} data-part="row-name">
            {patient.display_name}
          </bdi>
          <span className="visually-hidden">{`, ${spokenState(row, now, words)}, `}</span>
          {last && (
            <time
              className={styles.time}
              dateTime={messageTime(last)}
              title={fullTime(messageTime(last), words)}
            >
              {shortTime(messageTime(last), now, words)}
              <span className="visually-hidden">, </span>
            </time>
          )}
        </span>
        <span className={styles.line}>
          {showBirthDate && (
            <span className={styles.birth}>{words.person.born(birthDate(patient.birth_date, words))}</span>
          )}
          <span className={styles.preview} dir="auto" data-part="row-preview">
            <Preview row={row} open={open} />
          </span>
          {hasFailed(row) && <CircleAlert className={styles.failed} size="1rem" aria-hidden="true" />}
          {row.unread_count > 0 && (
            <span className={styles.pill} data-part="unread" aria-hidden="true">
              {row.unread_count > 99 ? words.list.overNinetyNine : row.unread_count}
            </span>
          )}
        </span>
      </span>
    </div>
  );
}, sameRow);

/** The draft of the open chat is in its composer already. */
function Preview({ row, open }: { row: ConversationRow; open: boolean }) {
  const words = useWords();
  if (row.draft !== null && !open) {
    return (
      <>
        <span className={styles.draft}>{words.list.draftBefore}</span>
        <bdi>{draftPreview(row.draft)}</bdi>
      </>
    );
  }
  if (row.last_message === null) return <span className={styles.none}>{words.list.noMessages}</span>;
  const text = preview(row.last_message, words);
  if (!isQueued(row)) return text;
  return (
    <>
      <Clock className={styles.queued} size="0.75rem" aria-hidden="true" />
      {words.list.queuedBefore}
      <bdi>{text}</bdi>
    </>
  );
}
