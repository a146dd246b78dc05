//! What the window may ask for: one argument struct, one call into the engine.

mod conversations;
mod devices;
mod doctor;
mod lock;
mod menu;
mod messages;
mod notifications;
mod session;
mod settings;
mod window;

use tauri::Wry;
use tauri::ipc::Invoke;

/// All commands, for Tauri's dispatcher. Each is also named in `build.rs` and in the window's capability.
pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        conversations::chat_in_front,
        conversations::list_conversations,
        conversations::mark_read,
        conversations::messages,
        conversations::open_conversation,
        conversations::search_messages,
        devices::devices,
        devices::remove_this_device,
        devices::sign_out_device,
        doctor::diagnose,
        doctor::proxy,
        doctor::set_proxy_credentials,
        doctor::stop_diagnosis,
        lock::drafts_kept,
        lock::lock,
        lock::note_activity,
        lock::unlock,
        menu::show_menu,
        messages::discard_message,
        messages::not_sent,
        messages::not_sent_shown,
        messages::retry_message,
        messages::save_draft,
        messages::send_message,
        messages::typing,
        notifications::end_quiet,
        notifications::notification_log,
        notifications::quiet_for_an_hour,
        notifications::quiet_until,
        notifications::test_notification,
        session::app_state,
        session::connection,
        session::rehearse_key_loss,
        session::retry_key,
        session::sign_in,
        session::sign_out,
        session::subscribe,
        session::sync_progress,
        session::wake,
        settings::change_settings,
        settings::notice,
        settings::open_link,
        settings::settings,
        window::answer_close,
        window::take_wanted_conversation,
    ]
}
