/** All stores of one window, and which event concerns which of them. */

import { createContext, useContext } from "react";
import type { Backend } from "../api/backend";
import type { AppState, ClientEvent, CommandError, Connection } from "../api/generated";
import { notSentAnnouncement } from "../domain/delivery";
import type { Failure } from "../domain/errors";
import type { Words } from "../words/words";
import { Announcer } from "./announcer";
import { watchAttention } from "./attention";
import { Chat } from "./chat";
import type { Removal } from "./chatState";
import { Closing } from "./closing";
import { ConversationListStore } from "./conversationList";
import { Devices } from "./devices";
import { Drafts } from "./drafts";
import { Examination } from "./examination";
import { Lock } from "./lock";
import { MessageSearch } from "./messageSearch";
import { Navigation } from "./navigation";
import { Notifications } from "./notifications";
import { NotSent } from "./outbox";
import { PatientFinder } from "./patientFinder";
import { Preferences } from "./preferences";
import { Session } from "./session";
import { type Speak, speak, watchWords } from "./spokenWords";
import type { Store } from "./store";

/** What the screens read and call. */
export class Model {
  readonly session: Session;
  readonly navigation = new Navigation();
  readonly list: ConversationListStore;
  readonly messageSearch: MessageSearch;
  readonly patientFinder: PatientFinder;
  readonly drafts: Drafts;
  readonly chat: Chat;
  readonly notSent: NotSent;
  readonly preferences: Preferences;
  readonly devices: Devices;
  readonly examination: Examination;
  readonly notifications: Notifications;
  readonly lock: Lock;
  readonly closing: Closing;
  readonly announcer: Announcer;
  readonly attention: Store<boolean> = watchAttention();
  /** What the screens say, in the language in use. */
  readonly words: Store<Words>;
  /** How wide the list was drawn, in CSS pixels; remembered while the program runs. */
  listWidth: number | null = null;
  /** An action was chosen in the system's menu, by its name. */
  onActionChosen: (action: string) => void = () => {};
  private userId: string | null = null;
  private signedIn = false;

  constructor(
    readonly backend: Backend,
    say: Speak = speak,
  ) {
    this.session = new Session(backend);
    this.list = new ConversationListStore(backend);
    this.messageSearch = new MessageSearch(backend, this.list.state);
    this.patientFinder = new PatientFinder(backend);
    this.drafts = new Drafts(backend);
    this.chat = new Chat(backend, this.drafts);
    this.notSent = new NotSent(backend);
    this.preferences = new Preferences(backend);
    this.words = watchWords(this.preferences.settings, say);
    this.announcer = new Announcer(this.words);
    this.devices = new Devices(backend);
    this.examination = new Examination(backend);
    this.notifications = new Notifications(backend);
    this.lock = new Lock(backend, this.drafts);
    this.closing = new Closing(backend);
    this.chat.isAttended = () => this.attention.get() && this.navigation.place.get().section === "messages";
    this.chat.onIncoming = (messages, row) => {
      if (this.navigation.place.get().section === "messages") this.announcer.sayMessages(messages, row);
    };
    this.chat.onOpened = () => this.followRow();
    this.notSent.onFailed = (entry) => this.announcer.say(notSentAnnouncement(entry, this.words.get()));
    this.session.app.subscribe(() => this.followAccount());
    this.navigation.place.subscribe(() => this.followPlace());
    this.list.state.subscribe(() => this.followRow());
  }

  /**
   * Listens first and reads then, so that nothing falls between the two. Where the program stands comes last: the first
   * drawing shows it with the list, in the person's language and colours.
   */
  async start(): Promise<void> {
    await this.backend.subscribe((event) => this.handle(event));
    await Promise.all([this.preferences.readSettings().catch(() => {}), this.list.readAhead()]);
    await this.session.begin();
  }

  /** Everything that an event makes stale is read again. */
  handle(event: ClientEvent): void {
    switch (event.kind) {
      case "app_state":
        this.takeApp(event.app_state);
        break;
      case "lock_soon":
        this.lock.warn(event.seconds);
        break;
      case "locking":
        void this.lock.keepDrafts();
        break;
      case "connection":
        this.takeConnection(event.connection);
        break;
      case "sync_progress":
        this.session.takeProgress(event.progress);
        break;
      case "conversations_changed":
        this.openAgain(event.conversation_ids);
        void this.list.refresh();
        void this.messageSearch.refresh();
        void this.patientFinder.refresh();
        break;
      case "messages_changed":
        if (this.chat.shows(event.conversation_id)) void this.chat.refresh();
        void this.messageSearch.refresh();
        break;
      case "presence":
        this.list.setPresence(event.conversation_id, event.presence);
        this.chat.setPresence(event.conversation_id, event.presence);
        break;
      case "typing":
        this.chat.setTyping(event.conversation_id);
        break;
      case "conversation_removed":
        this.forgetConversation(event.conversation_id, event.reason);
        break;
      case "not_sent_changed":
        void this.notSent.refresh();
        break;
      case "settings_changed":
        void this.preferences.readSettings().catch(() => {});
        break;
      case "notice_changed":
        void this.preferences.readNotice().catch(() => {});
        break;
      case "quiet_changed":
        this.notifications.quietUntil.set(event.until);
        break;
      case "open_conversation":
        this.navigation.openConversation(event.conversation_id);
        break;
      case "checked":
        this.examination.take(event.check);
        break;
      case "action_chosen":
        this.onActionChosen(event.action);
        break;
      case "conversation_wanted":
        void this.openWanted();
        break;
      case "close_asked":
        this.navigation.closeDialog();
        this.closing.ask();
        break;
      case "events_lagged":
        void this.readAll();
        break;
    }
  }

  /** Locks the program; what went wrong stays in the window until it is noted. */
  async lockNow(): Promise<void> {
    this.lock.failure.set(await this.session.lock());
  }

  /**
   * Saves what is typed, then ends the session. Gives back what went wrong, or null; as long as something is
   * not saved one stays signed in.
   */
  async signOut(): Promise<Failure | null> {
    return this.leave(() => this.session.signOut());
  }

  /** Saves what is typed, then deletes everything from this computer; otherwise as `signOut`. */
  async removeThisDevice(): Promise<Failure | null> {
    return this.leave(() => this.session.removeThisDevice());
  }

  private async leave(end: () => Promise<CommandError | null>): Promise<Failure | null> {
    await this.drafts.flushAll();
    const unsaved = this.drafts.unsavedBecause();
    if (unsaved) return { operation: "save_before_sign_out", error: unsaved };
    const error = await end();
    return error && { operation: null, error };
  }

  /** A command or the start reads the session itself; an event comes without the rest of it. */
  private takeApp(app: AppState): void {
    const wasSignedIn = this.signedIn;
    this.session.takeApp(app);
    if (this.signedIn && !wasSignedIn) void this.session.read().catch(() => {});
  }

  private takeConnection(connection: Connection): void {
    const changed = connection.state !== this.session.connection.get().state;
    this.session.takeConnection(connection);
    // Presence turns unknown while offline and known again after.
    if (changed) void this.readConversations();
  }

  /** A link may lead to a conversation that is not here yet. */
  private openAgain(conversationIds: string[]): void {
    const state = this.chat.state.get();
    if (state.kind !== "failed" || state.error.code !== "not_found") return;
    if (conversationIds.includes(state.conversationId)) void this.chat.open(state.conversationId);
  }

  private async openWanted(): Promise<void> {
    const wanted = await this.backend.takeWantedConversation().catch(() => null);
    if (wanted !== null && this.signedIn) this.navigation.openConversation(wanted);
  }

  private forgetConversation(conversationId: string, reason: Removal): void {
    const shown = this.chat.shows(conversationId);
    this.announcer.clear();
    this.messageSearch.forget(conversationId);
    this.patientFinder.forget(conversationId);
    this.notifications.forget(conversationId);
    this.chat.remove(conversationId, reason);
    if (shown) this.announcer.say(this.words.get().announcements.conversationEnded);
    if (this.navigation.place.get().conversationId === conversationId) {
      this.navigation.closeConversation();
    }
    void this.list.refresh();
    void this.notSent.refresh();
  }

  private async readConversations(): Promise<void> {
    await Promise.all([this.list.refresh(), this.chat.refresh()]);
  }

  private async readAll(): Promise<void> {
    await this.session.read().catch(() => {});
    if (this.signedIn) await this.readScreens();
  }

  /** What is drawn for somebody who is signed in. */
  private async readScreens(): Promise<void> {
    await Promise.all([this.readConversations(), this.readBesides()]);
  }

  private async readBesides(): Promise<void> {
    await Promise.all([
      this.notSent.refresh(),
      this.preferences.read().catch(() => {}),
      this.notifications.readQuiet().catch(() => {}),
    ]);
  }

  /** On sign-in everything is read; on the end of a session nothing of a patient stays drawn. */
  private followAccount(): void {
    const app = this.session.app.get();
    if (app.state === "locked") this.emptyForLock();
    else this.lock.opened();
    const usable = app.state === "signed_in" && !app.session_ended;
    if (app.state === "signed_in") this.takeUser(app.account.user_id);
    if (app.state === "signed_out" && app.reason === "by_user") this.forgetAccount();
    if (usable === this.signedIn) return;
    this.signedIn = usable;
    if (usable) {
      // At the start the list was read ahead.
      if (this.list.state.get().answered === null) void this.list.refresh();
      void this.readBesides();
      void this.openWanted();
      this.followPlace();
    } else {
      void this.drafts.flushAll();
      this.announcer.clear();
      this.closing.forget();
      this.chat.close();
      this.list.reset();
    }
  }

  /** Before the lock everything typed was saved; what could not be saved is counted, and dropped with the rest. */
  private emptyForLock(): void {
    this.lock.locked(this.drafts.unsavedCount());
    this.userId = null;
    this.forgetConversations();
    this.preferences.forgetNotice();
  }

  /** Of nobody before there is nothing to forget, and what was read ahead is this user's. */
  private takeUser(userId: string): void {
    if (this.userId !== null && this.userId !== userId) this.forgetAccount();
    this.userId = userId;
  }

  private forgetAccount(): void {
    this.userId = null;
    this.forgetConversations();
    this.preferences.reset();
  }

  /** Drafts go first: closing the chat would save its draft once more. */
  private forgetConversations(): void {
    this.navigation.reset();
    this.drafts.reset();
    this.chat.close();
    this.list.reset();
    this.messageSearch.reset();
    this.patientFinder.reset();
    this.notSent.reset();
    this.devices.reset();
    this.examination.stop();
    this.notifications.reset();
    this.announcer.clear();
  }

  private followPlace(): void {
    if (!this.signedIn) return;
    const { conversationId, position, section } = this.navigation.place.get();
    const state = this.chat.state.get();
    const shown = "conversationId" in state ? state.conversationId : null;
    if (conversationId === null) {
      if (state.kind !== "none" && state.kind !== "removed") this.chat.close();
    } else if (conversationId !== shown || position !== null) {
      void this.chat.open(conversationId, position);
      this.navigation.positionTaken();
    }
    void this.backend.chatInFront(section === "messages" ? conversationId : null).catch(() => {});
  }

  private followRow(): void {
    const chat = this.chat.current();
    const row = chat && this.list.find(chat.conversationId);
    if (row) this.chat.setRow(row);
  }
}

const ModelContext = createContext<Model | null>(null);

/** Gives the model to the screens below. */
export const ModelProvider = ModelContext.Provider;

/** The model of this window. */
export function useModel(): Model {
  const model = useContext(ModelContext);
  if (model === null) throw new Error("a screen stands outside ModelProvider");
  return model;
}
