//! The rehearsal of a lost key.

use super::*;
use crate::view::Rehearsal;

#[tokio::test]
async fn a_rehearsal_brings_every_text_back_and_leaves_nothing_behind() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    let id = written_and_closed(&computer, &clinic, &peer).await;
    let client = computer.start().await.unwrap();
    client.send_message(id, "One more").await.unwrap();
    let before = computer.files();
    let rehearsal = client.rehearse_key_loss().await.unwrap();
    assert_eq!(rehearsal, Rehearsal::Recovered { texts: 2, recovered_texts: 2 }, "sending took the draft");
    assert_eq!(computer.files(), before);
    client.close().await;
}

#[tokio::test]
async fn a_rehearsal_asks_the_keyring_nothing() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    written_and_closed(&computer, &clinic, &peer).await;
    let client = computer.start().await.unwrap();
    computer.keyring.set(Some(KeyStoreError::Denied));
    let rehearsal = client.rehearse_key_loss().await.unwrap();
    assert_eq!(rehearsal, Rehearsal::Recovered { texts: 2, recovered_texts: 2 });
    client.close().await;
}

#[tokio::test]
async fn a_rehearsal_says_what_it_lacks() {
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    clinic.misbehave(|seen| {
        seen.target.contains("recovery_share").then(|| Answer::problem(503, "unavailable"))
    });
    let client = signed_in(&computer, &peer).await;
    assert_eq!(client.rehearse_key_loss().await.unwrap(), Rehearsal::NotProtectedYet);
    clinic.behave();
    client.close().await;
    let client = computer.start().await.unwrap();
    protected(&computer, &clinic, &peer).await;
    let AccountFiles { journal, .. } = computer.account_files(&clinic, &peer);
    std::fs::write(journal.with_file_name("journal.db.wrapped-key"), "").unwrap();
    assert_eq!(client.rehearse_key_loss().await.unwrap(), Rehearsal::NotProtectedYet);
    client.close().await;

    let client = computer.start().await.unwrap();
    protected(&computer, &clinic, &peer).await;
    eventually("the key to be wrapped again", || {
        std::fs::read(journal.with_file_name("journal.db.wrapped-key")).ok().filter(|file| !file.is_empty())
    })
    .await;
    clinic.misbehave(|_| Some(Answer::problem(503, "unavailable")));
    assert_eq!(client.rehearse_key_loss().await.unwrap(), Rehearsal::Offline);
    clinic.behave();
    let other_share = serde_json::json!({ "share": "c2hhcmVzaGFyZXNoYXJlc2hhcmVzaGFyZXNoYXJlc2g=" });
    clinic.misbehave(move |seen| seen.target.contains("recovery_share").then(|| Answer::json(&other_share)));
    assert_eq!(client.rehearse_key_loss().await.unwrap(), Rehearsal::Failed);
    assert!(!computer.files().contains(&"rehearsal".to_owned()));
    client.close().await;
}

#[tokio::test]
async fn without_a_keyring_there_is_nothing_to_rehearse() {
    let (_clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    computer.keyring.set(Some(KeyStoreError::Missing));
    let client = signed_in(&computer, &peer).await;
    assert_eq!(client.rehearse_key_loss().await.unwrap(), Rehearsal::NothingKept);
    client.close().await;
}
