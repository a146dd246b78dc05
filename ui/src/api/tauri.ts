/** The engine behind the window, by Tauri's commands. Every command takes its arguments as one object, `args`. */

import { Channel, invoke } from "@tauri-apps/api/core";
import type { Backend } from "./backend";
import type { ClientEvent } from "./generated";

function call<T>(command: string, args?: object): Promise<T> {
  return args === undefined ? invoke<T>(command) : invoke<T>(command, { args });
}

/** The backend of the product. */
export const tauriBackend: Backend = {
  appState: () => call("app_state"),
  signIn: (form) => call("sign_in", form),
  signOut: () => call("sign_out"),
  retryKey: () => call("retry_key"),
  lock: () => call("lock"),
  unlock: (password) => call("unlock", { password }),
  noteActivity: () => call("note_activity"),
  draftsKept: () => call("drafts_kept"),
  diagnose: (server_address) => call("diagnose", { server_address }),
  stopDiagnosis: () => call("stop_diagnosis"),
  proxy: (server_address) => call("proxy", { server_address }),
  setProxyCredentials: (server_address, user_name, password) =>
    call("set_proxy_credentials", { server_address, user_name, password }),
  devices: () => call("devices"),
  signOutDevice: (session_id) => call("sign_out_device", { session_id }),
  removeThisDevice: () => call("remove_this_device"),
  rehearseKeyLoss: () => call("rehearse_key_loss"),
  connection: () => call("connection"),
  syncProgress: () => call("sync_progress"),
  listConversations: (query) => call("list_conversations", query),
  openConversation: (conversation_id) => call("open_conversation", { conversation_id }),
  messages: (conversation_id, range) => call("messages", { conversation_id, range }),
  searchMessages: (search, limit) => call("search_messages", { search, limit }),
  sendMessage: (conversation_id, text) => call("send_message", { conversation_id, text }),
  saveDraft: (conversation_id, text) => call("save_draft", { conversation_id, text }),
  markRead: (conversation_id, position) => call("mark_read", { conversation_id, position }),
  typing: (conversation_id) => call("typing", { conversation_id }),
  notSent: () => call("not_sent"),
  notSentShown: (message_ids) => call("not_sent_shown", { message_ids }),
  retryMessage: (message_id) => call("retry_message", { message_id }),
  discardMessage: (message_id) => call("discard_message", { message_id }),
  notice: () => call("notice"),
  settings: () => call("settings"),
  changeSettings: (settings) => call("change_settings", settings),
  answerClose: (when_closed) => call("answer_close", { when_closed }),
  takeWantedConversation: () => call("take_wanted_conversation"),
  notificationLog: () => call("notification_log"),
  testNotification: () => call("test_notification"),
  quietUntil: () => call("quiet_until"),
  quietForAnHour: () => call("quiet_for_an_hour"),
  endQuiet: () => call("end_quiet"),
  chatInFront: (conversation_id) => call("chat_in_front", { conversation_id }),
  wake: () => call("wake"),
  openLink: (url) => call("open_link", { url }),
  showMenu: (menu) => call("show_menu", menu),
  subscribe: (listen) => call("subscribe", { channel: new Channel<ClientEvent>(listen) }),
};
