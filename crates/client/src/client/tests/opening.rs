//! Starting: damaged files, the keyring, the folders.

use super::*;
use crate::database::connect_to_salvage;
use crate::key::DatabaseKey;

/// Overwrites the first page of one table of the cache, which stays whole otherwise.
fn spoil_table(computer: &Computer, clinic: &Clinic, peer: &Peer, table: &str) {
    let entry = entry_name(EntryKind::Database, peer.address.as_str(), clinic.me);
    let key = DatabaseKey::from_entry(&computer.keyring.read(&entry).unwrap().unwrap(), &entry).unwrap();
    let file = computer.account_files(clinic, peer).cache;
    let connection = connect_to_salvage(&file, &key.of_file("allia messages: cache")).unwrap();
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    let page: u32 = connection.query_row(sql, [table], |row| row.get(0)).unwrap();
    drop(connection);
    let page = usize::try_from(page).unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[(page - 1) * 4096..page * 4096].fill(0x5a);
    std::fs::write(&file, bytes).unwrap();
}

#[tokio::test]
async fn a_bad_page_met_while_opening_does_not_bar_the_way() {
    for table in ["account", "up_to_date"] {
        let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
        let computer = Computer::new();
        let client = signed_in(&computer, &peer).await;
        let id = clinic.conversation(0).conversation_id;
        client.save_draft(id, "Have you tried").await.unwrap();
        client.close().await;
        spoil_table(&computer, &clinic, &peer, table);
        let client = computer.start().await.unwrap();
        await_names(&client, &["Ada Novak"]).await;
        assert_eq!(client.open_conversation(id).await.unwrap().draft.expose(), "Have you tried", "{table}");
        client.close().await;
    }
}

#[tokio::test]
async fn a_locked_keyring_is_asked_only_when_the_person_wants_it_and_never_twice_at_once() {
    let (_clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    let computer = Computer::new();
    signed_in(&computer, &peer).await.close().await;
    computer.keyring.set(Some(KeyStoreError::Locked));
    let client = computer.start().await.unwrap();
    let asked = || computer.keyring.asked.load(Ordering::SeqCst);
    let before = asked();
    client.wake();
    tokio::task::yield_now().await;
    let turn = client.inner.turn.lock().await;
    let second = tokio::time::timeout(PATIENCE, client.retry_key()).await;
    assert!(matches!(second, Ok(Ok(()))), "it does not queue behind the first");
    drop(turn);
    assert_eq!(asked(), before);
    client.retry_key().await.unwrap();
    assert!(asked() > before);
    client.close().await;
}

#[tokio::test]
async fn a_thread_without_a_runtime_may_wake_the_engine_and_set_its_tasks_going() {
    let (clinic, peer, _computer, client) = at_work().await;
    let account = client.signed_in().unwrap();
    eventually("being online", || Some(()).filter(|()| account.line.is_online())).await;
    let id = clinic.conversation(0).conversation_id;
    let window = client.clone();
    let woken = std::thread::spawn(move || {
        window.wake();
        account.typing(id);
    });
    tokio::task::spawn_blocking(move || woken.join()).await.unwrap().unwrap();
    peer.await_seen(&format!("POST /v1/conversations/{id}/typing"), 1).await;
    client.close().await;
}

#[tokio::test]
#[cfg(unix)]
async fn every_folder_of_the_profile_is_closed_to_others_even_one_that_was_there_before() {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt;
    let (clinic, peer) = Clinic::open(&["Ada Novak"]).await;
    for was_there in [false, true] {
        let computer = Computer::new();
        let profile = computer.folder.path().join("allia");
        if was_there {
            std::fs::create_dir_all(profile.join("accounts")).unwrap();
            for folder in [&profile, &profile.join("accounts")] {
                std::fs::set_permissions(folder, Permissions::from_mode(0o755)).unwrap();
            }
        }
        signed_in(&computer, &peer).await.close().await;
        let leaf = computer.account_files(&clinic, &peer).cache;
        for folder in [profile.as_path(), &profile.join("accounts"), leaf.parent().unwrap()] {
            let mode = std::fs::metadata(folder).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o700, "{}", folder.display());
        }
    }
}
