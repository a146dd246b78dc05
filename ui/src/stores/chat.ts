/** The open chat: one unbroken stretch of messages, read again whenever an event says so. */

import type { Backend } from "../api/backend";
import { commandError } from "../api/commandError";
import type { ConversationRow, MessageView, PresenceView } from "../api/generated";
import {
  firstNew,
  firstPosition,
  lastPosition,
  mergeEnd,
  mergeNewer,
  mergeOlder,
  type Stretch,
  trimToNewest,
  withEcho,
} from "../domain/slice";
import type { ChatState, OpenChat, Removal } from "./chatState";
import { coalesce } from "./coalesce";
import type { Drafts } from "./drafts";
import { PAGE_MESSAGES, readAround, readBefore, readEnd } from "./reading";
import { createStore, type Store } from "./store";

/** How long *is writing* holds after the last sign of it, in milliseconds. */
const TYPING_HOLDS = 5_000;

/** Follows one conversation at a time. */
export class Chat {
  readonly state: Store<ChatState> = createStore<ChatState>({ kind: "none" });
  /** Messages that came in while the chat was open, for whoever announces them. */
  onIncoming: (messages: MessageView[], row: ConversationRow) => void = () => {};
  /** Whether a person looks at the chat now. */
  isAttended: () => boolean = () => true;
  /** An opened chat stands. */
  onOpened: () => void = () => {};
  private marked = 0;
  /** Whether something changed while the chat was being opened: what was read for it may be older. */
  private missed = false;
  private beginnings = 0;
  private typingTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly backend: Backend,
    private readonly drafts: Drafts,
  ) {}

  /** The open chat, if there is one. */
  current(): OpenChat | null {
    const state = this.state.get();
    return state.kind === "open" ? state : null;
  }

  /** Whether a conversation is open or being opened. */
  shows(conversationId: string): boolean {
    const state = this.state.get();
    return "conversationId" in state && state.conversationId === conversationId;
  }

  /** Opens a conversation at a position or where one left off; what was open gives up its place at once. */
  async open(conversationId: string, position: number | null = null): Promise<void> {
    this.leave();
    this.beginnings += 1;
    const beginning = this.beginnings;
    const isCurrent = () => this.beginnings === beginning && this.state.get().kind === "opening";
    this.missed = false;
    this.state.set({ kind: "opening", conversationId });
    try {
      await this.drafts.flush(conversationId);
      const version = this.drafts.version(conversationId);
      const opened = await this.backend.openConversation(conversationId);
      const stretch = await readAround(this.backend, opened, position);
      if (!isCurrent()) return;
      this.drafts.load(conversationId, opened.draft, version);
      this.marked = opened.read_position;
      this.state.set({
        kind: "open",
        conversationId,
        row: opened.row,
        stretch,
        loadingOlder: false,
        newLine: firstNew((position === null ? stretch : opened.slice).messages, opened.read_position),
        patientIsWriting: false,
        target: position,
        beginning,
      });
      this.onOpened();
      if (this.missed) void this.refresh();
    } catch (thrown) {
      if (isCurrent()) this.state.set({ kind: "failed", conversationId, error: commandError(thrown) });
    }
  }

  /** Leaves the chat; its draft is saved. */
  close(): void {
    this.leave();
    this.state.set({ kind: "none" });
  }

  /** Reads the end of the conversation again. */
  readonly refresh = coalesce(async () => {
    const before = this.current();
    if (!before) this.missed = true;
    if (!before?.stretch.atEnd) return;
    try {
      const slice = await readEnd(this.backend, before.conversationId, before.stretch);
      const chat = this.current();
      if (chat?.conversationId !== before.conversationId) return;
      this.take(chat, mergeEnd(chat.stretch, slice));
      // What could not be fetched before may be there now.
      if (this.current()?.stretch.older === "not_here_yet") void this.loadOlder();
    } catch {
      // The row's own event or the connection banner says what is wrong; what is shown stays.
    }
  });

  /** Reads the page before the first message shown. */
  async loadOlder(): Promise<void> {
    const chat = this.current();
    const position = chat && firstPosition(chat.stretch.messages);
    if (!chat || !position || chat.loadingOlder || chat.stretch.older === "none") return;
    this.update({ loadingOlder: true });
    try {
      const slice = await readBefore(this.backend, chat.conversationId, position);
      const now = this.current();
      if (now?.conversationId !== chat.conversationId) return;
      const stretch = mergeOlder(now.stretch, slice);
      const nothingCame = slice.messages.length === 0 && slice.older === "available";
      this.update({
        stretch: nothingCame ? { ...stretch, older: "not_here_yet" } : stretch,
        loadingOlder: false,
      });
    } catch {
      // Marked as missing, it is asked for again after the next event and not with every scroll.
      const now = this.current();
      if (now?.conversationId !== chat.conversationId) return;
      this.update({ stretch: { ...now.stretch, older: "not_here_yet" }, loadingOlder: false });
    }
  }

  /** Reads the page after the last message shown, as long as the end is not reached. */
  readonly loadNewer = coalesce(async () => {
    const chat = this.current();
    const end = chat && lastPosition(chat.stretch.messages);
    if (!chat || !end || chat.stretch.atEnd) return;
    const position = end + PAGE_MESSAGES + 1;
    try {
      const page = await readBefore(this.backend, chat.conversationId, position);
      const now = this.current();
      if (now?.beginning !== chat.beginning) return;
      const stretch = mergeNewer(now.stretch, page);
      const atEnd = (lastPosition(stretch.messages) ?? 0) < position - 1;
      this.update({ stretch: { ...stretch, atEnd } });
      if (atEnd) void this.refresh();
    } catch {
      // The next scroll asks again.
    }
  });

  /** Back to the end after a jump to an old message. */
  async toNewest(): Promise<void> {
    const chat = this.current();
    if (!chat || chat.stretch.atEnd) return;
    try {
      const slice = await this.backend.messages(chat.conversationId, {
        kind: "newest",
        limit: PAGE_MESSAGES,
      });
      if (this.current()?.beginning !== chat.beginning) return;
      this.beginnings += 1;
      this.update({
        stretch: { ...slice, atEnd: true },
        target: null,
        newLine: null,
        beginning: this.beginnings,
      });
    } catch {
      // The messages shown stay; the button is still there.
    }
  }

  /** Lets go of old messages once the end is in view, so that a long look back costs nothing later. */
  trim(): void {
    const chat = this.current();
    if (chat?.stretch.atEnd && chat.stretch.messages.length > 4 * PAGE_MESSAGES) {
      this.update({ stretch: trimToNewest(chat.stretch, 2 * PAGE_MESSAGES) });
    }
  }

  /** All messages that are here were seen by a person. */
  async markAllRead(): Promise<void> {
    const position = lastPosition(this.current()?.stretch.messages ?? []);
    if (position !== null) await this.markRead(position);
  }

  /** The messages up to this position were seen by a person. */
  async markRead(position: number): Promise<void> {
    const chat = this.current();
    if (!chat || position <= this.marked) return;
    const before = this.marked;
    this.marked = position;
    try {
      await this.backend.markRead(chat.conversationId, position);
    } catch {
      // The next look at the chat tries again.
      if (this.current()?.beginning === chat.beginning) this.marked = before;
    }
  }

  /** Sends what is in the composer now: what is typed while the end is being read belongs to the next message. */
  async send(): Promise<void> {
    const chat = this.current();
    if (!chat) return;
    const sending = this.drafts.send(chat.conversationId);
    this.update({ newLine: null });
    await this.toNewest();
    const echo = await sending;
    const now = this.current();
    if (echo && now?.conversationId === chat.conversationId && now.stretch.atEnd) {
      this.update({ stretch: withEcho(now.stretch, echo) });
    }
  }

  /** The patient is writing. */
  setTyping(conversationId: string): void {
    if (this.current()?.conversationId !== conversationId) return;
    if (this.typingTimer !== null) clearTimeout(this.typingTimer);
    this.update({ patientIsWriting: true });
    this.typingTimer = setTimeout(() => this.update({ patientIsWriting: false }), TYPING_HOLDS);
  }

  /** The patient came or went. */
  setPresence(conversationId: string, presence: PresenceView): void {
    const chat = this.current();
    if (chat?.conversationId === conversationId) this.update({ row: { ...chat.row, presence } });
  }

  /** A newer row of the list. */
  setRow(row: ConversationRow): void {
    const chat = this.current();
    if (chat?.conversationId !== row.conversation_id) return;
    if (JSON.stringify(chat.row) !== JSON.stringify(row)) this.update({ row });
  }

  /** The conversation was taken away: nothing of it stays on the screen but text that was never saved. */
  remove(conversationId: string, reason: Removal): void {
    const shown = this.shows(conversationId);
    this.drafts.forget(conversationId);
    if (shown) {
      this.stopTyping();
      this.state.set({ kind: "removed", reason, removedId: conversationId });
    }
  }

  private take(chat: OpenChat, stretch: Stretch): void {
    const last = lastPosition(chat.stretch.messages) ?? 0;
    const incoming = stretch.messages.filter(
      (message) => !message.from_me && message.position !== null && message.position > last,
    );
    const firstNew = incoming[0]?.position ?? null;
    const seen = chat.newLine === null || chat.newLine <= this.marked;
    const newLine = seen && firstNew !== null && !this.isAttended() ? firstNew : chat.newLine;
    if (incoming.length > 0) this.stopTyping();
    this.update({ stretch, newLine });
    if (incoming.length > 0) this.onIncoming(incoming, chat.row);
  }

  private leave(): void {
    const chat = this.current();
    if (chat) void this.drafts.flush(chat.conversationId);
    this.stopTyping();
  }

  private stopTyping(): void {
    if (this.typingTimer !== null) clearTimeout(this.typingTimer);
    this.typingTimer = null;
    if (this.current()?.patientIsWriting) this.update({ patientIsWriting: false });
  }

  private update(change: Partial<OpenChat>): void {
    const chat = this.current();
    if (chat) this.state.set({ ...chat, ...change });
  }
}
