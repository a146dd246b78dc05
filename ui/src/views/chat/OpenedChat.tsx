/** A conversation as it is read and written. */

import type { OpenChat } from "../../stores/chatState";
import { ChatHeader } from "./ChatHeader";
import { Composer } from "./Composer";
import { MessageColumn } from "./MessageColumn";

/** Header, messages and composer. */
export function OpenedChat({ chat }: { chat: OpenChat }) {
  return (
    <>
      <ChatHeader chat={chat} />
      <MessageColumn key={`messages-${chat.beginning}`} chat={chat} />
      <Composer key={chat.conversationId} chat={chat} />
    </>
  );
}
