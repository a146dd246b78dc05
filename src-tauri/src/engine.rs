//! The engine behind the window. It opens while the window already draws.

use crate::events::EventPump;
use crate::language;
use crate::notifications::DesktopNotifier;
use allia_client::clock::SystemClock;
use allia_client::key_store::OsKeyring;
use allia_client::policy::PolicyStack;
use allia_client::seal::SealCost;
use allia_client::view::{CommandError, CommandErrorCode};
use allia_client::{Client, ClientConfig, ClientError, Ports};
use allia_protocol::id::ConversationId;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::watch;

/// How opening went: not yet, or with this result.
type Opening = Option<Result<Client, CommandError>>;

/// A handle on the engine that every command asks for.
pub(crate) struct Engine(watch::Receiver<Opening>);

impl Engine {
    /// Starts to open the engine and to hand its events on.
    pub(crate) fn open(
        profile: PathBuf,
        default_server: Option<String>,
        policy: PolicyStack,
        notifier: Arc<DesktopNotifier>,
        pump: EventPump,
    ) -> Self {
        let (report, opening) = watch::channel(None);
        tauri::async_runtime::spawn(async move {
            let config = ClientConfig {
                profile,
                device_name: device_name(),
                default_server,
                seal_cost: SealCost::default(),
                policy,
                system_language: language::of_system(),
            };
            let ports = Ports {
                clock: Arc::new(SystemClock),
                key_store: Arc::new(OsKeyring),
                notifier,
                network: None,
            };
            match Client::open(config, ports).await {
                Ok(client) => {
                    let mut events = client.subscribe();
                    report.send_replace(Some(Ok(client)));
                    while let Some(event) = events.next().await {
                        pump.send(event);
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "the engine could not be opened");
                    report.send_replace(Some(Err(error.command_error())));
                }
            }
        });
        Self(opening)
    }

    /// The engine, once it is open.
    ///
    /// # Errors
    /// Why it could not be opened.
    pub(crate) async fn client(&self) -> Result<Client, CommandError> {
        let mut opening = self.0.clone();
        match opening.wait_for(Option::is_some).await.as_deref() {
            Ok(Some(result)) => result.clone(),
            _ => Err(CommandErrorCode::Internal.into()),
        }
    }

    /// The engine, if it is open by now.
    pub(crate) fn opened(&self) -> Option<Client> {
        self.0.borrow().as_ref()?.as_ref().ok().cloned()
    }

    /// Holds notifications back for an hour, or no longer.
    pub(crate) async fn switch_quiet(&self) {
        if let Ok(client) = self.client().await {
            client.switch_quiet();
        }
    }

    /// Tells the engine which chat is in front now, and that somebody is looking again.
    pub(crate) fn focus_changed(&self, chat: Option<ConversationId>, focused: bool) {
        if let Some(Ok(client)) = self.0.borrow().as_ref() {
            client.chat_in_front(chat);
            if focused {
                client.wake();
            }
        }
    }

    /// The person clicked a notification.
    pub(crate) fn notification_clicked(&self, conversation: Option<ConversationId>) {
        if let Some(Ok(client)) = self.0.borrow().as_ref() {
            client.notification_clicked(conversation);
        }
    }

    /// The system did not take a notification.
    pub(crate) fn notification_refused(&self, conversation: Option<ConversationId>) {
        if let Some(Ok(client)) = self.0.borrow().as_ref() {
            client.notification_refused(conversation);
        }
    }

    /// Locks the program. Returns when that is done.
    pub(crate) async fn lock(&self) {
        if let Ok(client) = self.client().await {
            client.lock().await;
        }
    }

    /// Has the screens keep what was written, then closes the encrypted files. The screens must still be there.
    pub(crate) async fn keep_and_close(&self) {
        let open = self.0.borrow().clone();
        if let Some(Ok(client)) = open {
            client.let_drafts_be_kept().await;
            client.close().await;
        }
    }

    /// Closes the encrypted files.
    pub(crate) async fn close(&self) {
        let open = self.0.borrow().clone();
        if let Some(Ok(client)) = open {
            client.close().await;
        }
    }
}

/// What the person reads in their list of devices. The computer's own name may be somebody's name, so it is
/// only the kind of system.
fn device_name() -> String {
    format!("Allia Messages on {}", std::env::consts::OS)
}

/// A failed engine call as the window gets it; what should not happen is logged.
pub(crate) fn command_error(error: ClientError) -> CommandError {
    let shown = error.command_error();
    if shown.code == CommandErrorCode::Internal {
        tracing::error!(%error, "a command failed");
    }
    shown
}
