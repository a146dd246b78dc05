/** Who this chat is with, told apart by more than the name, and what the channel is for. */

import { ArrowLeft, ChevronDown, Info } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "react-aria-components";
import { age, birthDate } from "../../domain/dates";
import { presenceWords } from "../../domain/presence";
import type { OpenChat } from "../../stores/chatState";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { Avatar } from "../../widgets/Avatar";
import { IconButton } from "../../widgets/Button";
import { NoticeText } from "../../widgets/NoticeText";
import { useNow } from "../../widgets/useNow";
import { useWords } from "../../words/useWords";
import { focusPart } from "../frame/panes";
import styles from "./ChatHeader.module.css";

/** Name, birth date, pronouns and presence in words; below it the line about the notice. */
export function ChatHeader({ chat }: { chat: OpenChat }) {
  const model = useModel();
  const words = useWords();
  const now = useNow();
  const { patient, presence } = chat.row;
  const born = birthDate(patient.birth_date, words);
  const years = age(patient.birth_date, now);

  function back() {
    model.navigation.closeConversation();
    requestAnimationFrame(() => focusPart("conversation-rows"));
  }

  return (
    <>
      <header className={styles.header} data-part="chat-header" data-presence={presence.state}>
        <span className={styles.back}>
          <IconButton
            label={words.actions.backToList}
            icon={<ArrowLeft size="1.25rem" className="mirrored" />}
            onPress={back}
            part="chat-back"
          />
        </span>
        <Avatar
          userId={patient.user_id}
          name={patient.display_name}
          presence={presence.state}
          size="header"
        />
        <div className={styles.words}>
          <h2 className={styles.name} data-part="chat-name">
            <bdi title={patient.display_name}>{patient.display_name}</bdi>
          </h2>
          <p className={styles.line}>
            <span className={styles.facts}>
              <span data-part="chat-birth-date">
                {years === null ? words.person.born(born) : words.person.bornWithAge(born, years)}
              </span>
              {patient.pronouns && (
                <span>
                  <bdi>{patient.pronouns}</bdi>
                </span>
              )}
              <span data-part="chat-presence">{presenceWords(presence, now, words)}</span>
            </span>
          </p>
        </div>
      </header>
      <NoticeLine />
    </>
  );
}

function NoticeLine() {
  const { chat } = useWords();
  const notice = useStore(useModel().preferences.notice);
  const [shown, setShown] = useState(false);
  const id = useId();
  return (
    <div className={styles.notice} data-part="notice-line">
      <p className={styles.quiet}>
        <Info size="0.875rem" aria-hidden="true" className={styles.icon} />
        <span id={`${id}-line`}>{chat.nonUrgent}</span>
        {notice && (
          <Button
            className={styles.more}
            aria-expanded={shown}
            aria-controls={id}
            onPress={() => setShown(!shown)}
            data-part="notice-toggle"
          >
            {shown ? chat.hideNotice : chat.showNotice}
            <ChevronDown size="0.875rem" aria-hidden="true" />
          </Button>
        )}
      </p>
      {notice && (
        <section
          id={id}
          className={styles.text}
          hidden={!shown}
          aria-labelledby={`${id}-line`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: in a low window it scrolls, and the keyboard has to get there.
          tabIndex={0}
          data-part="notice-text"
        >
          <NoticeText notice={notice} />
        </section>
      )}
    </div>
  );
}
