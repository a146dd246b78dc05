//! What the service said.

use super::bench::Bench;
use allia_client::database::StoreError;
use allia_client::store::{Cache, HistoryPage};
use allia_protocol::Timestamp;
use allia_protocol::change::{Change, RemovalReason};
use allia_protocol::conversation::{
    Clinician, Conversation, Message, MessageKind, Patient, Presence, PresenceState,
};
use allia_protocol::id::{ConversationId, Cursor, MessageId, Position, UserId};
use jiff::civil::date;

/// Ada and Ben are here, with messages; Cleo is not yet.
struct Practice {
    bench: Bench,
    ada: Conversation,
    ben: Conversation,
    cleo: Conversation,
    next: Message,
}

impl Practice {
    fn new() -> Self {
        let (mut ada, mut ben) = (conversation("Ada Novak"), conversation("Ben Okri"));
        ada.last_message = Some(message(&ada, 40));
        ben.last_message = Some(message(&ben, 4));
        let next = message(&ada, 41);
        Self { bench: Bench::new(), ada, ben, cleo: conversation("Cleo Aske"), next }
    }

    async fn fill(&self, cache: &Cache) {
        let conversations = vec![self.ada.clone(), self.ben.clone()];
        cache.replace_conversations(conversations, None, Cursor::new("one")).await.unwrap();
        let pages = vec![page(&self.ada, 20..40), page(&self.ben, 1..4)];
        cache.add_history(pages).await.unwrap();
    }

    fn changes(&self) -> Vec<Change> {
        let (id, user_id) = (self.ada.conversation_id, self.ada.patient.user_id);
        let at = Position::new(40);
        vec![
            Change::Message { message: self.next.clone() },
            Change::Receipt { conversation_id: id, user_id, delivered_position: at, read_position: at },
            Change::Conversation { conversation: Box::new(self.cleo.clone()) },
            Change::Message { message: message_of(&self.cleo, 1, self.next.message_id) },
        ]
    }

    async fn fail(&self, what: &str, operate: impl AsyncFn(&Cache) -> Result<(), StoreError>) {
        self.bench.fail_each_touch(what, async |cache: &Cache| self.fill(cache).await, operate).await;
    }
}

fn conversation(name: &str) -> Conversation {
    Conversation {
        conversation_id: ConversationId::generate(),
        patient: Patient {
            user_id: UserId::generate(),
            display_name: name.to_owned().into(),
            birth_date: date(1980, 3, 4).into(),
            pronouns: None,
        },
        clinician: Clinician {
            user_id: UserId::generate(),
            display_name: "Robin Vega".to_owned().into(),
            title: None,
        },
        last_message: None,
        unread_count: 0,
        my_read_position: Position::ZERO,
        peer_delivered_position: Position::ZERO,
        peer_read_position: Position::ZERO,
        presence: Presence { state: PresenceState::Offline, last_seen_at: None },
    }
}

fn message(conversation: &Conversation, position: u64) -> Message {
    message_of(conversation, position, MessageId::generate())
}

fn message_of(conversation: &Conversation, position: u64, message_id: MessageId) -> Message {
    let sent_at = Timestamp::from_millis(1_790_000_000_000 + 1_000 * i64::try_from(position).unwrap());
    Message {
        message_id,
        conversation_id: conversation.conversation_id,
        position: Position::new(position),
        sender_id: conversation.patient.user_id,
        kind: MessageKind::Text,
        text: format!("word{position} of {}", conversation.patient.display_name.expose()).into(),
        sent_at,
        composed_at: sent_at,
    }
}

fn page(conversation: &Conversation, positions: std::ops::Range<u64>) -> HistoryPage {
    HistoryPage {
        conversation_id: conversation.conversation_id,
        before: Some(Position::new(positions.end)),
        reached_start: positions.start == 1,
        messages: positions.map(|position| message(conversation, position)).collect(),
    }
}

#[tokio::test]
async fn changes_are_applied_with_their_cursor_wholly_or_not_at_all() {
    let practice = Practice::new();
    practice
        .fail("apply changes", async |cache| {
            cache.apply_changes(practice.changes(), Cursor::new("two")).await.map(drop)
        })
        .await;
}

#[tokio::test]
async fn a_snapshot_replaces_everything_or_nothing() {
    let practice = Practice::new();
    practice
        .fail("replace conversations", async |cache| {
            let fresh = vec![practice.ada.clone(), practice.cleo.clone()];
            let replaced = cache.replace_conversations(fresh, None, Cursor::new("two")).await.map(drop);
            cache.purge().await;
            replaced
        })
        .await;
}

#[tokio::test]
async fn a_removal_purges_everything_or_nothing() {
    let practice = Practice::new();
    let conversation_id = practice.ada.conversation_id;
    practice
        .fail("apply a removal", async |cache| {
            let reason = RemovalReason::LeftCareTeam;
            let removal = Change::ConversationRemoved { conversation_id, reason };
            let applied = cache.apply_changes(vec![removal], Cursor::new("two")).await.map(drop);
            cache.purge().await;
            applied
        })
        .await;
    practice
        .fail("lose a conversation", async |cache| {
            let lost = cache.lose_conversation(conversation_id).await.map(drop);
            cache.purge().await;
            lost
        })
        .await;
}

#[tokio::test]
async fn history_and_sent_messages_are_added_wholly_or_not_at_all() {
    let practice = Practice::new();
    let older = page(&practice.ada, 1..20);
    practice.fail("add history", async |cache| cache.add_history(vec![older.clone()]).await.map(drop)).await;
    practice
        .fail("add what was sent", async |cache| {
            cache.add_sent(Vec::new(), practice.next.clone()).await.map(drop)
        })
        .await;
}

#[tokio::test]
async fn reading_is_noted_wholly_or_not_at_all() {
    let practice = Practice::new();
    let (id, at) = (practice.ada.conversation_id, Position::new(40));
    practice.fail("mark as read", async |cache| cache.mark_read(id, at).await.map(drop)).await;
    practice
        .fail("confirm a receipt", async |cache| cache.confirm_receipt(id, at, Position::ZERO).await)
        .await;
    let now = Timestamp::from_millis(1_790_000_000_000);
    practice.fail("mark as up to date", async |cache| cache.mark_up_to_date(now).await).await;
}
