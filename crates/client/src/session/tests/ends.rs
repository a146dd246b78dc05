//! Whether somebody ended a session, after which everything here is wiped, or its time had come.

use super::*;
use allia_protocol::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use std::sync::atomic::AtomicI64;

const SESSION_MILLIS: i64 = 12 * 60 * 60 * 1_000;
/// The moment of the sign-in, by the service's clock.
const OPENED: i64 = 1_790_000_000_000;

/// This computer's clock, as somebody has set it.
#[derive(Default)]
struct SetClock(AtomicI64);

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }

    fn time_zone(&self) -> TimeZone {
        TimeZone::UTC
    }
}

/// What a session that was renewed once is said to have ended by, when the service refuses it at `refused_at` of its own
/// clock while this computer's shows first one time and then another.
async fn end_of_session(
    refused_at: Option<Timestamp>,
    clock_before: i64,
    clock_after: i64,
) -> Option<CutShort> {
    let opened = Timestamp::from_millis(OPENED);
    let renewed = AtomicUsize::new(0);
    let peer = Peer::start(move |seen| {
        let is_renewal = seen.target.starts_with("POST /v1/sessions/refresh");
        if is_renewal && renewed.fetch_add(1, Ordering::SeqCst) == 0 {
            return Answer::json(&fixture::tokens("a1", "r1", UserId::generate(), opened));
        }
        refused_at.map_or_else(
            || Answer::problem_with(401, "unauthenticated", ""),
            |at| Answer::problem_at(401, "unauthenticated", at),
        )
    })
    .await;
    let clock = Arc::new(SetClock::default());
    clock.0.store(clock_before, Ordering::SeqCst);
    let api = Arc::new(Api::new(peer.address.clone()));
    let session =
        Session::new(api, Arc::clone(&clock) as Arc<dyn Clock>, TokenKeeper::nowhere(), Some(kept("r0")));
    session.access_token(None).await.unwrap();
    clock.0.store(clock_after, Ordering::SeqCst);
    let spent = Secret::new("a1");
    assert!(matches!(session.access_token(Some(&spent)).await, Err(ApiFault::SessionEnded)));
    *session.cut_short().borrow()
}

fn now_or_then(refused_at: Option<i64>, clock_before: i64, clock_after: i64) -> Option<CutShort> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let refused_at = refused_at.map(Timestamp::from_millis);
    runtime.block_on(end_of_session(refused_at, clock_before, clock_after))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_setting_of_this_computers_clock_turns_a_natural_end_into_one_from_elsewhere(
        past_end in 0..SESSION_MILLIS,
        clock_before in 0..2 * OPENED,
        clock_after in 0..2 * OPENED,
    ) {
        let refused_at = OPENED + SESSION_MILLIS + past_end;
        prop_assert_eq!(now_or_then(Some(refused_at), clock_before, clock_after), None);
    }

    #[test]
    fn no_setting_of_this_computers_clock_hides_an_end_from_elsewhere(
        age in 0..SESSION_MILLIS - 5 * 60_000,
        clock_before in 0..2 * OPENED,
        clock_after in 0..2 * OPENED,
    ) {
        let ended = now_or_then(Some(OPENED + age), clock_before, clock_after);
        prop_assert_eq!(ended, Some(CutShort::Elsewhere));
    }
}

#[test]
fn a_service_that_does_not_tell_its_time_leaves_it_unclear() {
    for clock_after in [OPENED - SESSION_MILLIS, OPENED + 60_000, OPENED + 2 * SESSION_MILLIS] {
        assert_eq!(now_or_then(None, OPENED, clock_after), Some(CutShort::Unclear), "{clock_after}");
    }
}
