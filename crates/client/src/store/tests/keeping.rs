//! For how long messages stay.

use super::*;
use allia_protocol::Timestamp;

const DAY: i64 = 24 * 60 * 60 * 1_000;

/// Ada and Ben, each with twenty messages, one a day.
fn twenty_days() -> Practice {
    let mut practice = Practice::new(&["Ada", "Ben"]);
    for day in 0..20 {
        practice.write_at(0, false, &format!("ada{day}"), DAY / 2);
        practice.write_at(1, false, &format!("ben{day}"), DAY / 2);
    }
    practice
}

fn days_ago(practice: &Practice, days: i64) -> Timestamp {
    practice.now.plus_millis(-days * DAY)
}

async fn positions(cache: &Cache, id: ConversationId) -> Vec<u64> {
    let messages = cache.messages_before(id, None, 500).await.unwrap();
    messages.into_iter().map(|message| message.position.get()).collect()
}

async fn read_all(practice: &Practice, cache: &Cache, patient: usize) {
    cache.mark_read(practice.id(patient), Position::new(20)).await.unwrap();
}

#[tokio::test]
async fn what_was_read_and_is_too_old_goes_with_its_words_and_the_rest_stays() {
    let practice = twenty_days();
    let cache = practice.fresh_cache().await;
    practice.fill(&cache, 50).await;
    read_all(&practice, &cache, 0).await;
    let applied = cache.keep_since(days_ago(&practice, 5)).await.unwrap();
    assert_eq!(applied.messages, [practice.id(0)], "Ben's are not read");
    assert_eq!(positions(&cache, practice.id(0)).await, [16, 17, 18, 19, 20]);
    assert_eq!(positions(&cache, practice.id(1)).await, (1..=20).collect::<Vec<_>>());
    assert_eq!(cache.search_messages("ada3", 5).await.unwrap(), []);
    assert_eq!(cache.search_messages("ada17", 5).await.unwrap().len(), 1);
    assert_eq!(cache.search_messages("ben3", 5).await.unwrap().len(), 1);
    let row = cache.row(practice.id(0)).await.unwrap().unwrap();
    assert_eq!((row.oldest_here.get(), row.unread), (16, 0));
}

#[tokio::test]
async fn the_newest_message_stays_however_old_it_is() {
    let practice = twenty_days();
    let cache = practice.fresh_cache().await;
    practice.fill(&cache, 50).await;
    read_all(&practice, &cache, 0).await;
    cache.keep_since(practice.now.plus_millis(DAY)).await.unwrap();
    assert_eq!(positions(&cache, practice.id(0)).await, [20]);
    let row = cache.row(practice.id(0)).await.unwrap().unwrap();
    assert_eq!(row.last_message.unwrap().text.expose(), "ada19");
}

#[tokio::test]
async fn what_is_too_old_is_neither_asked_for_nor_taken() {
    let practice = twenty_days();
    let cache = practice.fresh_cache().await;
    read_all(&practice, &cache, 0).await;
    let since = days_ago(&practice, 5);
    cache.keep_since(since).await.unwrap();
    let ada = practice.id(0);
    cache.add_history(vec![practice.page(ada, Some(Position::new(20)), 8)]).await.unwrap();
    assert_eq!(positions(&cache, ada).await, [16, 17, 18, 19, 20]);
    assert_eq!(cache.search_messages("ada13", 5).await.unwrap(), []);
    let gaps = cache.history_gaps(9).await.unwrap();
    assert!(gaps.iter().all(|gap| gap.conversation_id != ada), "{gaps:?}");
}

#[tokio::test]
async fn messages_that_nobody_has_read_are_fetched_however_old_they_are() {
    let practice = twenty_days();
    let cache = practice.fresh_cache().await;
    let since = days_ago(&practice, 5);
    cache.keep_since(since).await.unwrap();
    let ben = practice.id(1);
    cache.add_history(vec![practice.page(ben, Some(Position::new(20)), 50)]).await.unwrap();
    assert_eq!(positions(&cache, ben).await, (1..=20).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_second_look_finds_nothing_and_the_furthest_moment_is_remembered() {
    let practice = twenty_days();
    let cache = practice.fresh_cache().await;
    practice.fill(&cache, 50).await;
    read_all(&practice, &cache, 0).await;
    let since = days_ago(&practice, 5);
    cache.keep_since(since).await.unwrap();
    let again = cache.keep_since(days_ago(&practice, 9)).await.unwrap();
    assert_eq!(again, crate::store::Applied::default());
    assert_eq!(cache.database.read(super::super::keeping::kept_since).await.unwrap(), Some(since));
}
