//! The operating system's real keyring. It is part of no ordinary run, because it needs one; on Linux:
//!
//! ```sh
//! dbus-run-session -- bash -c 'echo -n password | gnome-keyring-daemon --unlock --components=secrets >/dev/null &&
//!     cargo test -p allia-client --test keyring -- --ignored --test-threads 1'
//! ```

use allia_client::key::{DatabaseKey, EntryKind, entry_name};
use allia_client::key_store::{KeyStore, KeyStoreError, OsKeyring};
use allia_protocol::Secret;
use allia_protocol::id::UserId;

#[test]
#[ignore = "needs an unlocked keyring; the head of this file says how"]
fn a_key_is_kept_until_it_is_deleted() {
    let name = entry_name(EntryKind::Database, "https://keyring.example", UserId::generate());
    assert_eq!(OsKeyring.read(&name), Ok(None));
    let key = DatabaseKey::generate().unwrap().to_entry(&name);
    OsKeyring.write(&name, &Secret::new("an older one")).unwrap();
    OsKeyring.write(&name, &key).unwrap();
    assert_eq!(OsKeyring.read(&name), Ok(Some(key)));
    OsKeyring.delete(&name).unwrap();
    assert_eq!(OsKeyring.read(&name), Ok(None));
    OsKeyring.delete(&name).unwrap();
}

/// Nobody answers the keyring's question in a session without a screen, so it stays locked.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs an unlocked keyring; the head of this file says how"]
fn b_a_locked_keyring_is_named_as_such() {
    use secret_service::EncryptionType;
    use secret_service::blocking::SecretService;
    let name = entry_name(EntryKind::Session, "https://keyring.example", UserId::generate());
    OsKeyring.write(&name, &Secret::new("token")).unwrap();
    let service = SecretService::connect(EncryptionType::Dh).unwrap();
    service.get_default_collection().unwrap().lock().unwrap();
    assert_eq!(OsKeyring.read(&name), Err(KeyStoreError::Locked));
    assert_eq!(OsKeyring.write(&name, &Secret::new("token")), Err(KeyStoreError::Locked));
}

#[test]
#[ignore = "to be run without a keyring: `env -u DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR=/nonexistent`"]
fn without_a_keyring_that_is_what_it_says() {
    assert_eq!(OsKeyring.read("session:nobody"), Err(KeyStoreError::Missing));
}
