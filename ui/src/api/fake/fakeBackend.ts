/** Answers the screens from the made-up practice, by the engine's rules. */

import { bytesLeft } from "../../domain/messageText";
import type { Backend } from "../backend";
import type {
  CommandErrorCode,
  ConversationList,
  DeviceView,
  MessageHit,
  MessageRange,
  MessageSlice,
  MessageView,
  NoticeView,
  NotSentMessage,
  SignInForm,
} from "../generated";
import { SIGN_IN, signedIn, signedOut } from "./account";
import type { FakeConversation } from "./conversation";
import type { FakePractice } from "./practice";
import { matches } from "./search";

const HOUR = 3_600_000;

const NOTICE: NoticeView = {
  title: "In an emergency, do not write here",
  text: "Call 911 or go to the nearest emergency room. Messages here are for non-urgent questions and may be answered only on the next working day.",
  phone: "911",
};

function fault(code: CommandErrorCode): never {
  throw { code, retry_after_seconds: code === "too_many_attempts" ? 30 : null };
}

function find(practice: FakePractice, conversationId: string): FakeConversation {
  return practice.conversations.get(conversationId) ?? fault("not_found");
}

function list(practice: FakePractice, search: string, offset: number, limit: number): ConversationList {
  const all = [...practice.conversations.values()];
  const known = practice.connection.state === "online";
  const time = (conversation: FakeConversation) =>
    (conversation.waiting.at(-1) ?? conversation.messages.at(-1))?.composed_at ?? "";
  const found = all
    .filter((conversation) => matches(conversation.person, search))
    .sort((a, b) => time(b).localeCompare(time(a)) || a.person.name.localeCompare(b.person.name));
  const unread = all.reduce((sum, conversation) => sum + conversation.row(known).unread_count, 0);
  return {
    rows: found.slice(offset, offset + limit).map((conversation) => conversation.row(known)),
    total: found.length,
    total_without_search: all.length,
    total_unread: unread,
  };
}

function slice(conversation: FakeConversation, range: MessageRange): MessageSlice {
  const { messages } = conversation;
  switch (range.kind) {
    case "newest":
      return conversation.slice(messages.slice(-range.limit), true);
    case "from":
      return conversation.slice(messages.slice(range.position - 1), true);
    case "before": {
      const end = range.position - 1;
      return conversation.slice(messages.slice(Math.max(0, end - range.limit), end), false);
    }
  }
}

function searchMessages(practice: FakePractice, search: string, limit: number): MessageHit[] {
  const wanted = search.trim().toLowerCase();
  const hits: MessageHit[] = [];
  for (const conversation of practice.conversations.values()) {
    for (const message of conversation.messages) {
      if (wanted === "" || !message.text.toLowerCase().includes(wanted)) continue;
      const { patient } = conversation.row(true);
      hits.push({ conversation_id: conversation.id, patient, message: { ...message } });
    }
  }
  hits.sort((a, b) => b.message.composed_at.localeCompare(a.message.composed_at));
  return hits.slice(0, limit);
}

function send(practice: FakePractice, conversationId: string, text: string): MessageView {
  const conversation = find(practice, conversationId);
  if (text.trim() === "") fault("text_empty");
  if (bytesLeft(text) < 0) fault("text_too_long");
  const message = conversation.compose(text.trim(), new Date());
  conversation.waiting.push(message);
  conversation.draft = "";
  practice.changed(conversationId);
  practice.deliver(conversation);
  return { ...message };
}

function notSent(practice: FakePractice): NotSentMessage[] {
  const here = [...practice.conversations.values()].flatMap((conversation) =>
    conversation.waiting
      .filter((message) => message.status?.state === "not_sent")
      .map((message) => ({
        conversation_id: conversation.id,
        patient: conversation.row(true).patient,
        message: { ...message },
      })),
  );
  const gone = practice.orphans.map(({ conversationId, message }) => ({
    conversation_id: conversationId,
    patient: null,
    message: { ...message },
  }));
  return [...here, ...gone];
}

function retry(practice: FakePractice, messageId: string): void {
  for (const conversation of practice.conversations.values()) {
    const message = conversation.waiting.find((candidate) => candidate.message_id === messageId);
    if (!message) continue;
    message.status = { state: "queued" };
    practice.changed(conversation.id);
    practice.deliver(conversation);
    return;
  }
  fault("not_found");
}

function discard(practice: FakePractice, messageId: string): void {
  const orphan = practice.orphans.findIndex(({ message }) => message.message_id === messageId);
  if (orphan !== -1) practice.orphans.splice(orphan, 1);
  for (const conversation of practice.conversations.values()) {
    const kept = conversation.waiting.filter((message) => message.message_id !== messageId);
    if (kept.length === conversation.waiting.length) continue;
    conversation.waiting = kept;
    practice.changed(conversation.id);
  }
  practice.emit({ kind: "not_sent_changed", count: practice.notSentCount() });
}

function signIn(practice: FakePractice, form: SignInForm): void {
  if (!URL.canParse(form.server_address)) fault("invalid_address");
  const address = new URL(form.server_address);
  if (address.protocol !== "https:" && address.hostname !== "localhost") fault("insecure_address");
  if (form.username !== SIGN_IN.username || form.password !== SIGN_IN.password) fault("wrong_password");
  practice.setApp(signedIn());
}

function unlock(practice: FakePractice, password: string): void {
  if (password !== SIGN_IN.password) {
    practice.wrongPassword();
    fault("wrong_password");
  }
  practice.setApp(signedIn());
}

function signOutDevice(practice: FakePractice, sessionId: string): DeviceView[] {
  if (!practice.devices.some((device) => device.session_id === sessionId)) fault("not_found");
  practice.devices = practice.devices.filter((device) => device.session_id !== sessionId);
  return practice.devices;
}

/** A backend without an engine. */
export function fakeBackend(practice: FakePractice): Backend {
  async function answer<T>(command: string, args: unknown[], work: () => T): Promise<T> {
    practice.calls.push({ command, args });
    const pause = practice.pauseOf(command);
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    const code = practice.takeFault(command);
    if (code !== null) fault(code);
    return work();
  }

  return {
    appState: () => answer("app_state", [], () => practice.app),
    signIn: (form) =>
      answer("sign_in", [form.username], () => {
        signIn(practice, form);
        return practice.app;
      }),
    signOut: () =>
      answer("sign_out", [], () => {
        practice.setApp(signedOut("by_user"));
        return practice.app;
      }),
    retryKey: () =>
      answer("retry_key", [], () => {
        practice.setApp(signedIn());
        return practice.app;
      }),
    lock: async () => {
      await answer("lock", [], () => {});
      await practice.lock();
      return practice.app;
    },
    unlock: (password) =>
      answer("unlock", [], () => {
        unlock(practice, password);
        return practice.app;
      }),
    noteActivity: () => answer("note_activity", [], () => {}),
    draftsKept: () => answer("drafts_kept", [], () => practice.draftsKept()),
    diagnose: async (address) => {
      await answer("diagnose", [address], () => {});
      return practice.examine();
    },
    stopDiagnosis: () => answer("stop_diagnosis", [], () => {}),
    proxy: (address) =>
      answer("proxy", [address], () => ({ address: "proxy.harbor.example:3128", user_name: null })),
    setProxyCredentials: (address, userName) =>
      answer("set_proxy_credentials", [address, userName], () => {
        practice.network = "fine";
      }),
    devices: () => answer("devices", [], () => practice.devices),
    signOutDevice: (id) => answer("sign_out_device", [id], () => signOutDevice(practice, id)),
    removeThisDevice: () =>
      answer("remove_this_device", [], () => {
        practice.setApp(signedOut("by_user"));
        return practice.app;
      }),
    rehearseKeyLoss: () => answer("rehearse_key_loss", [], () => practice.rehearsal),
    connection: () => answer("connection", [], () => practice.connection),
    syncProgress: () => answer("sync_progress", [], () => practice.progress),
    listConversations: (query) =>
      answer("list_conversations", [query], () => list(practice, query.search, query.offset, query.limit)),
    openConversation: (id) =>
      answer("open_conversation", [id], () => {
        const conversation = find(practice, id);
        return {
          row: conversation.row(practice.connection.state === "online"),
          slice: slice(conversation, { kind: "newest", limit: 50 }),
          draft: conversation.draft,
          read_position: conversation.readPosition,
        };
      }),
    messages: (id, range) => answer("messages", [id, range], () => slice(find(practice, id), range)),
    searchMessages: (search, limit) =>
      answer("search_messages", [search, limit], () => searchMessages(practice, search, limit)),
    sendMessage: (id, text) => answer("send_message", [id, text], () => send(practice, id, text)),
    saveDraft: (id, text) =>
      answer("save_draft", [id, text], () => {
        find(practice, id).draft = text;
        practice.emit({ kind: "conversations_changed", conversation_ids: [id] });
      }),
    markRead: (id, position) =>
      answer("mark_read", [id, position], () => {
        const conversation = find(practice, id);
        conversation.readPosition = Math.max(conversation.readPosition, position);
        practice.emit({ kind: "conversations_changed", conversation_ids: [id] });
      }),
    typing: (id) => answer("typing", [id], () => {}),
    notSent: () => answer("not_sent", [], () => notSent(practice)),
    notSentShown: (ids) => answer("not_sent_shown", [ids], () => {}),
    retryMessage: (id) => answer("retry_message", [id], () => retry(practice, id)),
    discardMessage: (id) => answer("discard_message", [id], () => discard(practice, id)),
    notice: () => answer("notice", [], () => NOTICE),
    settings: () => answer("settings", [], () => practice.settingsView()),
    changeSettings: (settings) =>
      answer("change_settings", [settings], () => {
        practice.settings = settings;
        return practice.settingsView();
      }),
    answerClose: (whenClosed) =>
      answer("answer_close", [whenClosed], () => {
        if (whenClosed !== null) practice.settings = { ...practice.settings, when_closed: whenClosed };
      }),
    takeWantedConversation: () =>
      answer("take_wanted_conversation", [], () => {
        const { wanted } = practice;
        practice.wanted = null;
        return wanted;
      }),
    notificationLog: () => answer("notification_log", [], () => practice.notificationLog),
    testNotification: () => answer("test_notification", [], () => practice.notificationTest),
    quietUntil: () => answer("quiet_until", [], () => practice.quietUntil),
    quietForAnHour: () =>
      answer("quiet_for_an_hour", [], () => practice.setQuiet(new Date(Date.now() + HOUR).toISOString())),
    endQuiet: () => answer("end_quiet", [], () => practice.setQuiet(null)),
    chatInFront: (id) => answer("chat_in_front", [id], () => {}),
    wake: () => answer("wake", [], () => practice.goOnline()),
    openLink: (url) => answer("open_link", [url], () => {}),
    showMenu: (menu) => answer("show_menu", [menu], () => {}),
    subscribe: async (listen) => practice.listen(listen),
  };
}
