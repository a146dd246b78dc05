/** The messaging screen: the list beside the chat, or in turn where there is no room for both. */

import { useState } from "react";
import { useModel } from "../../stores/model";
import { useSelected } from "../../stores/store";
import { classes } from "../../widgets/classes";
import { useWords } from "../../words/useWords";
import { ChatPane } from "../chat/ChatPane";
import { ConversationListPane } from "../conversationList/ConversationListPane";
import styles from "./MessagesView.module.css";
import { PaneDivider } from "./PaneDivider";
import { DEFAULT_LIST_WIDTH } from "./paneWidth";

/** Two panes from 720 px on. */
export function MessagesView() {
  const model = useModel();
  const { frame } = useWords();
  const opened = useSelected(model.navigation.place, (place) => place.conversationId !== null);
  const chatShown = useSelected(model.chat.state, (chat) => chat.kind === "removed") || opened;
  const [width, setWidth] = useState(model.listWidth ?? DEFAULT_LIST_WIDTH);

  function resize(next: number) {
    model.listWidth = next;
    setWidth(next);
  }

  return (
    <div className={classes(styles.messages, chatShown && styles.chatShown)}>
      <h1 className="visually-hidden">{frame.messages}</h1>
      <div className={styles.list} style={{ "--list-width": `${width / 16}rem` } as React.CSSProperties}>
        <ConversationListPane />
      </div>
      <PaneDivider width={width} onResize={resize} />
      <div className={styles.chat}>
        <ChatPane />
      </div>
    </div>
  );
}
