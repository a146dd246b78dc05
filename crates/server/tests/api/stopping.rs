use crate::support::{Running, fresh_id};

#[tokio::test]
async fn stopping_ends_streams_finishes_requests_and_folds_the_log_in() {
    let mut practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let mut live = pat.listen().await;
    ann.send(&conversation, "Hello").await;
    let listening = tokio::spawn(async move { live.until_end().await });
    practice.stop().await;
    assert!(!listening.await.unwrap(), "the session goes on, so it is not said to have ended");
    assert!(ann.request("GET", "/healthz").send().await.is_err(), "nobody answers any more");
    practice.practice.close().await;
    let log = practice.directory.path().join("practice/practice.db-wal");
    assert_eq!(std::fs::metadata(log).map_or(0, |metadata| metadata.len()), 0);
}

#[tokio::test]
async fn a_message_that_was_answered_is_there_after_a_restart() {
    let mut practice = Running::start().await;
    let (ann, _, conversation) = practice.ann_and_pat().await;
    let sent = ann.send_as(&conversation, &fresh_id(), "Kept").await.expect(201);
    practice.stop().await;
    practice.practice.close().await;
    let file = practice.directory.path().join("practice/practice.db");
    let connection = rusqlite::Connection::open(file).unwrap();
    let text: String = connection.query_row("SELECT text FROM messages", [], |row| row.get(0)).unwrap();
    assert_eq!(sent["text"], text.as_str());
}
