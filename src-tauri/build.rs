//! Declares the program's commands, so that Tauri checks its access rules on each of them.

const COMMANDS: &[&str] = &[
    "answer_close",
    "app_state",
    "change_settings",
    "chat_in_front",
    "connection",
    "devices",
    "diagnose",
    "discard_message",
    "drafts_kept",
    "end_quiet",
    "list_conversations",
    "lock",
    "mark_read",
    "messages",
    "not_sent",
    "not_sent_shown",
    "note_activity",
    "notice",
    "notification_log",
    "open_conversation",
    "open_link",
    "proxy",
    "quiet_for_an_hour",
    "quiet_until",
    "rehearse_key_loss",
    "remove_this_device",
    "retry_key",
    "retry_message",
    "save_draft",
    "search_messages",
    "send_message",
    "set_proxy_credentials",
    "settings",
    "show_menu",
    "sign_in",
    "sign_out",
    "sign_out_device",
    "stop_diagnosis",
    "subscribe",
    "sync_progress",
    "take_wanted_conversation",
    "test_notification",
    "typing",
    "unlock",
    "wake",
];

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        panic!("the program's configuration is not valid: {error:#}");
    }
}
