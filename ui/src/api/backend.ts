/** What the screens ask for. Two things answer: the engine behind the window, and a practice made up in memory. */

import type {
  AppState,
  ClientEvent,
  Connection,
  ConversationList,
  DeviceView,
  Diagnosis,
  MessageHit,
  MessageRange,
  MessageSlice,
  MessageView,
  NoticeView,
  NotificationNote,
  NotificationTest,
  NotSentMessage,
  OpenConversation,
  ProxyView,
  Rehearsal,
  Settings,
  SettingsView,
  SignInForm,
  SyncProgress,
  SystemMenu,
  WhenClosed,
} from "./generated";

/** A page of the list of conversations. */
export interface ListQuery {
  /** Words of a name, or a birth date; empty for everyone. */
  search: string;
  /** Rows to leave out at the beginning. */
  offset: number;
  /** How many rows at most; 1 to 500. */
  limit: number;
}

/**
 * Every call the screens make. A failed call rejects with a `CommandError` (see `commandError.ts`).
 * After an event the screens read again: events carry no text.
 */
export interface Backend {
  appState(): Promise<AppState>;
  signIn(form: SignInForm): Promise<AppState>;
  signOut(): Promise<AppState>;
  /** Asks the keyring once more. */
  retryKey(): Promise<AppState>;
  /** Closes everything behind the password; `locking` comes first, so that what is typed can be kept. */
  lock(): Promise<AppState>;
  unlock(password: string): Promise<AppState>;
  /** Somebody is at the window: the time until it locks begins anew. */
  noteActivity(): Promise<void>;
  /** After `locking`: everything that was typed is kept. */
  draftsKept(): Promise<void>;
  /**
   * Looks at the way to the server: the one that is signed in to, or else the one at this address. Tells each check
   * by a `checked` event; null when it was stopped.
   */
  diagnose(serverAddress: string | null): Promise<Diagnosis | null>;
  stopDiagnosis(): Promise<void>;
  /** The proxy on that way; null when there is none. */
  proxy(serverAddress: string | null): Promise<ProxyView | null>;
  setProxyCredentials(serverAddress: string | null, userName: string, password: string): Promise<void>;
  /** The person's sign-ins, as the service knows them. */
  devices(): Promise<DeviceView[]>;
  /** Ends a sign-in on another computer; answers with those that are left. */
  signOutDevice(sessionId: string): Promise<DeviceView[]>;
  /** Deletes the key and then the files from this computer, and signs out. */
  removeThisDevice(): Promise<AppState>;
  /** Tries on a copy what a lost key would cost; changes nothing. */
  rehearseKeyLoss(): Promise<Rehearsal>;
  connection(): Promise<Connection>;
  syncProgress(): Promise<SyncProgress>;
  listConversations(query: ListQuery): Promise<ConversationList>;
  openConversation(conversationId: string): Promise<OpenConversation>;
  messages(conversationId: string, range: MessageRange): Promise<MessageSlice>;
  searchMessages(search: string, limit: number): Promise<MessageHit[]>;
  /** Keeps the message on this computer and answers at once; it goes out by itself. */
  sendMessage(conversationId: string, text: string): Promise<MessageView>;
  /** Empty text removes the draft. */
  saveDraft(conversationId: string, text: string): Promise<void>;
  markRead(conversationId: string, position: number): Promise<void>;
  typing(conversationId: string): Promise<void>;
  notSent(): Promise<NotSentMessage[]>;
  /** Says which of them are before somebody's eyes: those for a lost care team are shown once. */
  notSentShown(messageIds: string[]): Promise<void>;
  retryMessage(messageId: string): Promise<void>;
  discardMessage(messageId: string): Promise<void>;
  notice(): Promise<NoticeView | null>;
  /** The settings that hold, and what of them IT has fixed. */
  settings(): Promise<SettingsView>;
  /** Takes all settings as they held, with a change; answers with those that hold now. */
  changeSettings(settings: Settings): Promise<SettingsView>;
  /** What closing the window means from now on, and then closes it so; null when the person put the question away. */
  answerClose(whenClosed: WhenClosed | null): Promise<void>;
  /** The conversation that a link leads to, once; null when there is none. */
  takeWantedConversation(): Promise<string | null>;
  /** Why there were, or were not, notifications; newest first. */
  notificationLog(): Promise<NotificationNote[]>;
  /** Shows a notification that stands for no message, and says what became of it. */
  testNotification(): Promise<NotificationTest>;
  /** When the hour of quiet ends; null when there is none. */
  quietUntil(): Promise<string | null>;
  /** From now on nothing raises a notification for an hour. */
  quietForAnHour(): Promise<string | null>;
  endQuiet(): Promise<string | null>;
  /** Says which chat is on the screen, so that it raises no notification. */
  chatInFront(conversationId: string | null): Promise<void>;
  /** Tries the service now. */
  wake(): Promise<void>;
  /** Opens an https address in the system's browser. */
  openLink(url: string): Promise<void>;
  /** Shows the menu at the top of the screen; does nothing where the system has none. */
  showMenu(menu: SystemMenu): Promise<void>;
  /** Calls `listen` for every event from now on. */
  subscribe(listen: (event: ClientEvent) => void): Promise<void>;
}
