use super::*;
use crate::clock::SystemClock;
use crate::fixture;
use crate::fixture::peer::{Answer, Peer, Seen, eventually};
use crate::key_store::{KeyStore, KeyStoreError, MemoryKeyStore};
use allia_protocol::id::UserId;
use allia_protocol::session::{Refresh, SessionList};
use std::sync::atomic::{AtomicUsize, Ordering};

mod ends;
mod keyring;
mod leaving;

const ENTRY: &str = "session";

/// A service whose newest tokens are `a<n>` and `r<n>`; each renewal counts up, an old refresh token is refused.
struct Service {
    round: AtomicUsize,
    key_store: Arc<MemoryKeyStore>,
    /// What the key store held when a call with the newest access token came.
    kept: std::sync::Mutex<Vec<String>>,
    slow: Duration,
}

impl Service {
    fn answer(&self, seen: &Seen) -> Answer {
        let round = self.round.load(Ordering::SeqCst);
        if seen.target.starts_with("POST /v1/sessions/refresh") {
            let refresh: Refresh = serde_json::from_slice(&seen.body).unwrap();
            if refresh.refresh_token.expose() != format!("r{round}") {
                return Answer::problem(401, "unauthenticated");
            }
            let next = self.round.fetch_add(1, Ordering::SeqCst) + 1;
            let now = SystemClock.now();
            let tokens = fixture::tokens(&format!("a{next}"), &format!("r{next}"), UserId::generate(), now);
            return Answer::After(self.slow, Box::new(Answer::json(&tokens)));
        }
        if seen.token.as_deref() != Some(&format!("a{round}")) {
            return Answer::problem(401, "unauthenticated");
        }
        self.kept.lock().unwrap().push(token_in(self.key_store.read(ENTRY).unwrap()));
        Answer::json(&SessionList { sessions: Vec::new() })
    }
}

fn kept(refresh: &str) -> KeptSession {
    let expires_at = SystemClock.now().plus_millis(12 * 60 * 60 * 1_000);
    KeptSession {
        refresh_token: Secret::new(refresh),
        session_id: SessionId::generate(),
        expires_at,
        was_sent: false,
    }
}

fn grant(tokens: allia_protocol::session::SessionTokens) -> Grant {
    Grant { tokens, access_lifetime: Duration::from_secs(900) }
}

fn token_in(entry: Option<Secret>) -> String {
    let kept = entry.as_ref().and_then(KeptSession::from_entry);
    kept.map(|kept| kept.refresh_token.expose().to_owned()).unwrap_or_default()
}

async fn start(refresh: &str, slow: Duration) -> (Peer, Arc<Service>, Session) {
    let key_store = Arc::new(MemoryKeyStore::default());
    key_store.write(ENTRY, &kept(refresh).to_entry()).unwrap();
    let service = Arc::new(Service {
        round: AtomicUsize::new(0),
        key_store: Arc::clone(&key_store),
        kept: std::sync::Mutex::default(),
        slow,
    });
    let answering = Arc::clone(&service);
    let peer = Peer::start(move |seen| answering.answer(seen)).await;
    let keeper = TokenKeeper::new(key_store, ENTRY.to_owned());
    let api = Arc::new(Api::new(peer.address.clone()));
    let session = Session::new(api, Arc::new(SystemClock), keeper, Some(kept(refresh)));
    (peer, service, session)
}

async fn ask(session: &Session) -> Result<SessionList, ApiFault> {
    session.read(&call::me()).await
}

#[tokio::test]
async fn many_callers_at_once_renew_the_tokens_once() {
    let (peer, _, session) = start("r0", Duration::ZERO).await;
    let callers: Vec<_> = (0..20)
        .map(|_| {
            let session = session.clone();
            tokio::spawn(async move { ask(&session).await.is_ok() })
        })
        .collect();
    for caller in callers {
        assert!(caller.await.unwrap());
    }
    assert_eq!(peer.seen("POST /v1/sessions/refresh").len(), 1);
}

#[tokio::test]
async fn the_new_refresh_token_is_kept_before_the_new_access_token_is_used() {
    let (_peer, service, session) = start("r0", Duration::ZERO).await;
    ask(&session).await.unwrap();
    assert_eq!(*service.kept.lock().unwrap(), ["r1"]);
}

#[tokio::test]
async fn a_refused_access_token_is_renewed_and_the_call_made_again() {
    let (peer, service, session) = start("r0", Duration::ZERO).await;
    ask(&session).await.unwrap();
    // The service forgot the access token; the refresh token is good.
    service.round.store(2, Ordering::SeqCst);
    assert!(matches!(ask(&session).await, Err(ApiFault::SessionEnded)), "r1 is not the newest");
    assert_eq!(peer.seen("POST /v1/sessions/refresh").len(), 2);
}

#[tokio::test]
async fn a_refused_refresh_token_ends_the_session_and_the_network_is_left_alone() {
    let (peer, service, session) = start("stale", Duration::ZERO).await;
    let mut ended = session.ended();
    assert!(!*ended.borrow_and_update());
    assert!(matches!(ask(&session).await, Err(ApiFault::SessionEnded)));
    assert!(*ended.borrow());
    assert_eq!(service.key_store.read(ENTRY).unwrap(), None);
    let requests = peer.seen("").len();
    assert!(matches!(ask(&session).await, Err(ApiFault::SessionEnded)));
    assert_eq!(peer.seen("").len(), requests);
}

#[tokio::test]
async fn a_session_refused_before_its_time_was_ended_elsewhere_and_after_it_ended_by_itself() {
    let (_peer, _service, session) = start("stale", Duration::ZERO).await;
    assert!(ask(&session).await.is_err());
    assert_eq!(*session.cut_short().borrow(), Some(CutShort::Elsewhere));

    let (peer, _service, _) = start("stale", Duration::ZERO).await;
    let over = KeptSession { expires_at: SystemClock.now(), ..kept("stale") };
    let api = Arc::new(Api::new(peer.address.clone()));
    let session = Session::new(api, Arc::new(SystemClock), TokenKeeper::nowhere(), Some(over));
    assert!(ask(&session).await.is_err());
    assert!(*session.ended().borrow());
    assert_eq!(*session.cut_short().borrow(), None);
}

#[tokio::test]
async fn a_session_refused_after_an_answer_was_lost_is_not_said_to_have_been_ended_elsewhere() {
    let asked = AtomicUsize::new(0);
    let peer = Peer::start(move |_| match asked.fetch_add(1, Ordering::SeqCst) {
        0 => Answer::Bytes(Vec::new()),
        _ => Answer::problem(401, "unauthenticated"),
    })
    .await;
    let api = Arc::new(Api::new(peer.address.clone()));
    let session = Session::new(api, Arc::new(SystemClock), TokenKeeper::nowhere(), Some(kept("r0")));
    assert!(matches!(ask(&session).await, Err(ApiFault::Unreachable(_))));
    assert!(matches!(ask(&session).await, Err(ApiFault::SessionEnded)));
    assert_eq!(*session.cut_short().borrow(), Some(CutShort::Unclear));
}

#[tokio::test]
async fn a_kill_between_the_answer_and_the_key_store_is_not_taken_for_an_end_from_elsewhere() {
    let (peer, service, session) = start("r0", Duration::from_millis(200)).await;
    let asking = tokio::spawn(async move { ask(&session).await });
    peer.await_seen("POST /v1/sessions/refresh", 1).await;
    let left = service.key_store.read(ENTRY).unwrap().and_then(|entry| KeptSession::from_entry(&entry));
    asking.await.unwrap().unwrap();
    let kept = service.key_store.read(ENTRY).unwrap().and_then(|entry| KeptSession::from_entry(&entry));
    assert!(!kept.unwrap().was_sent, "what came is new");

    let api = Arc::new(Api::new(peer.address.clone()));
    let session = Session::new(api, Arc::new(SystemClock), TokenKeeper::nowhere(), left);
    assert!(matches!(ask(&session).await, Err(ApiFault::SessionEnded)));
    assert_eq!(*session.cut_short().borrow(), Some(CutShort::Unclear));
}

#[tokio::test]
async fn a_token_that_did_not_reach_the_service_is_kept_as_not_sent() {
    let (peer, service, session) = start("r0", Duration::ZERO).await;
    drop(peer);
    assert!(ask(&session).await.is_err());
    let entry = service.key_store.read(ENTRY).unwrap();
    assert!(!entry.as_ref().and_then(KeptSession::from_entry).unwrap().was_sent);
}

#[tokio::test]
async fn a_caller_that_is_cancelled_does_not_lose_the_new_refresh_token() {
    let (peer, service, session) = start("r0", Duration::from_millis(200)).await;
    let impatient = session.clone();
    let caller = tokio::spawn(async move { ask(&impatient).await });
    peer.await_seen("POST /v1/sessions/refresh", 1).await;
    caller.abort();
    session.settle().await;
    let token = || token_in(service.key_store.read(ENTRY).unwrap());
    eventually("the token", || Some(()).filter(|()| token() == "r1")).await;
    ask(&session).await.unwrap();
    assert_eq!(peer.seen("POST /v1/sessions/refresh").len(), 1);
}

#[tokio::test]
async fn a_portal_or_a_broken_line_does_not_end_the_session() {
    let page = Peer::start(|_| Answer::web_page()).await;
    let api = Arc::new(Api::new(page.address.clone()));
    let refresh = Some(kept("r0"));
    let session = Session::new(api, Arc::new(SystemClock), TokenKeeper::nowhere(), refresh);
    assert!(matches!(ask(&session).await, Err(ApiFault::NotOurServer)));
    drop(page);
    assert!(ask(&session).await.is_err());
    assert!(!*session.ended().borrow());
}

#[tokio::test]
async fn a_new_sign_in_lets_everything_that_waited_go_on() {
    let (_peer, service, session) = start("stale", Duration::ZERO).await;
    assert!(ask(&session).await.is_err());
    let waiting = session.clone();
    let waiter = tokio::spawn(async move { waiting.resumed().await });
    service.round.store(7, Ordering::SeqCst);
    let tokens = fixture::tokens("a7", "r7", UserId::generate(), SystemClock.now());
    session.resume(grant(tokens)).await;
    waiter.await.unwrap();
    ask(&session).await.unwrap();
    assert_eq!(service.kept.lock().unwrap().last().unwrap(), "r7");
}

#[tokio::test]
async fn a_token_refused_after_a_new_sign_in_brought_another_does_not_end_the_session() {
    let (_peer, _service, session) = start("r0", Duration::ZERO).await;
    let tokens = fixture::tokens("a7", "r7", UserId::generate(), SystemClock.now());
    session.resume(grant(tokens)).await;
    let refusal = ApiFault::SessionEnded;
    assert!(matches!(session.refused(&Secret::new("a6"), &refusal).await, ApiFault::Unavailable { .. }));
    assert!(!*session.ended().borrow());
    assert!(matches!(session.refused(&Secret::new("a7"), &refusal).await, ApiFault::SessionEnded));
    assert!(*session.ended().borrow());
}

#[tokio::test]
async fn while_renewing_fails_and_the_token_is_still_good_not_every_call_tries_again() {
    let peer = Peer::start(|seen| {
        let renewal = seen.target.starts_with("POST /v1/sessions/refresh");
        if renewal {
            Answer::problem(503, "unavailable")
        } else {
            Answer::json(&SessionList { sessions: Vec::new() })
        }
    })
    .await;
    let api = Arc::new(Api::new(peer.address.clone()));
    let refresh = Some(kept("r0"));
    let session = Session::new(api, Arc::new(SystemClock), TokenKeeper::nowhere(), refresh);
    let now = Instant::now();
    let (token, expires_at) = (Secret::new("a0"), now + Duration::from_secs(600));
    session.tokens.lock().await.access = Some(Access { token, renew_at: now, expires_at });
    for _ in 0..3 {
        ask(&session).await.unwrap();
    }
    assert_eq!(peer.seen("POST /v1/sessions/refresh").len(), 1);
}

#[test]
fn a_renewal_is_never_put_off_beyond_the_tokens_end() {
    let now = Instant::now();
    let ends_soon = now + Duration::from_secs(2);
    let mut access = Access { token: Secret::new("a0"), renew_at: now, expires_at: ends_soon };
    access.put_renewal_off(now);
    assert_eq!(access.renew_at, ends_soon);
}
