//! Whether news come at once. The service says something the moment that a stream opens, so a stream without a word is
//! one that somebody on the way holds back.

use super::{Finding, Scene};
use crate::api::fault::ApiFault;
use crate::session::Session;
use crate::view::{CheckCode, CheckFacts, Verdict};
use std::time::Duration;
use tokio::time::timeout;

/// The longest that the first word may take.
const FIRST_WORD_TIME: Duration = Duration::from_secs(5);

#[derive(Debug)]
enum Observed {
    NotSignedIn,
    Heard,
    /// The stream opened, or was asked for, and nothing came.
    Nothing,
    /// It opened and ended before a word.
    Ended,
    Failed(ApiFault),
}

pub(super) async fn check(scene: &Scene) -> Finding {
    let observed = match &scene.session {
        Some(session) => timeout(FIRST_WORD_TIME, observe(session)).await.unwrap_or(Observed::Nothing),
        None => Observed::NotSignedIn,
    };
    let is_reached = match observed {
        // Silence tells something of the stream only where other answers come.
        Observed::Nothing => {
            timeout(FIRST_WORD_TIME, scene.api.ready()).await.is_ok_and(|ready| ready.is_ok())
        }
        _ => true,
    };
    judge(&observed, is_reached)
}

async fn observe(session: &Session) -> Observed {
    match session.live().await {
        Ok(mut stream) => stream.next().await.map_or(Observed::Ended, |_| Observed::Heard),
        Err(ApiFault::SessionEnded) => Observed::NotSignedIn,
        Err(fault) => Observed::Failed(fault),
    }
}

fn judge(observed: &Observed, is_reached: bool) -> Finding {
    let (verdict, code) = match observed {
        Observed::NotSignedIn => (Verdict::Skipped, CheckCode::LiveNotSignedIn),
        Observed::Heard => (Verdict::Good, CheckCode::LiveWorks),
        // Messages still come, when the program asks by itself.
        Observed::Nothing if is_reached => (Verdict::Warning, CheckCode::LiveHeldBack),
        Observed::Nothing => (Verdict::Skipped, CheckCode::LiveNotReached),
        Observed::Ended => (Verdict::Warning, CheckCode::LiveBroken),
        Observed::Failed(fault) => match fault {
            ApiFault::Refused { .. } | ApiFault::NotOurServer | ApiFault::TooLarge => {
                (Verdict::Warning, CheckCode::LiveRefused)
            }
            _ => (Verdict::Skipped, CheckCode::LiveNotReached),
        },
    };
    let status = match observed {
        Observed::Failed(ApiFault::Refused { status, .. }) => Some(status.as_u16()),
        _ => None,
    };
    Finding::new(verdict, code).with(CheckFacts { status, ..CheckFacts::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(observed: Observed, is_reached: bool) -> (Verdict, CheckCode) {
        let finding = judge(&observed, is_reached);
        (finding.verdict, finding.code)
    }

    #[test]
    fn silence_is_held_against_the_way_only_where_other_answers_come() {
        assert_eq!(judged(Observed::Nothing, true), (Verdict::Warning, CheckCode::LiveHeldBack));
        assert_eq!(judged(Observed::Nothing, false), (Verdict::Skipped, CheckCode::LiveNotReached));
    }

    #[test]
    fn a_word_is_good_and_an_end_before_it_is_not() {
        assert_eq!(judged(Observed::Heard, true), (Verdict::Good, CheckCode::LiveWorks));
        assert_eq!(judged(Observed::Ended, true), (Verdict::Warning, CheckCode::LiveBroken));
        assert_eq!(judged(Observed::NotSignedIn, true), (Verdict::Skipped, CheckCode::LiveNotSignedIn));
    }

    #[test]
    fn a_line_that_fails_is_not_the_streams_fault() {
        let broken = Observed::Failed(ApiFault::Unreachable("refused".into()));
        assert_eq!(judged(broken, true), (Verdict::Skipped, CheckCode::LiveNotReached));
        let page = Observed::Failed(ApiFault::NotOurServer);
        assert_eq!(judged(page, true), (Verdict::Warning, CheckCode::LiveRefused));
    }
}
