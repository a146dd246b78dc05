//! Every hot query is answered by an index: no table is scanned, nothing is sorted.

use super::*;
use crate::database::plan;

async fn steps(sql: &'static str) -> Vec<String> {
    let cache = Practice::new(&[]).empty_cache();
    cache.database.read(move |connection| plan(connection, sql)).await.unwrap()
}

async fn assert_by_index(sql: &'static str) {
    let steps = steps(sql).await;
    let by_index = |step: &String| {
        step.starts_with("SEARCH")
            || step.contains("USING COVERING INDEX")
            || step.contains("VIRTUAL TABLE INDEX")
    };
    assert!(steps.iter().all(by_index), "{sql}\n{steps:#?}");
}

#[tokio::test]
async fn the_first_rows_of_the_list_are_read_along_its_index() {
    assert_eq!(steps(list::KEYS).await, ["SCAN conversation USING COVERING INDEX conversation_list"]);
    assert_by_index(conversation::ROW).await;
    assert_by_index(conversation::KEY).await;
    assert_by_index(list::ORDER_OF_KEY).await;
}

#[tokio::test]
async fn counts_are_read_from_indexes() {
    assert_by_index(conversation::COUNT).await;
    assert_by_index(conversation::UNREAD).await;
    assert_by_index(history::INCOMPLETE).await;
    assert_by_index(message::COUNT_INCOMING).await;
}

#[tokio::test]
async fn a_patient_search_is_a_range_of_the_word_index() {
    let expected = "SEARCH patient_word USING PRIMARY KEY (word>? AND word<?)";
    assert_eq!(steps(patient_word::WITH_BEGINNING).await, [expected]);
}

#[tokio::test]
async fn a_page_of_messages_is_a_range_of_the_table() {
    assert_by_index(message::OLDEST_HERE).await;
    for sql in [message::BEFORE, message::FROM] {
        assert_by_index(sql).await;
        assert!(
            steps(sql).await.iter().any(|step| step.contains("PRIMARY KEY (conversation=? AND position>"))
        );
    }
}

#[tokio::test]
async fn a_message_search_comes_newest_first_without_sorting() {
    let steps = steps(message_text::SEARCH).await;
    assert_eq!(steps.len(), 1, "{steps:#?}");
    assert!(steps[0].starts_with("SCAN message_text VIRTUAL TABLE INDEX"));
    assert_by_index(message::AT_TIME).await;
}

#[tokio::test]
async fn what_sync_asks_again_and_again_is_read_from_partial_indexes() {
    for sql in [history::GAPS, receipt::PENDING] {
        let steps = steps(sql).await;
        assert_eq!(steps.len(), 1, "{steps:#?}");
        assert!(steps[0].contains("USING INDEX conversation_"), "{steps:#?}");
    }
}
