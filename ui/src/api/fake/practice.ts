/** The made-up practice: the state behind the fake backend, and what can happen in it. */

import { DEFAULT_SETTINGS, UNMANAGED } from "../../stores/preferences";
import type {
  AppState,
  ClientEvent,
  CommandErrorCode,
  Connection,
  ConnectionProblem,
  DeliveryStatus,
  DeviceView,
  Diagnosis,
  MessageView,
  NotificationNote,
  NotificationOutcome,
  NotificationTest,
  NotSentReason,
  Rehearsal,
  Settings,
  SettingsView,
  SyncProgress,
} from "../generated";
import { locked, signedIn, signedOut } from "./account";
import { FakeConversation } from "./conversation";
import { fakeDevices } from "./devices";
import { type FakeNetwork, fakeDiagnosis } from "./diagnosis";
import type { Person } from "./names";

/** How long the lock waits for what is typed, in milliseconds. */
const LOCK_WAITS = 1_000;

/** Everything a test or a person in the browser can make happen. */
export class FakePractice {
  app: AppState = signedIn();
  connection: Connection = { state: "online", up_to_date_as_of: new Date().toISOString(), problem: null };
  progress: SyncProgress = { complete_conversations: 0, total_conversations: 0 };
  /** The conversation that a link leads to. */
  wanted: string | null = null;
  settings: Settings = DEFAULT_SETTINGS;
  /** What IT has fixed. */
  administration: Omit<SettingsView, "settings"> = { ...UNMANAGED };
  devices: DeviceView[] = fakeDevices(new Date());
  /** What the network doctor finds. */
  network: FakeNetwork = "fine";
  notificationLog: NotificationNote[] = [];
  notificationTest: NotificationTest = { verdict: "shown", shown_by: "dunst 1.12" };
  quietUntil: string | null = null;
  rehearsal: Rehearsal = { outcome: "recovered", texts: 3, recovered_texts: 3 };
  readonly conversations = new Map<string, FakeConversation>();
  /** Messages of conversations that are gone. */
  readonly orphans: { conversationId: string; message: MessageView }[] = [];
  /** Every call of a screen: command and arguments, so that tests can see what was asked. */
  readonly calls: { command: string; args: unknown[] }[] = [];
  /** Milliseconds until the service accepts a message. */
  acceptAfter = 15;
  private readonly listeners = new Set<(event: ClientEvent) => void>();
  private readonly faults = new Map<string, CommandErrorCode[]>();
  private readonly pauses = new Map<string, number>();
  private whenKept: () => void = () => {};

  listen(listener: (event: ClientEvent) => void): void {
    this.listeners.add(listener);
  }

  emit(event: ClientEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  /** The conversation with the patient of this name. */
  named(name: string): FakeConversation {
    for (const conversation of this.conversations.values()) {
      if (conversation.person.name === name) return conversation;
    }
    throw new Error("the made-up practice has no patient of this name");
  }

  /** What the network doctor finds, one check after the other. */
  async examine(): Promise<Diagnosis> {
    const diagnosis = fakeDiagnosis(this.network);
    for (const check of diagnosis.checks) {
      await new Promise((resolve) => setTimeout(resolve, this.pauseOf("check")));
      this.emit({ kind: "checked", check });
    }
    return diagnosis;
  }

  /** An hour of quiet begins or ends. */
  setQuiet(until: string | null): string | null {
    this.quietUntil = until;
    this.emit({ kind: "quiet_changed", until });
    return until;
  }

  /** There was, or was not, a notification of a conversation; without one, the program was locked. */
  noteNotification(outcome: NotificationOutcome, name: string | null): void {
    const row = name === null ? null : this.named(name).row(true);
    this.notificationLog.unshift({
      at: new Date().toISOString(),
      conversation_id: row?.conversation_id ?? null,
      patient: row?.patient ?? null,
      outcome,
    });
  }

  /** The next call of a command fails. */
  failNext(command: string, code: CommandErrorCode): void {
    this.faults.set(command, [...(this.faults.get(command) ?? []), code]);
  }

  /** The fault that waits for a command, which is thereby used up. */
  takeFault(command: string): CommandErrorCode | null {
    const waiting = this.faults.get(command) ?? [];
    this.faults.set(command, waiting.slice(1));
    return waiting[0] ?? null;
  }

  /** From now on a command takes so many milliseconds. */
  slow(command: string, milliseconds: number): void {
    this.pauses.set(command, milliseconds);
  }

  pauseOf(command: string): number {
    return this.pauses.get(command) ?? 0;
  }

  /** A patient activates the app and is on the care team. */
  activate(person: Person): FakeConversation {
    const conversation = new FakeConversation(this.conversations.size + 1, person);
    this.conversations.set(conversation.id, conversation);
    this.emit({ kind: "conversations_changed", conversation_ids: [conversation.id] });
    return conversation;
  }

  /** A patient is no longer the clinician's: the conversation is forgotten, unsent text is not. */
  leaveCareTeam(name: string): void {
    const conversation = this.named(name);
    this.conversations.delete(conversation.id);
    const unsent = [...conversation.waiting];
    if (conversation.draft !== "") unsent.push(conversation.compose(conversation.draft, new Date()));
    for (const message of unsent) {
      const status: DeliveryStatus = {
        state: "not_sent",
        reason: "no_longer_on_care_team",
        can_retry: false,
      };
      this.orphans.push({ conversationId: conversation.id, message: { ...message, status } });
    }
    this.emit({ kind: "conversation_removed", conversation_id: conversation.id, reason: "left_care_team" });
    this.emit({ kind: "not_sent_changed", count: this.notSentCount() });
  }

  patientWrites(name: string, text: string): void {
    const conversation = this.named(name);
    conversation.add(false, text, new Date());
    this.changed(conversation.id);
  }

  patientTypes(name: string): void {
    this.emit({ kind: "typing", conversation_id: this.named(name).id });
  }

  setPresence(name: string, state: "online" | "offline", lastSeen: string | null = null): void {
    const conversation = this.named(name);
    conversation.presence = { state, last_seen_at: lastSeen };
    this.emit({ kind: "presence", conversation_id: conversation.id, presence: conversation.presence });
  }

  /** The patient's device has, or the patient has read, everything so far. */
  receipt(name: string, state: "delivered" | "read"): void {
    const conversation = this.named(name);
    conversation.messages = conversation.messages.map((message) =>
      message.from_me && message.status?.state !== "read" ? { ...message, status: { state } } : message,
    );
    this.changed(conversation.id);
  }

  /** The service refuses the message that is sent next to this patient. */
  refuseNext(name: string, reason: NotSentReason, canRetry: boolean): void {
    this.refusals.set(this.named(name).id, { state: "not_sent", reason, can_retry: canRetry });
  }

  goOffline(problem: ConnectionProblem | null = "server_unreachable"): void {
    this.setConnection({ ...this.connection, state: "offline", problem });
  }

  goOnline(): void {
    this.setConnection({ state: "online", up_to_date_as_of: new Date().toISOString(), problem: null });
    for (const conversation of this.conversations.values()) this.deliver(conversation);
  }

  /** Another program opens a link to a conversation. */
  linkTo(conversationId: string): void {
    this.wanted = conversationId;
    this.emit({ kind: "conversation_wanted" });
  }

  setApp(app: AppState): void {
    this.app = app;
    this.emit({ kind: "app_state", app_state: app });
  }

  /** The keyring gives the key after all. */
  keyringAnswers(): void {
    this.setApp(signedIn());
  }

  /** The warning before the lock. */
  lockSoon(seconds: number): void {
    this.emit({ kind: "lock_soon", seconds });
  }

  /** Locks once the screens have kept what is typed, or after a second. */
  async lock(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.whenKept = resolve;
      setTimeout(resolve, LOCK_WAITS);
      this.emit({ kind: "locking" });
    });
    this.orphans.length = 0;
    this.setApp(locked(3));
  }

  /** The screens have kept what is typed. */
  draftsKept(): void {
    this.whenKept();
  }

  /** How many messages are unread, as the lock screen is told. */
  setUnread(unread: number | null): void {
    if (this.app.state === "locked") this.setApp({ ...this.app, unread });
  }

  /** A wrong password on the lock screen; after the tenth the session ends. */
  wrongPassword(): void {
    if (this.app.state !== "locked") return;
    const left = this.app.attempts_left - 1;
    this.setApp(left > 0 ? { ...this.app, attempts_left: left } : signedOut("too_many_attempts"));
  }

  endSession(): void {
    if (this.app.state === "signed_in") this.setApp({ ...this.app, session_ended: true });
  }

  settingsView(): SettingsView {
    return { ...this.administration, settings: this.settings };
  }

  setProgress(complete: number, total: number): void {
    this.progress = { complete_conversations: complete, total_conversations: total };
    this.emit({ kind: "sync_progress", progress: this.progress });
  }

  /** Tells the screens that a conversation changed. */
  changed(conversationId: string): void {
    this.emit({ kind: "messages_changed", conversation_id: conversationId });
    this.emit({ kind: "conversations_changed", conversation_ids: [conversationId] });
  }

  /** Sends what waits, oldest first, as long as there is a line. */
  deliver(conversation: FakeConversation): void {
    const due = conversation.waiting.filter((message) => message.status?.state === "queued");
    if (this.connection.state !== "online" || due.length === 0) return;
    setTimeout(() => {
      for (const message of due) this.accept(conversation, message);
      this.changed(conversation.id);
      this.emit({ kind: "not_sent_changed", count: this.notSentCount() });
    }, this.acceptAfter);
  }

  notSentCount(): number {
    let count = this.orphans.length;
    for (const conversation of this.conversations.values()) {
      count += conversation.waiting.filter((message) => message.status?.state === "not_sent").length;
    }
    return count;
  }

  private readonly refusals = new Map<string, DeliveryStatus>();

  private accept(conversation: FakeConversation, message: MessageView): void {
    if (!conversation.waiting.includes(message)) return;
    const refusal = this.refusals.get(conversation.id);
    this.refusals.delete(conversation.id);
    if (refusal) {
      message.status = refusal;
      return;
    }
    conversation.waiting = conversation.waiting.filter((other) => other !== message);
    const accepted = conversation.add(true, message.text, new Date(), { state: "sent" });
    accepted.message_id = message.message_id;
    accepted.composed_at = message.composed_at;
  }

  private setConnection(connection: Connection): void {
    this.connection = connection;
    this.emit({ kind: "connection", connection });
  }
}
