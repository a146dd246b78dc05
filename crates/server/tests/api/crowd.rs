//! Many at once: positions and feeds stay in order, and nothing is missed.

use crate::support::{Person, Running};
use serde_json::Value;
use std::collections::BTreeMap;

const SENDERS: usize = 16;
const EACH: usize = 12;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn positions_have_no_gap_and_no_reader_misses_a_message() {
    let practice = Running::start().await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let quinn = practice.patient("quinn").await;
    practice.join(&quinn.id, &ann).await;
    let elsewhere = quinn.only_conversation().await;
    let cursor = ann.cursor().await;
    let reading = tokio::spawn(follow(ann.clone(), cursor, SENDERS * EACH));
    let senders: Vec<_> = (0..SENDERS)
        .map(|number| {
            let (person, to) = match number % 3 {
                0 => (ann.clone(), conversation.clone()),
                1 => (pat.clone(), conversation.clone()),
                _ => (quinn.clone(), elsewhere.clone()),
            };
            tokio::spawn(async move {
                for message in 0..EACH {
                    person.send(&to, &format!("{number}/{message}")).await;
                }
            })
        })
        .collect();
    for sender in senders {
        sender.await.unwrap();
    }
    let mut followed = BTreeMap::<String, Vec<u64>>::new();
    for change in reading.await.unwrap() {
        let message = &change["message"];
        let conversation = message["conversation_id"].as_str().unwrap().to_owned();
        followed.entry(conversation).or_default().push(message["position"].as_u64().unwrap());
    }
    assert_eq!(followed.values().map(Vec::len).sum::<usize>(), SENDERS * EACH);
    for positions in followed.values() {
        let in_order: Vec<_> = (1..=u64::try_from(positions.len()).unwrap()).collect();
        assert_eq!(*positions, in_order);
    }
}

/// Follows the feed until so many changes have come.
async fn follow(person: Person, mut cursor: String, until: usize) -> Vec<Value> {
    let mut live = person.listen().await;
    let mut all = Vec::new();
    while all.len() < until {
        let (changes, next) = person.changes(&cursor).await;
        all.extend(changes);
        cursor = next;
        if all.len() < until {
            live.until("changed").await;
        }
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_id_sent_by_many_at_once_is_one_message() {
    let practice = Running::start().await;
    let (ann, _, conversation) = practice.ann_and_pat().await;
    let message_id = crate::support::fresh_id();
    let tries: Vec<_> = (0..SENDERS)
        .map(|_| {
            let (ann, conversation, message_id) = (ann.clone(), conversation.clone(), message_id.clone());
            tokio::spawn(async move { ann.send_as(&conversation, &message_id, "Once").await })
        })
        .collect();
    let mut statuses = Vec::new();
    for attempt in tries {
        statuses.push(attempt.await.unwrap().status);
    }
    statuses.sort_unstable();
    assert_eq!(statuses[SENDERS - 1], 201);
    assert!(statuses[..SENDERS - 1].iter().all(|status| *status == 200), "{statuses:?}");
    assert_eq!(ann.texts(&conversation).await, ["Once"]);
}
