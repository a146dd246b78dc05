/** The chat pane in each of its states. */

import { MessageSquareText, UserRoundX } from "lucide-react";
import { type KeyboardEvent, useEffect } from "react";
import type { ChatState } from "../../stores/chatState";
import { useModel } from "../../stores/model";
import { useStore } from "../../stores/store";
import { AfterAWhile } from "../../widgets/AfterAWhile";
import { Button } from "../../widgets/Button";
import { EmptyState } from "../../widgets/EmptyState";
import { ErrorBanner } from "../../widgets/ErrorBanner";
import { Spinner } from "../../widgets/Progress";
import { useWords } from "../../words/useWords";
import { MissingReasons } from "../conversationList/MissingReasons";
import { focusPart } from "../frame/panes";
import { Later } from "../later/Later";
import styles from "./ChatPane.module.css";

/** Header, messages and composer of the open conversation, or what stands in their place. */
export function ChatPane() {
  const model = useModel();
  const words = useWords();
  const chat = useStore(model.chat.state);

  function stepBack(event: KeyboardEvent) {
    if (event.key !== "Escape" || event.defaultPrevented || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!focusPart("conversation-rows")) {
      model.navigation.closeConversation();
      requestAnimationFrame(() => focusPart("conversation-rows"));
    }
  }

  return (
    <section
      className={styles.pane}
      aria-label={words.chat.pane}
      data-pane="chat"
      data-part="chat"
      onKeyDown={stepBack}
    >
      <ChatContent chat={chat} />
    </section>
  );
}

function ChatContent({ chat }: { chat: ChatState }) {
  const model = useModel();
  const words = useWords();
  switch (chat.kind) {
    case "none":
      return (
        <EmptyState icon={<MessageSquareText size="1.5rem" />} title={words.chat.choose} part="no-chat">
          <p>{words.chat.chooseText}</p>
        </EmptyState>
      );
    case "opening":
      return (
        <AfterAWhile>
          <div className={styles.opening}>
            <Spinner label={words.chat.opening} />
          </div>
        </AfterAWhile>
      );
    case "failed":
      if (chat.error.code === "not_found") return <NotInList />;
      return (
        <div className={styles.failed}>
          <ErrorBanner
            error={chat.error}
            action={
              <Button weight="quiet" onPress={() => void model.chat.open(chat.conversationId)}>
                {words.actions.tryAgain}
              </Button>
            }
          />
          <Button onPress={() => model.navigation.closeConversation()}>{words.actions.backToList}</Button>
        </div>
      );
    case "removed":
      return <Removed reason={chat.reason} removedId={chat.removedId} />;
    case "open":
      return <Later draw={({ OpenedChat }) => <OpenedChat chat={chat} />} />;
  }
}

/** A link may lead to anybody's conversation; whose it is, is not known here. */
function NotInList() {
  const { navigation } = useModel();
  const words = useWords();
  return (
    <EmptyState icon={<UserRoundX size="1.5rem" />} title={words.chat.notInList} part="not-in-list">
      <p>{words.chat.notInListText}</p>
      <MissingReasons />
      <Button onPress={() => navigation.closeConversation()}>{words.actions.backToList}</Button>
    </EmptyState>
  );
}

/** The patient's name is not said: the program has forgotten it. */
function Removed({ reason, removedId }: Omit<Extract<ChatState, { kind: "removed" }>, "kind">) {
  const model = useModel();
  const { actions, chat } = useWords();
  const unsaved = useStore(model.drafts.leftBehind).filter((text) => text.conversationId === removedId);
  // What had the focus is gone from the page; a focus that stands elsewhere is left there.
  useEffect(() => {
    if (document.activeElement === document.body) focusPart("chat-removed-title");
  }, []);
  const why = reason === "patient_deactivated" ? chat.endedByDeactivation : chat.endedByCareTeam;
  return (
    <EmptyState icon={<UserRoundX size="1.5rem" />} title={chat.ended} part="chat-removed" focusable>
      <p>
        {why} {chat.endedText}
      </p>
      {unsaved.length > 0 && (
        <>
          <p>{chat.endedUnsaved}</p>
          <p className={styles.unsaved} dir="auto">
            {unsaved.map(({ text }) => text).join("\n")}
          </p>
        </>
      )}
      <Button onPress={() => model.chat.close()} part="chat-removed-close">
        {actions.backToList}
      </Button>
    </EmptyState>
  );
}
