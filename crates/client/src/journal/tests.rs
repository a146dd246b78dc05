mod salvage;

use super::*;
use crate::view::{Appearance, NotificationContent};

fn at(milliseconds: i64) -> Timestamp {
    Timestamp::from_millis(milliseconds)
}

async fn enqueue(journal: &Journal, conversation: ConversationId, text: &str) -> MessageId {
    let id = MessageId::generate();
    journal.enqueue(id, conversation, text, at(1)).await.unwrap();
    id
}

async fn next(journal: &Journal) -> Vec<MessageId> {
    journal.next_to_send().await.unwrap().into_iter().map(|entry| entry.message_id).collect()
}

async fn texts(journal: &Journal, conversation: ConversationId) -> Vec<String> {
    let entries = journal.unsent(conversation).await.unwrap();
    entries.into_iter().map(|entry| entry.text.into_exposed()).collect()
}

#[tokio::test]
async fn a_draft_belongs_to_its_conversation_and_an_empty_one_is_none() {
    let journal = Journal::in_memory().unwrap();
    let (ada, ben) = (ConversationId::generate(), ConversationId::generate());
    journal.save_draft(ada, "Dear A", at(1)).await.unwrap();
    journal.save_draft(ada, "Dear Ada", at(2)).await.unwrap();
    journal.save_draft(ben, "Hi", at(3)).await.unwrap();
    assert_eq!(journal.draft(ada).await.unwrap().unwrap().expose(), "Dear Ada");
    assert!(journal.holds_unsent_text().await.unwrap());
    journal.save_draft(ben, " \n ", at(4)).await.unwrap();
    assert_eq!(journal.draft(ben).await.unwrap(), None);
    let drafts = journal.drafts(&[ada, ben]).await.unwrap();
    assert_eq!(drafts.keys().copied().collect::<Vec<_>>(), [ada]);
}

#[tokio::test]
async fn sending_takes_the_draft_away_in_the_same_transaction() {
    let journal = Journal::in_memory().unwrap();
    let ada = ConversationId::generate();
    journal.save_draft(ada, "On my way", at(1)).await.unwrap();
    let id = enqueue(&journal, ada, "On my way").await;
    assert_eq!(journal.draft(ada).await.unwrap(), None);
    let entry = journal.entry(id).await.unwrap().unwrap();
    assert_eq!((entry.text.expose().as_str(), entry.state), ("On my way", OutboxState::Waiting));
    journal.enqueue(id, ada, "On my way", at(1)).await.unwrap();
    assert_eq!(journal.unsent(ada).await.unwrap().len(), 1);
}

#[tokio::test]
async fn each_conversation_sends_in_the_order_written() {
    let journal = Journal::in_memory().unwrap();
    let (ada, ben) = (ConversationId::generate(), ConversationId::generate());
    let first = enqueue(&journal, ada, "one").await;
    let second = enqueue(&journal, ada, "two").await;
    let other = enqueue(&journal, ben, "three").await;
    assert_eq!(next(&journal).await, [first, other]);
    journal.remove_sent(first).await.unwrap();
    assert_eq!(next(&journal).await, [second, other]);
    assert_eq!(journal.newest_unsent(&[ada]).await.unwrap()[&ada].message_id, second);
}

#[tokio::test]
async fn a_message_not_sent_blocks_nobody_and_goes_first_when_tried_again() {
    let journal = Journal::in_memory().unwrap();
    let ada = ConversationId::generate();
    let first = enqueue(&journal, ada, "one").await;
    let second = enqueue(&journal, ada, "two").await;
    journal.wedge(first, NotSentReason::Refused).await.unwrap();
    assert_eq!(next(&journal).await, [second]);
    let not_sent = journal.not_sent().await.unwrap();
    assert_eq!(not_sent[0].state, OutboxState::NotSent(NotSentReason::Refused));
    assert!(not_sent[0].state.can_retry());
    assert_eq!(journal.not_sent_count().await.unwrap(), 1);
    assert!(journal.retry(first).await.unwrap());
    assert!(!journal.retry(first).await.unwrap());
    assert_eq!(next(&journal).await, [first]);
    assert_eq!(texts(&journal, ada).await, ["one", "two"]);
}

#[tokio::test]
async fn every_reason_comes_back_as_it_was() {
    let journal = Journal::in_memory().unwrap();
    let ada = ConversationId::generate();
    for reason in [
        NotSentReason::NoLongerOnCareTeam,
        NotSentReason::TooLong,
        NotSentReason::Refused,
        NotSentReason::Conflict,
    ] {
        let id = enqueue(&journal, ada, "x").await;
        journal.wedge(id, reason).await.unwrap();
        assert_eq!(journal.entry(id).await.unwrap().unwrap().state, OutboxState::NotSent(reason));
    }
}

#[tokio::test]
async fn only_what_was_not_sent_can_be_discarded() {
    let journal = Journal::in_memory().unwrap();
    let ada = ConversationId::generate();
    let id = enqueue(&journal, ada, "one").await;
    assert!(!journal.discard(id).await.unwrap());
    journal.wedge(id, NotSentReason::TooLong).await.unwrap();
    assert!(journal.discard(id).await.unwrap());
    assert!(!journal.discard(id).await.unwrap());
    assert!(!journal.holds_unsent_text().await.unwrap());
}

#[tokio::test]
async fn text_for_a_patient_whose_team_one_left_is_kept_as_not_sent() {
    let journal = Journal::in_memory().unwrap();
    let (ada, ben) = (ConversationId::generate(), ConversationId::generate());
    enqueue(&journal, ada, "waiting").await;
    enqueue(&journal, ben, "other").await;
    journal.save_draft(ada, "half a thought", at(9)).await.unwrap();
    assert_eq!(journal.forget_conversations(vec![ada]).await.unwrap(), 2);
    assert_eq!(journal.forget_conversations(vec![ada]).await.unwrap(), 0);
    assert_eq!(journal.draft(ada).await.unwrap(), None);
    assert_eq!(texts(&journal, ada).await, ["waiting", "half a thought"]);
    for entry in journal.not_sent().await.unwrap() {
        assert_eq!(entry.state, OutboxState::NotSent(NotSentReason::NoLongerOnCareTeam));
        assert!(!entry.state.can_retry());
    }
    assert_eq!(next(&journal).await.len(), 1);
}

#[tokio::test]
async fn writing_is_known_by_drafts_and_waiting_messages_and_not_by_what_was_given_up() {
    let journal = Journal::in_memory().unwrap();
    let [ada, ben, cy] = [(); 3].map(|()| ConversationId::generate());
    enqueue(&journal, ada, "waiting").await;
    journal.save_draft(ada, "and more", at(1)).await.unwrap();
    journal.save_draft(ben, "half a thought", at(1)).await.unwrap();
    let refused = enqueue(&journal, cy, "refused").await;
    journal.wedge(refused, NotSentReason::Refused).await.unwrap();
    let mut expected = vec![ada, ben];
    expected.sort_unstable();
    let mut written = journal.conversations_with_writing().await.unwrap();
    written.sort_unstable();
    assert_eq!(written, expected);
}

#[tokio::test]
async fn leaving_a_team_cuts_the_log_with_all_that_was_written_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("journal.db");
    let journal = Journal::open(&file, &DatabaseKey::generate().unwrap()).unwrap();
    let ada = ConversationId::generate();
    journal.save_draft(ada, "Dear Ada", at(1)).await.unwrap();
    journal.save_draft(ada, "", at(2)).await.unwrap();
    let log = || std::fs::metadata(folder.path().join("journal.db-wal")).unwrap().len();
    assert!(log() > 0, "the draft stands in the log");
    assert_eq!(journal.forget_conversations(vec![ada]).await.unwrap(), 0);
    assert_eq!(log(), 0);
    journal.close().await.unwrap();
}

#[tokio::test]
async fn settings_are_the_defaults_until_they_are_set() {
    let journal = Journal::in_memory().unwrap();
    assert_eq!(journal.settings().await.unwrap(), Settings::default());
    let chosen = Settings {
        notifications: false,
        notification_content: NotificationContent::Name,
        appearance: Appearance::Dark,
        lock_after_minutes: 5,
        ..Settings::default()
    };
    journal.save_settings(&chosen).await.unwrap();
    assert_eq!(journal.settings().await.unwrap(), chosen);
}

#[tokio::test]
async fn the_hot_queries_use_their_indexes() {
    let journal = Journal::in_memory().unwrap();
    for sql in [outbox::HEADS, outbox::OF_CONVERSATION, outbox::NEWEST, outbox::NOT_SENT, outbox::BY_ID] {
        let plan =
            journal.database.read(move |connection| crate::database::plan(connection, sql)).await.unwrap();
        let sorts = plan.iter().any(|step| step.contains("TEMP B-TREE"));
        let scans = plan.iter().any(|step| step.starts_with("SCAN") && !step.contains("INDEX"));
        assert!(!sorts && !scans, "{sql}\n{plan:#?}");
    }
}

#[tokio::test]
async fn what_was_for_a_lost_care_team_goes_only_after_this_very_message_was_shown() {
    let journal = Journal::in_memory().unwrap();
    let (ada, ben) = (ConversationId::generate(), ConversationId::generate());
    let (seen, unseen) = (enqueue(&journal, ada, "Seen").await, enqueue(&journal, ada, "Not seen").await);
    let waiting = enqueue(&journal, ben, "On its way").await;
    journal.forget_conversations(vec![ada]).await.unwrap();

    journal.not_sent().await.unwrap();
    assert_eq!(journal.purge_shown().await.unwrap(), 0);
    journal.mark_shown(vec![seen, waiting]).await.unwrap();
    assert_eq!(journal.purge_shown().await.unwrap(), 1);

    let left: Vec<_> = journal.not_sent().await.unwrap().iter().map(|entry| entry.message_id).collect();
    assert_eq!(left, [unseen]);
    assert_eq!(next(&journal).await, [waiting]);
}
