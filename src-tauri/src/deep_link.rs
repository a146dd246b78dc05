//! Links from other programs. The operating system starts the program with one, or hands it to the one that runs.

use crate::engine::Engine;
use crate::window;
use allia_client::link::conversation_in;
use tauri::{AppHandle, Manager};

/// Comes to the front and opens the conversation that the link leads to; behind a lock, once that is opened. Any other
/// text does nothing.
pub(crate) fn follow(app: &AppHandle, link: &str) {
    let Some(conversation_id) = conversation_in(link) else {
        return tracing::warn!("a link that leads nowhere was ignored");
    };
    window::raise(app);
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if let Ok(client) = app.state::<Engine>().client().await {
            client.want_conversation(conversation_id);
        }
    });
}

#[cfg(test)]
mod tests {
    use allia_client::link::SCHEME;

    #[test]
    fn packages_register_the_scheme_that_the_program_understands() {
        let config: serde_json::Value = serde_json::from_str(include_str!("../tauri.conf.json")).unwrap();
        let schemes = &config["plugins"]["deep-link"]["desktop"]["schemes"];
        assert_eq!(schemes, &serde_json::json!([SCHEME]));
    }
}
