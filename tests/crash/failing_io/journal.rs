//! What a person wrote.

use super::bench::Bench;
use allia_client::journal::Journal;
use allia_client::view::{NotSentReason, Settings};
use allia_protocol::Timestamp;
use allia_protocol::id::{ConversationId, MessageId};

struct Desk {
    bench: Bench,
    ada: ConversationId,
    ben: ConversationId,
    waiting: MessageId,
    refused: MessageId,
    fresh: MessageId,
}

fn now() -> Timestamp {
    Timestamp::from_millis(1_790_000_000_000)
}

impl Desk {
    fn new() -> Self {
        Self {
            bench: Bench::new(),
            ada: ConversationId::generate(),
            ben: ConversationId::generate(),
            waiting: MessageId::generate(),
            refused: MessageId::generate(),
            fresh: MessageId::generate(),
        }
    }

    /// A draft for each patient, a waiting message and one that was refused.
    async fn write(&self, journal: &Journal) {
        journal.enqueue(self.waiting, self.ada, "on its way", now()).await.unwrap();
        journal.enqueue(self.refused, self.ben, "not taken", now()).await.unwrap();
        journal.wedge(self.refused, NotSentReason::Refused).await.unwrap();
        journal.save_draft(self.ada, "half a thought", now()).await.unwrap();
        journal.save_draft(self.ben, "another", now()).await.unwrap();
    }

    async fn fail(
        &self,
        what: &str,
        operate: impl AsyncFn(&Journal) -> Result<(), allia_client::database::StoreError>,
    ) {
        self.bench.fail_each_touch(what, async |journal: &Journal| self.write(journal).await, operate).await;
    }
}

#[tokio::test]
async fn a_message_is_taken_in_and_its_draft_dropped_wholly_or_not_at_all() {
    let desk = Desk::new();
    desk.fail("enqueue", async |journal| journal.enqueue(desk.fresh, desk.ada, "whole", now()).await).await;
    let long = "long ".repeat(3_000);
    desk.fail("enqueue a long one", async |journal| {
        journal.enqueue(desk.fresh, desk.ada, &long, now()).await
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_kept_wholly_or_not_at_all() {
    let desk = Desk::new();
    desk.fail("save a draft", async |journal| journal.save_draft(desk.ada, "a whole thought", now()).await)
        .await;
}

#[tokio::test]
async fn a_message_moves_on_wholly_or_not_at_all() {
    let desk = Desk::new();
    desk.fail("remove what was sent", async |journal| journal.remove_sent(desk.waiting).await).await;
    let reason = NotSentReason::TooLong;
    desk.fail("mark as not sent", async |journal| journal.wedge(desk.waiting, reason).await).await;
    desk.fail("try again", async |journal| journal.retry(desk.refused).await.map(drop)).await;
    desk.fail("discard", async |journal| journal.discard(desk.refused).await.map(drop)).await;
}

#[tokio::test]
async fn the_writing_of_a_lost_patient_is_set_apart_wholly_or_not_at_all() {
    let desk = Desk::new();
    desk.fail("forget conversations", async |journal| {
        journal.forget_conversations(vec![desk.ada, desk.ben]).await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn settings_are_kept_wholly_or_not_at_all() {
    let desk = Desk::new();
    let settings = Settings { lock_after_minutes: 7, ..Settings::default() };
    desk.fail("save settings", async |journal| journal.save_settings(&settings).await).await;
}
