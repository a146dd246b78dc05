//! Files that are gone, emptied, or older copies of themselves.

use super::*;
use crate::view::{DeliveryStatus, NotSentReason};
use std::fs;

fn generation_entry(clinic: &Clinic, peer: &Peer) -> String {
    entry_name(EntryKind::Generation, peer.address.as_str(), clinic.me)
}

/// What the service has got of the clinician.
fn sent(clinic: &Clinic) -> usize {
    lock(&clinic.messages).len()
}

#[tokio::test]
async fn an_older_copy_of_the_journal_is_noticed_and_sends_nothing_by_itself() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    let id = written_and_closed(&computer, &clinic, &peer).await;
    let AccountFiles { journal, cache } = computer.account_files(&clinic, &peer);
    let yesterday = fs::read(&journal).unwrap();
    clinic.behave();
    let client = computer.start().await.unwrap();
    eventually("the message to go out", || Some(()).filter(|()| sent(&clinic) == 1)).await;
    client.save_draft(id, "").await.unwrap();
    client.close().await;

    fs::write(&journal, yesterday).unwrap();
    // Otherwise the local copy would say that it went out.
    crate::database::delete_file(&cache).unwrap();
    clinic.misbehave(|seen| seen.target.contains("/messages").then(|| Answer::problem(503, "unavailable")));
    let client = computer.start().await.unwrap();
    let told = recovery(&client).unwrap();
    assert_eq!((told.cause, told.recovered_texts), (RecoveryCause::OlderCopy, 2));
    assert_eq!((told.unreadable_texts, told.kept_as), (None, None));
    await_names(&client, &["Ada Novak"]).await;
    let not_sent = client.not_sent().await.unwrap();
    let status = DeliveryStatus::NotSent { reason: NotSentReason::OlderCopy, can_retry: true };
    assert_eq!(not_sent.iter().map(|line| line.message.status).collect::<Vec<_>>(), [Some(status)]);
    assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Have you tried");

    clinic.misbehave(|seen| {
        let is_reading = seen.target.starts_with("GET") && seen.target.contains("/messages");
        is_reading.then(|| Answer::problem(503, "unavailable"))
    });
    client.retry_message(not_sent[0].message.message_id).await.unwrap();
    peer.await_seen("PUT", 2).await;
    eventually("the outbox to be empty", || Some(()).filter(|()| sent(&clinic) == 1)).await;
    client.close().await;
    let client = computer.start().await.unwrap();
    assert_eq!(recovery(&client), None, "it is told once");
    client.close().await;
}

#[tokio::test]
async fn an_older_copy_of_the_cache_is_thrown_away_before_anything_of_it_is_shown() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    let id = written_and_closed(&computer, &clinic, &peer).await;
    let AccountFiles { cache, .. } = computer.account_files(&clinic, &peer);
    let yesterday = fs::read(&cache).unwrap();
    computer.start().await.unwrap().close().await;
    fs::write(&cache, yesterday).unwrap();
    clinic.misbehave(|_| Some(Answer::problem(503, "unavailable")));
    let client = computer.start().await.unwrap();
    assert!(names(&client).await.is_empty(), "nothing of the older copy is shown");
    assert_eq!(recovery(&client), None);
    hold_messages(&clinic);
    client.wake();
    await_names(&client, &["Ada Novak"]).await;
    holds_both(&client, id).await;
    client.close().await;
}

#[tokio::test]
async fn with_the_key_lost_too_an_older_copy_still_sends_nothing_by_itself() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    written_and_closed(&computer, &clinic, &peer).await;
    let AccountFiles { journal, .. } = computer.account_files(&clinic, &peer);
    let yesterday = fs::read(&journal).unwrap();
    computer.start().await.unwrap().close().await;
    fs::write(&journal, yesterday).unwrap();
    let sealed = entry_name(EntryKind::Sealed, peer.address.as_str(), clinic.me);
    computer.keyring.delete(&database_entry(&clinic, &peer)).unwrap();
    computer.keyring.delete(&sealed).unwrap();
    let client = computer.start().await.unwrap();
    client.sign_in(form(&peer)).await.unwrap();
    let told = recovery(&client).unwrap();
    assert_eq!((told.cause, told.recovered_texts), (RecoveryCause::OlderCopy, 2));
    assert_eq!(client.not_sent().await.unwrap().len(), 1);
    client.close().await;
}

#[tokio::test]
async fn a_crash_before_the_key_store_was_told_means_nothing() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    let id = written_and_closed(&computer, &clinic, &peer).await;
    let entry = generation_entry(&clinic, &peer);
    let number: u64 = computer.keyring.read(&entry).unwrap().unwrap().expose().parse().unwrap();
    assert!(number >= 2, "opening and closing are counted");
    computer.keyring.write(&entry, &Secret::new((number - 1).to_string())).unwrap();
    let client = computer.start().await.unwrap();
    assert_eq!(recovery(&client), None);
    holds_both(&client, id).await;
    client.close().await;
}

#[tokio::test]
async fn a_journal_that_is_gone_or_empty_is_named_and_the_next_one_is_protected_at_once() {
    for (cause, emptied) in [(RecoveryCause::FileMissing, false), (RecoveryCause::FileEmptied, true)] {
        let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
        let computer = Computer::new();
        written_and_closed(&computer, &clinic, &peer).await;
        let AccountFiles { journal, .. } = computer.account_files(&clinic, &peer);
        match emptied {
            true => fs::write(&journal, b"").unwrap(),
            false => fs::remove_file(&journal).unwrap(),
        }
        clinic.misbehave(|_| Some(Answer::problem(503, "unavailable")));
        let client = computer.start().await.unwrap();
        let told = recovery(&client).unwrap();
        assert_eq!((told.cause, told.recovered_texts, told.unreadable_texts), (cause, 0, None));
        assert_eq!(told.kept_as.is_some(), emptied);
        assert!(computer.files().contains(&"journal.db.wrapped-key".to_owned()), "{:?}", computer.files());
        client.close().await;
        let client = computer.start().await.unwrap();
        assert_eq!(recovery(&client), None, "it is told once");
        client.close().await;
    }
}

#[tokio::test]
async fn a_journal_that_was_deleted_by_signing_out_is_not_missed() {
    let (clinic, peer, computer, client) = at_work().await;
    client.sign_out().await.unwrap();
    assert_eq!(computer.keyring.read(&generation_entry(&clinic, &peer)), Ok(None));
    client.sign_in(form(&peer)).await.unwrap();
    assert_eq!(recovery(&client), None);
    client.close().await;
}

#[tokio::test]
async fn a_crash_between_setting_a_journal_aside_and_reading_it_loses_nothing() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    let id = written_and_closed(&computer, &clinic, &peer).await;
    let AccountFiles { journal, .. } = computer.account_files(&clinic, &peer);
    let aside = journal.with_file_name("journal.db.aside-20261103T140205Z");
    fs::rename(&journal, &aside).unwrap();
    let client = computer.start().await.unwrap();
    assert_eq!(recovery(&client).map(|told| told.recovered_texts), Some(2));
    holds_both(&client, id).await;
    assert!(!aside.exists());
    client.close().await;
}
