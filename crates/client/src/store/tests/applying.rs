use super::*;

async fn row(cache: &Cache, id: ConversationId) -> StoredRow {
    cache.row(id).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_message_updates_its_list_row_in_the_same_transaction() {
    let mut practice = Practice::new(&["Ada Lovelace", "Ben Okri"]);
    let cache = practice.fresh_cache().await;
    practice.patient_writes(0, "Can we move Tuesday?");
    let applied = practice.apply(&cache, 0, 1).await;
    let ada = practice.id(0);
    assert_eq!((applied.rows, applied.messages), (vec![ada], vec![ada]));
    assert_eq!(applied.incoming.len(), 1);
    let row = row(&cache, ada).await;
    assert_eq!(row.last_message.unwrap().text.expose(), "Can we move Tuesday?");
    assert_eq!((row.unread, row.reached_start), (1, true));
    assert_eq!(cache.unread_total().await.unwrap(), 1);
    assert_eq!(cache.cursor().await.unwrap(), Some(Cursor::new("1")));
    let receipts = cache.pending_receipts().await.unwrap();
    let expected = PendingReceipt { conversation_id: ada, delivered: Position::new(1), read: Position::ZERO };
    assert_eq!(receipts, [expected]);
}

#[tokio::test]
async fn applying_twice_is_applying_once() {
    let mut practice = Practice::new(&["Ada"]);
    let cache = practice.fresh_cache().await;
    practice.patient_writes(0, "one");
    practice.clinician_writes(0, "two");
    practice.patient_reads(0, 2, 1);
    practice.apply(&cache, 0, 3).await;
    let before = row(&cache, practice.id(0)).await;
    assert_eq!(practice.apply(&cache, 0, 3).await, Applied::default());
    assert_eq!(row(&cache, practice.id(0)).await, before);
}

#[tokio::test]
async fn messages_of_one_s_own_are_neither_unread_nor_news() {
    let mut practice = Practice::new(&["Ada"]);
    let cache = practice.fresh_cache().await;
    practice.clinician_writes(0, "Hello");
    let Change::Message { message } = practice.feed[0].clone() else { unreachable!() };
    let applied = cache.add_sent(Vec::new(), message).await.unwrap();
    assert_eq!(applied.rows, [practice.id(0)]);
    assert!(applied.incoming.is_empty());
    assert_eq!(practice.apply(&cache, 0, 1).await, Applied::default());
    assert_eq!(cache.unread_total().await.unwrap(), 0);
    assert!(cache.pending_receipts().await.unwrap().is_empty());
}

#[tokio::test]
async fn reading_never_moves_backwards_nor_beyond_the_end() {
    let mut practice = Practice::new(&["Ada"]);
    let cache = practice.fresh_cache().await;
    let ada = practice.id(0);
    for text in ["one", "two", "three"] {
        practice.patient_writes(0, text);
    }
    practice.apply(&cache, 0, 3).await;
    assert_eq!(cache.mark_read(ada, Position::new(2)).await.unwrap().rows, [ada]);
    assert_eq!(row(&cache, ada).await.unread, 1);
    assert_eq!(cache.mark_read(ada, Position::new(1)).await.unwrap(), Applied::default());
    cache.mark_read(ada, Position::new(99)).await.unwrap();
    let row = row(&cache, ada).await;
    assert_eq!((row.unread, row.my_read), (0, Position::new(3)));
    practice.patient_writes(0, "four");
    practice.apply(&cache, 3, 4).await;
    assert_eq!(cache.unread_total().await.unwrap(), 1);
}

#[tokio::test]
async fn a_receipt_is_pending_until_the_service_has_it() {
    let mut practice = Practice::new(&["Ada"]);
    let cache = practice.fresh_cache().await;
    let ada = practice.id(0);
    practice.patient_writes(0, "one");
    practice.apply(&cache, 0, 1).await;
    let one = Position::new(1);
    cache.confirm_receipt(ada, one, Position::ZERO).await.unwrap();
    assert!(cache.pending_receipts().await.unwrap().is_empty());
    cache.mark_read(ada, one).await.unwrap();
    let pending = PendingReceipt { conversation_id: ada, delivered: one, read: one };
    assert_eq!(cache.pending_receipts().await.unwrap(), [pending]);
    cache.confirm_receipt(ada, one, one).await.unwrap();
    assert!(cache.pending_receipts().await.unwrap().is_empty());
}

#[tokio::test]
async fn reading_on_another_computer_counts_here() {
    let mut practice = Practice::new(&["Ada"]);
    let cache = practice.fresh_cache().await;
    practice.patient_writes(0, "one");
    practice.patient_writes(0, "two");
    practice.apply(&cache, 0, 2).await;
    practice.clinician_reads(0, 2);
    practice.apply(&cache, 2, 3).await;
    assert_eq!(cache.unread_total().await.unwrap(), 0);
    assert!(cache.pending_receipts().await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_news_comes_in_feed_order_read_or_not_and_one_s_own_from_elsewhere_too() {
    let mut practice = Practice::new(&["Ada"]);
    let cache = practice.fresh_cache().await;
    practice.patient_writes(0, "one");
    practice.clinician_reads(0, 1);
    practice.patient_writes(0, "two");
    practice.clinician_writes(0, "three");
    let applied = practice.apply(&cache, 0, 4).await;
    let texts: Vec<_> = applied.incoming.iter().map(|message| message.text.expose().as_str()).collect();
    assert_eq!(texts, ["one", "two", "three"]);
}

#[tokio::test]
async fn a_message_that_came_along_with_its_conversation_is_news_once() {
    let mut practice = Practice::new(&["Ada"]);
    let cache = practice.empty_cache();
    practice.patient_writes(0, "first ever");
    let message = practice.feed.remove(0);
    practice.announce(0);
    practice.feed.push(message);
    assert_eq!(practice.apply(&cache, 0, 2).await.incoming.len(), 1);
    assert_eq!(practice.apply(&cache, 0, 2).await.incoming.len(), 0);
}

#[tokio::test]
async fn the_other_side_s_receipts_never_move_backwards_and_reading_implies_receiving() {
    let mut practice = Practice::new(&["Ada"]);
    practice.clinician_writes(0, "one");
    practice.clinician_writes(0, "two");
    let cache = practice.fresh_cache().await;
    let (ada, patient) = (practice.id(0), practice.conversation(0).patient.user_id);
    let receipt = |delivered: u64, read: u64| Change::Receipt {
        conversation_id: ada,
        user_id: patient,
        delivered_position: Position::new(delivered),
        read_position: Position::new(read),
    };
    let applied = cache.apply_changes(vec![receipt(1, 2)], practice.cursor()).await.unwrap();
    assert_eq!((applied.rows, applied.messages), (vec![ada], vec![ada]));
    let again = cache.apply_changes(vec![receipt(1, 1)], practice.cursor()).await.unwrap();
    assert_eq!(again, Applied::default());
    let row = row(&cache, ada).await;
    assert_eq!((row.peer_delivered, row.peer_read), (Position::new(2), Position::new(2)));
}

#[tokio::test]
async fn after_a_removal_later_changes_of_that_conversation_find_nothing() {
    let mut practice = Practice::new(&["Ada", "Ben"]);
    practice.patient_writes(0, "secret");
    practice.patient_writes(0, "secret too");
    let cache = practice.fresh_cache().await;
    let ada = practice.id(0);
    practice.leave(0);
    let applied = practice.apply(&cache, 2, 3).await;
    assert_eq!(applied.removed, [(ada, RemovalReason::LeftCareTeam)]);
    assert!(applied.rows.is_empty());
    assert_eq!(practice.apply(&cache, 0, 2).await, Applied::default());
    let page = practice.page(ada, None, 50);
    assert_eq!(cache.add_history(vec![page]).await.unwrap(), Applied::default());
    assert_eq!(cache.row(ada).await.unwrap(), None);
    assert!(cache.messages_before(ada, None, 50).await.unwrap().is_empty());
    assert!(cache.search_messages("secret", 50).await.unwrap().is_empty());
    assert_eq!(cache.list("ada", 0, 50).await.unwrap().total, 0);
    assert_eq!(cache.unread_total().await.unwrap(), 0);
    practice.join(0);
    practice.apply(&cache, 3, 4).await;
    practice.fill(&cache, 50).await;
    assert_eq!(cache.search_messages("secret", 50).await.unwrap().len(), 2);
}

async fn key_of(cache: &Cache, id: ConversationId) -> i64 {
    cache.database.read(move |connection| conversation::key(connection, id)).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_team_left_and_joined_again_in_one_page_loses_nothing_and_takes_no_place_twice() {
    let mut practice = Practice::new(&["Ada", "Ben"]);
    practice.patient_writes(1, "still here");
    let cache = practice.fresh_cache().await;
    let ben = practice.id(1);
    let key = key_of(&cache, ben).await;
    practice.leave(1);
    practice.join(1);
    let applied = practice.apply(&cache, 1, 3).await;
    assert_eq!((applied.removed, applied.rows), (Vec::new(), vec![ben]));
    assert_ne!(key_of(&cache, ben).await, key);
    assert_eq!(cache.search_messages("still", 50).await.unwrap().len(), 1);
    assert_eq!(cache.list("ben", 0, 50).await.unwrap().total, 1);
}

#[tokio::test]
async fn a_fresh_list_purges_what_is_not_in_it_and_keeps_the_messages_of_the_others() {
    let mut practice = Practice::new(&["Ada", "Ben"]);
    practice.patient_writes(0, "one");
    practice.patient_writes(1, "two");
    practice.patient_writes(1, "three");
    let cache = practice.fresh_cache().await;
    practice.fill(&cache, 50).await;
    practice.leave(0);
    let applied = cache.replace_conversations(practice.snapshot(), None, practice.cursor()).await.unwrap();
    assert_eq!(applied.removed, [(practice.id(0), RemovalReason::Unknown)]);
    assert_eq!(cache.list("", 0, 50).await.unwrap().total, 1);
    assert_eq!(cache.messages_before(practice.id(1), None, 50).await.unwrap().len(), 2);
    assert!(cache.history_gaps(9).await.unwrap().is_empty());
}

#[tokio::test]
async fn unknown_changes_are_passed_over_and_the_cursor_goes_on() {
    let practice = Practice::new(&["Ada"]);
    let cache = practice.fresh_cache().await;
    let applied = cache.apply_changes(vec![Change::Unknown], Cursor::new("next")).await.unwrap();
    assert_eq!(applied, Applied::default());
    assert_eq!(cache.cursor().await.unwrap(), Some(Cursor::new("next")));
}

#[tokio::test]
async fn an_older_notice_does_not_replace_a_newer_one() {
    let mut practice = Practice::new(&[]);
    practice.set_notice(1);
    practice.set_notice(2);
    let cache = practice.empty_cache();
    assert_eq!(cache.notice().await.unwrap(), None);
    assert!(practice.apply(&cache, 0, 2).await.notice);
    assert!(!practice.apply(&cache, 0, 1).await.notice);
    assert_eq!(cache.notice().await.unwrap().unwrap().version, 2);
}

#[tokio::test]
async fn before_the_first_sync_there_is_neither_cursor_nor_date() {
    let practice = Practice::new(&[]);
    let cache = practice.empty_cache();
    assert_eq!(cache.cursor().await.unwrap(), None);
    assert_eq!(cache.up_to_date_as_of().await.unwrap(), None);
    let noon = Timestamp::from_millis(1_790_000_000_000);
    cache.mark_up_to_date(noon).await.unwrap();
    assert_eq!(cache.up_to_date_as_of().await.unwrap(), Some(noon));
}

#[tokio::test]
async fn the_list_keeps_the_beginning_of_a_long_message_and_the_chat_all_of_it() {
    let mut practice = Practice::new(&["Ada"]);
    let long = "ä".repeat(8_192);
    practice.patient_writes(0, &long);
    let cache = practice.fresh_cache().await;
    let shown = row(&cache, practice.id(0)).await.last_message.unwrap();
    assert_eq!(shown.text.expose().chars().count(), 200);
    let whole = cache.messages_before(practice.id(0), None, 1).await.unwrap();
    assert_eq!(whole[0].text.expose(), &long);
}
