//! A clinician at a desk with the real engine. The computer may crash at any moment: what is in [`Desk`] stands for its
//! disk, its keyring and the clinician's memory, everything else is gone.

use super::cast::clinician_name;
use super::findings::Kind;
use super::history::Moment;
use super::look::{self, Seen};
use super::wire::Wire;
use super::world::{SERVICE, World, lock, stream_of};
use crate::notices::Notices;
use crate::practice::PASSWORD;
use allia_client::key_store::MemoryKeyStore;
use allia_client::policy::PolicyStack;
use allia_client::seal::SealCost;
use allia_client::view::{AppState, ClientEvent, ConversationRow, SignInForm};
use allia_client::{Client, ClientConfig, ClientError, Ports};
use allia_protocol::id::{ConversationId, Position, UserId};
use allia_protocol::{Secret, Sensitive};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// One clinician's place of work.
pub(super) struct Desk {
    pub(super) world: Arc<World>,
    pub(super) index: usize,
    pub(super) name: String,
    pub(super) user_id: UserId,
    key_store: Arc<MemoryKeyStore>,
    chance: Mutex<StdRng>,
    /// When the program was last started, or its account opened.
    started_at: AtomicU64,
    /// The newest draft of each conversation that the program said it keeps; none where that is not certain.
    pub(super) drafts: Mutex<HashMap<ConversationId, Option<String>>>,
    /// Texts that were once named as not sent. The program shows them once and forgets them.
    pub(super) named: Mutex<HashSet<String>>,
    /// What the screens showed last, once everything was calm.
    pub(super) seen: Mutex<Option<Seen>>,
}

impl Desk {
    pub(super) fn new(world: &Arc<World>, index: usize) -> Arc<Self> {
        let name = clinician_name(index);
        Arc::new(Self {
            index,
            user_id: world.cast.clinicians[index],
            key_store: Arc::default(),
            chance: Mutex::new(StdRng::seed_from_u64(stream_of(world.seed, &name))),
            started_at: AtomicU64::new(0),
            drafts: Mutex::default(),
            named: Mutex::default(),
            seen: Mutex::default(),
            world: Arc::clone(world),
            name,
        })
    }

    pub(super) fn find(&self, kind: Kind, what: impl std::fmt::Display) {
        self.world.history.find(kind, format!("{}: {what}", self.name));
    }

    pub(super) fn started_at(&self) -> Moment {
        self.started_at.load(Ordering::Relaxed)
    }

    fn note_start(&self) {
        self.started_at.store(self.world.history.now(), Ordering::Relaxed);
    }

    fn draw(&self, below: u64) -> u64 {
        lock(&self.chance).random_range(0..below)
    }

    async fn start(&self) -> Result<Client, ClientError> {
        self.note_start();
        let config = ClientConfig {
            profile: self.world.folder.join(&self.name),
            device_name: "Desk".to_owned(),
            default_server: None,
            seal_cost: SealCost::for_tests(),
            policy: PolicyStack::default(),
            system_language: String::new(),
        };
        let wire = Wire::new(&self.world, &self.name, self.user_id);
        let ports = Ports {
            clock: Arc::new(self.world.clock.clone()),
            key_store: self.key_store.clone(),
            notifier: Arc::new(Notices::default()),
            network: Some(Arc::new(move |_| Box::new(wire.clone()))),
        };
        Client::open(config, ports).await
    }
}

/// The clinician's part of the simulation. Has no end.
pub(super) async fn work(desk: Arc<Desk>) -> turmoil::Result {
    loop {
        let client = match desk.start().await {
            Ok(client) => client,
            Err(error) => {
                desk.find(Kind::Broken, format!("the program does not start: {error}"));
                return Ok(());
            }
        };
        let hearing = tokio::spawn(hear(Arc::clone(&desk), client.clone()));
        sit(&desk, &client).await;
        hearing.abort();
        client.close().await;
    }
}

/// Works until the program is quit.
async fn sit(desk: &Desk, client: &Client) {
    loop {
        tokio::time::sleep(Duration::from_millis(100 + desk.draw(2_400))).await;
        if !is_signed_in(desk, client).await {
            continue;
        }
        if desk.world.is_calm() {
            let seen = look::at_everything(client).await.ok();
            let not_sent = seen.iter().flat_map(|seen| &seen.not_sent);
            lock(&desk.named).extend(not_sent.map(|message| message.text.expose().clone()));
            *lock(&desk.seen) = seen;
        } else if act(desk, client).await.is_break() {
            return;
        }
    }
}

async fn is_signed_in(desk: &Desk, client: &Client) -> bool {
    // A lost key or a journal that was set aside is no finding by itself: what must not be lost is looked for at the end.
    match client.app_state() {
        AppState::SignedIn { session_ended: false, .. } => return true,
        AppState::Locked { .. } => {
            desk.note_start();
            return client.unlock(Secret::new(PASSWORD)).await.is_ok();
        }
        _ => {}
    }
    let form = SignInForm {
        server_address: format!("https://{SERVICE}"),
        username: Sensitive::new(desk.name.clone()),
        password: Secret::new(PASSWORD),
    };
    desk.note_start();
    client.sign_in(form).await.is_ok()
}

/// Breaks off when the program is to be started anew.
async fn act(desk: &Desk, client: &Client) -> ControlFlow<()> {
    let Ok(list) = client.list_conversations("", 0, 50).await else { return ControlFlow::Continue(()) };
    let rows = list.rows;
    let row = rows.get(usize::try_from(desk.draw(rows.len().max(1) as u64)).unwrap_or(0));
    match (desk.draw(100), row) {
        (0..60, Some(row)) => send(desk, client, row).await,
        (60..70, Some(row)) => draft(desk, client, row).await,
        (70..88, Some(row)) => read(desk, client, row).await,
        (88..92, _) => client.wake(),
        (92..95, _) => return ControlFlow::Break(()),
        (95..97, _) => {
            // Refused when the service cannot be reached; then the clinician goes on.
            let _ = client.sign_out().await;
        }
        _ => {}
    }
    ControlFlow::Continue(())
}

async fn send(desk: &Desk, client: &Client, row: &ConversationRow) {
    let id = row.conversation_id;
    let text = desk.world.history.pages().compose(&desk.name, desk.user_id, id, false);
    lock(&desk.drafts).insert(id, None);
    if let Ok(sent) = client.send_message(id, &text).await {
        desk.world.history.pages().kept.insert(sent.message_id, (desk.index, text));
    }
}

async fn draft(desk: &Desk, client: &Client, row: &ConversationRow) {
    let id = row.conversation_id;
    let text = desk.world.history.pages().compose(&desk.name, desk.user_id, id, true);
    lock(&desk.drafts).insert(id, None);
    if client.save_draft(id, &text).await.is_ok() {
        lock(&desk.drafts).insert(id, Some(text));
    }
}

async fn read(desk: &Desk, client: &Client, row: &ConversationRow) {
    let id = row.conversation_id;
    client.chat_in_front(Some(id));
    let Ok(chat) = client.open_conversation(id).await else { return };
    look::check_chat(desk, id, &chat.slice.messages);
    if let Some(newest) = chat.slice.messages.iter().filter_map(|message| message.position).max() {
        let _ = client.mark_read(id, Position::new(newest)).await;
    }
}

/// Looks at once when the program says that a conversation was forgotten.
async fn hear(desk: Arc<Desk>, client: Client) {
    let mut events = client.subscribe();
    while let Some(event) = events.next().await {
        if let ClientEvent::ConversationRemoved { conversation_id, .. } = event {
            look::for_remains(&desk, &client, conversation_id).await;
        }
    }
}
