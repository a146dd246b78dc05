//! What a clinician's screens show, and what is wrong with it at first sight.

use super::desk::Desk;
use super::findings::Kind;
use allia_client::view::{ConnectionState, MessageRange, MessageView};
use allia_client::{Client, ClientError};
use allia_protocol::id::{ConversationId, MessageId};
use std::collections::{HashMap, HashSet};

/// More hits than a simulation has messages.
const MOST_HITS: u32 = 500;

/// Everything that the screens show.
pub(super) struct Seen {
    pub(super) is_online: bool,
    pub(super) chats: HashMap<ConversationId, Vec<MessageView>>,
    pub(super) drafts: HashMap<ConversationId, String>,
    pub(super) found: Vec<(ConversationId, MessageId)>,
    pub(super) not_sent: Vec<MessageView>,
}

/// Reads all screens.
pub(super) async fn at_everything(client: &Client) -> Result<Seen, ClientError> {
    let is_online = client.connection().state == ConnectionState::Online;
    let (mut chats, mut drafts) = (HashMap::new(), HashMap::new());
    for row in client.list_conversations("", 0, 50).await?.rows {
        let id = row.conversation_id;
        chats.insert(id, client.messages(id, MessageRange::From { position: 1 }).await?.messages);
        drafts.insert(id, client.open_conversation(id).await?.draft.into_exposed());
    }
    let hits = client.search_messages("note", MOST_HITS).await?;
    let not_sent = client.not_sent().await?;
    Ok(Seen {
        is_online,
        chats,
        drafts,
        found: hits.iter().map(|hit| (hit.conversation_id, hit.message.message_id)).collect(),
        not_sent: not_sent.into_iter().map(|not_sent| not_sent.message).collect(),
    })
}

/// A chat in the middle of everything: ascending, nothing twice, nothing that nobody wrote there.
pub(super) fn check_chat(desk: &Desk, id: ConversationId, messages: &[MessageView]) {
    let positions: Vec<u64> = messages.iter().filter_map(|message| message.position).collect();
    if !positions.is_sorted_by(|earlier, later| earlier < later) {
        desk.find(Kind::Reordered, format!("{id} shows the positions {positions:?}"));
    }
    let mut texts = HashSet::new();
    for message in messages {
        let text = message.text.expose();
        if !texts.insert(text) {
            desk.find(Kind::Duplicate, format!("{id} shows {text:?} twice"));
        }
        let pages = desk.world.history.pages();
        let is_written = pages.written.get(text).is_some_and(|written| written.conversation_id == id);
        drop(pages);
        if !is_written {
            desk.find(Kind::Phantom, format!("{id} shows {text:?}, which nobody wrote there"));
        }
    }
}

/// The program said that a conversation was forgotten. Unless somebody may have joined the two again meanwhile,
/// nothing of it may be left.
pub(super) async fn for_remains(desk: &Desk, client: &Client, id: ConversationId) {
    let begun = desk.world.history.now();
    let listed = client
        .list_conversations("", 0, 50)
        .await
        .is_ok_and(|list| list.rows.iter().any(|row| row.conversation_id == id));
    let hits = client.search_messages("note", MOST_HITS).await.unwrap_or_default();
    let found = hits.iter().any(|hit| hit.conversation_id == id);
    let opened = client.open_conversation(id).await.is_ok();
    let read = client.messages(id, MessageRange::Newest { limit: 50 }).await;
    let texts = read.is_ok_and(|slice| !slice.messages.is_empty());
    let ended = desk.world.history.now();
    let was_apart = desk.world.history.pages().was_apart(id, begun, ended);
    for (is_left, what) in [(listed, "row"), (found, "search hit"), (opened, "chat"), (texts, "text")] {
        if is_left && was_apart {
            desk.find(Kind::AfterRemoval, format!("a {what} of {id} is left after its end was told"));
        }
    }
}
