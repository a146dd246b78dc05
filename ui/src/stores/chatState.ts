/** What the chat pane can show. */

import type { ClientEvent, CommandError, ConversationRow } from "../api/generated";
import type { Stretch } from "../domain/slice";

/** Why a conversation was taken away. */
export type Removal = Extract<ClientEvent, { kind: "conversation_removed" }>["reason"];

/** An opened conversation. */
export interface OpenChat {
  kind: "open";
  conversationId: string;
  row: ConversationRow;
  stretch: Stretch;
  loadingOlder: boolean;
  /** The position of the first message that is new since the last look, or null. */
  newLine: number | null;
  patientIsWriting: boolean;
  /** The position of the message that was searched for, or null. */
  target: number | null;
  /** Grows with every new beginning: the column of messages is then placed anew. */
  beginning: number;
}

/** What the chat pane shows. */
export type ChatState =
  | { kind: "none" }
  | { kind: "opening"; conversationId: string }
  | OpenChat
  | { kind: "failed"; conversationId: string; error: CommandError }
  | { kind: "removed"; reason: Removal; removedId: string };
