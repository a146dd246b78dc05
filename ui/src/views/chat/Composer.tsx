/** Where a message is written. */

import { SendHorizontal } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef } from "react";
import { counter, counterAnnouncement, counterWords, isSendable } from "../../domain/messageText";
import type { OpenChat } from "../../stores/chatState";
import { useModel } from "../../stores/model";
import { useSelected, useStore } from "../../stores/store";
import { IconButton } from "../../widgets/Button";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { useWords } from "../../words/useWords";
import { KEYBOARD } from "../actions/chord";
import styles from "./Composer.module.css";
import { sends } from "./sends";
import { useGrowingHeight } from "./useGrowingHeight";
import { useTypingSignal } from "./useTypingSignal";

/** The field, its counter near the limit, and what went wrong the last time. */
export function Composer({ chat }: { chat: OpenChat }) {
  const model = useModel();
  const words = useWords();
  const id = chat.conversationId;
  const draft = useStore(model.drafts.of(id));
  const sendKey = useSelected(model.preferences.settings, (settings) => settings.send_key);
  const field = useRef<HTMLTextAreaElement>(null);
  const counterId = useId();
  const left = counter(draft.text);
  const signalTyping = useTypingSignal(id);
  useGrowingHeight(field, draft.text);

  // A chat is opened because somebody wants to write in it.
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  useEffect(() => () => void model.drafts.flush(id), [model, id]);

  function change(text: string) {
    model.drafts.change(id, text);
    if (text.trim() !== "") signalTyping();
  }

  function send() {
    if (isSendable(draft.text)) void model.chat.send();
    field.current?.focus();
  }

  function press(event: KeyboardEvent) {
    if (!sends(event.nativeEvent, sendKey, KEYBOARD)) return;
    event.preventDefault();
    send();
  }

  return (
    <footer className={styles.composer}>
      {draft.failure && (
        <div className={styles.error}>
          <ErrorBanner {...draft.failure} />
        </div>
      )}
      <div className={styles.row}>
        <textarea
          ref={field}
          className={styles.field}
          value={draft.text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={press}
          onPaste={pastePlain}
          onBlur={() => void model.drafts.flush(id)}
          rows={1}
          dir="auto"
          lang={words.locale}
          spellCheck
          placeholder={words.chat.write}
          aria-label={words.chat.messageTo(chat.row.patient.display_name)}
          aria-describedby={left === null ? undefined : counterId}
          aria-invalid={left !== null && left < 0}
          data-part="composer"
          data-pane-entrance
        />
        <IconButton
          label={words.chat.send}
          icon={<SendHorizontal size="1.125rem" className="mirrored" aria-hidden="true" />}
          onPress={send}
          disabled={!isSendable(draft.text)}
          part="send"
          filled
        />
      </div>
      {left !== null && (
        <p className={left < 0 ? styles.tooLong : styles.counter} id={counterId} data-part="counter">
          {counterWords(left, words)}
        </p>
      )}
      <span className="visually-hidden" role="status" data-part="counter-said">
        {counterAnnouncement(left, words)}
      </span>
    </footer>
  );
}

/** A text field takes only text, but a NUL from the clipboard could not be sent. */
function pastePlain(event: ClipboardEvent<HTMLTextAreaElement>) {
  const text = event.clipboardData.getData("text/plain");
  if (!text.includes("\0")) return;
  event.preventDefault();
  document.execCommand("insertText", false, text.replaceAll("\0", ""));
}
