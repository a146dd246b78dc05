//! Keyrings that do not take what they are given.

use super::*;
use futures_util::FutureExt;

/// Gives and forgets, and takes nothing.
struct FullKeyring(MemoryKeyStore);

impl KeyStore for FullKeyring {
    fn read(&self, name: &str) -> Result<Option<Secret>, KeyStoreError> {
        self.0.read(name)
    }

    fn write(&self, _: &str, _: &Secret) -> Result<(), KeyStoreError> {
        Err(KeyStoreError::Denied)
    }

    fn delete(&self, name: &str) -> Result<(), KeyStoreError> {
        self.0.delete(name)
    }
}

#[tokio::test]
async fn a_token_that_the_key_store_does_not_take_leaves_no_older_one_there() {
    let (peer, ..) = start("r0", Duration::ZERO).await;
    let memory = MemoryKeyStore::default();
    memory.write(ENTRY, &kept("r0").to_entry()).unwrap();
    let key_store = Arc::new(FullKeyring(memory));
    let keeper = TokenKeeper::new(Arc::clone(&key_store) as Arc<dyn KeyStore>, ENTRY.to_owned());
    let api = Arc::new(Api::new(peer.address.clone()));
    let session = Session::new(api, Arc::new(SystemClock), keeper, Some(kept("r0")));
    let tokens = fixture::tokens("a0", "r7", UserId::generate(), SystemClock.now());
    assert!(session.resume(grant(tokens)).await, "the former one may be ended");
    assert_eq!(key_store.read(ENTRY).unwrap(), None);
    ask(&session).await.unwrap();
}

/// Gives, and neither takes nor forgets.
struct StiffKeyring(MemoryKeyStore);

impl KeyStore for StiffKeyring {
    fn read(&self, name: &str) -> Result<Option<Secret>, KeyStoreError> {
        self.0.read(name)
    }

    fn write(&self, _: &str, _: &Secret) -> Result<(), KeyStoreError> {
        Err(KeyStoreError::Locked)
    }

    fn delete(&self, _: &str) -> Result<(), KeyStoreError> {
        Err(KeyStoreError::Locked)
    }
}

type Marks = Arc<std::sync::Mutex<Vec<Option<SessionId>>>>;

/// A session at this service with a keyring that does nothing. What is marked outside of it goes into `marks`, and stays
/// there if `takes`.
fn with_stiff_keyring(peer: &Peer, marks: &Marks, takes: bool) -> (Session, KeptSession) {
    let marked = Arc::clone(marks);
    let mark: SentMark = Arc::new(move |sent| {
        marked.lock().unwrap().push(sent);
        std::future::ready(takes).boxed()
    });
    let key_store = Arc::new(StiffKeyring(MemoryKeyStore::default()));
    let keeper = TokenKeeper::new(key_store, ENTRY.to_owned()).marking(mark);
    let api = Arc::new(Api::new(peer.address.clone()));
    let kept = kept("r0");
    (Session::new(api, Arc::new(SystemClock), keeper, Some(kept.clone())), kept)
}

#[tokio::test]
async fn a_token_that_the_key_store_neither_marks_nor_forgets_is_marked_elsewhere_before_it_is_sent() {
    let marks = Marks::default();
    let marked_then = Marks::default();
    let (now, then) = (Arc::clone(&marks), Arc::clone(&marked_then));
    let peer = Peer::start(move |seen| {
        if seen.target.starts_with("POST /v1/sessions/refresh") {
            then.lock().unwrap().clone_from(&now.lock().unwrap());
            return Answer::json(&fixture::tokens("a1", "r1", UserId::generate(), SystemClock.now()));
        }
        Answer::json(&SessionList { sessions: Vec::new() })
    })
    .await;
    let (session, kept) = with_stiff_keyring(&peer, &marks, true);
    ask(&session).await.unwrap();
    assert_eq!(*marked_then.lock().unwrap(), [Some(kept.session_id)]);
}

#[tokio::test]
async fn a_token_that_can_be_marked_nowhere_is_not_sent_and_the_session_goes_on_later() {
    let (peer, ..) = start("r0", Duration::ZERO).await;
    let (session, _) = with_stiff_keyring(&peer, &Marks::default(), false);
    for _ in 0..2 {
        assert!(matches!(ask(&session).await, Err(ApiFault::Unavailable { .. })));
    }
    assert!(peer.seen("").is_empty());
    assert!(!*session.ended().borrow());
}
