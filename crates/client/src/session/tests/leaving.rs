//! Leaving a session while a renewal of it is under way.

use super::*;
use tokio::sync::Notify;

#[tokio::test]
async fn a_renewal_that_outlives_its_session_writes_nothing_and_is_not_taken_for_an_end_from_elsewhere() {
    let (peer, service, session) = start("r0", Duration::from_millis(500)).await;
    let renewing = session.clone();
    let asking = tokio::spawn(async move { ask(&renewing).await });
    peer.await_seen("POST /v1/sessions/refresh", 1).await;
    assert!(session.drop_tokens(Duration::ZERO).await, "its answer is lost");
    assert!(matches!(asking.await.unwrap(), Err(ApiFault::SessionEnded)));
    let left =
        service.key_store.read(ENTRY).unwrap().and_then(|entry| KeptSession::from_entry(&entry)).unwrap();
    assert_eq!((left.refresh_token.expose(), left.was_sent), ("r0", true));
}

#[tokio::test]
async fn a_sign_out_does_not_wait_for_a_renewal_that_hangs_nor_keep_what_it_brings() {
    let told = Arc::new(Notify::new());
    let tokens = fixture::tokens("a1", "r1", UserId::generate(), SystemClock.now());
    let Answer::Bytes(answer) = Answer::json(&tokens) else { unreachable!() };
    let hanging = Answer::WhenTold(Vec::new(), Arc::clone(&told), answer);
    let peer = Peer::start(move |_| hanging.clone()).await;
    let key_store = Arc::new(MemoryKeyStore::default());
    key_store.write(ENTRY, &kept("r0").to_entry()).unwrap();
    let keeper = TokenKeeper::new(Arc::clone(&key_store) as Arc<dyn KeyStore>, ENTRY.to_owned());
    let api = Arc::new(Api::new(peer.address.clone()));
    let session = Session::new(api, Arc::new(SystemClock), keeper, Some(kept("r0")));
    let renewing = session.clone();
    let asking = tokio::spawn(async move { ask(&renewing).await });
    peer.await_seen("POST /v1/sessions/refresh", 1).await;

    session.sign_out(Duration::from_millis(50)).await;

    assert!(*session.ended().borrow());
    assert_eq!(key_store.read(ENTRY).unwrap(), None);
    assert!(!asking.is_finished(), "the answer has not come");
    told.notify_one();
    assert!(matches!(asking.await.unwrap(), Err(ApiFault::SessionEnded)));
    session.settle().await;
    assert_eq!(key_store.read(ENTRY).unwrap(), None);
    assert!(session.tokens.lock().await.refresh.is_none());
}
