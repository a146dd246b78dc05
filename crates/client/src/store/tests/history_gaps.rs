use super::*;

async fn positions(cache: &Cache, id: ConversationId) -> Vec<u64> {
    let messages = cache.messages_before(id, None, 500).await.unwrap();
    messages.into_iter().map(|message| message.position.get()).collect()
}

fn busy_practice(messages: usize) -> Practice {
    let mut practice = Practice::new(&["Ada"]);
    for number in 0..messages {
        practice.write_at(0, number % 2 == 0, "text", 1_000);
    }
    practice
}

#[tokio::test]
async fn a_new_conversation_asks_for_its_newest_page_before_others_go_on() {
    let mut practice = Practice::new(&["Ada", "Ben", "Cy"]);
    for _ in 0..120 {
        practice.patient_writes(0, "old");
    }
    practice.patient_writes(1, "one");
    practice.patient_writes(1, "two");
    let cache = practice.fresh_cache().await;
    let gaps = |cache: Cache| async move {
        cache.history_gaps(9).await.unwrap().into_iter().map(|gap| gap.before.get()).collect::<Vec<_>>()
    };
    assert_eq!(gaps(cache.clone()).await, [2, 120]);
    cache.add_history(vec![practice.page(practice.id(0), Some(Position::new(120)), 60)]).await.unwrap();
    assert_eq!(gaps(cache.clone()).await, [2, 60]);
    let progress = cache.progress().await.unwrap();
    assert_eq!((progress.complete_conversations, progress.total_conversations), (1, 3));
    practice.fill(&cache, 50).await;
    assert_eq!(cache.progress().await.unwrap().complete_conversations, 3);
    assert_eq!(positions(&cache, practice.id(0)).await, (1..=120).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_jump_hides_what_is_behind_it_until_the_hole_is_closed() {
    let practice = busy_practice(10);
    let cache = practice.empty_cache();
    let ada = practice.id(0);
    let mut early = practice.snapshot();
    let pages = practice.page(ada, Some(Position::new(4)), 50);
    early[0].last_message = pages.messages.last().cloned();
    cache.replace_conversations(early, None, Cursor::new("0")).await.unwrap();
    cache.add_history(vec![pages]).await.unwrap();
    assert_eq!(positions(&cache, ada).await, [1, 2, 3]);
    practice.apply(&cache, 8, 10).await;
    assert_eq!(positions(&cache, ada).await, [9, 10]);
    let gap = cache.history_gaps(1).await.unwrap();
    assert_eq!(gap, [HistoryGap { conversation_id: ada, before: Position::new(9) }]);
    let from_start = cache.messages_from(ada, Position::new(1), 500).await.unwrap();
    assert_eq!(from_start.len(), 2);
    cache.add_history(vec![practice.page(ada, Some(Position::new(9)), 5)]).await.unwrap();
    assert_eq!(positions(&cache, ada).await, (1..=10).collect::<Vec<_>>());
    assert!(cache.history_gaps(1).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_page_may_be_empty_and_still_reach_the_start() {
    let practice = busy_practice(5);
    let cache = practice.fresh_cache().await;
    let page = HistoryPage {
        conversation_id: practice.id(0),
        before: Some(Position::new(5)),
        messages: Vec::new(),
        reached_start: true,
    };
    assert_eq!(cache.add_history(vec![page]).await.unwrap().messages, [practice.id(0)]);
    assert!(cache.history_gaps(1).await.unwrap().is_empty());
    assert!(cache.row(practice.id(0)).await.unwrap().unwrap().reached_start);
}

#[tokio::test]
async fn a_position_that_the_service_has_not_does_not_stop_the_fill() {
    let practice = busy_practice(9);
    let cache = practice.fresh_cache().await;
    let mut page = practice.page(practice.id(0), Some(Position::new(9)), 50);
    page.messages.retain(|message| ![4, 5, 8].contains(&message.position.get()));
    cache.add_history(vec![page]).await.unwrap();
    assert!(cache.history_gaps(1).await.unwrap().is_empty());
    assert_eq!(positions(&cache, practice.id(0)).await, [1, 2, 3, 6, 7, 9]);
}

#[tokio::test]
async fn pages_are_taken_before_and_from_a_position() {
    let practice = busy_practice(30);
    let cache = practice.fresh_cache().await;
    practice.fill(&cache, 50).await;
    let ada = practice.id(0);
    let numbers = |messages: Vec<Message>| messages.iter().map(|m| m.position.get()).collect::<Vec<_>>();
    let newest = cache.messages_before(ada, None, 3).await.unwrap();
    assert_eq!(numbers(newest), [28, 29, 30]);
    let older = cache.messages_before(ada, Some(Position::new(28)), 2).await.unwrap();
    assert_eq!(numbers(older), [26, 27]);
    let from = cache.messages_from(ada, Position::new(29), 500).await.unwrap();
    assert_eq!(numbers(from), [29, 30]);
    let huge = cache.messages_from(ada, Position::new(u64::MAX), 500).await.unwrap();
    assert!(huge.is_empty());
}

#[tokio::test]
async fn unread_counts_hold_while_history_is_missing() {
    let mut practice = Practice::new(&["Ada"]);
    for _ in 0..20 {
        practice.patient_writes(0, "x");
    }
    practice.clinician_reads(0, 5);
    let cache = practice.fresh_cache().await;
    assert_eq!(cache.unread_total().await.unwrap(), 15);
    let page = practice.page(practice.id(0), Some(Position::new(20)), 4);
    cache.add_history(vec![page]).await.unwrap();
    assert_eq!(cache.unread_total().await.unwrap(), 15);
    practice.patient_writes(0, "y");
    practice.apply(&cache, 21, 22).await;
    assert_eq!(cache.unread_total().await.unwrap(), 16);
    cache.mark_read(practice.id(0), Position::new(18)).await.unwrap();
    assert_eq!(cache.unread_total().await.unwrap(), 3);
    practice.fill(&cache, 50).await;
    assert_eq!(cache.unread_total().await.unwrap(), 3);
}
