//! Whether the system shows notifications. It is only asked: nothing appears on the screen.

use super::{Finding, Scene};
use crate::view::{CheckCode, CheckFacts, NotificationTest, NotificationVerdict, Verdict};

#[derive(Clone, Debug, PartialEq, Eq)]
enum Observed {
    /// The person or IT turned notifications off.
    NotWanted,
    Answered(NotificationTest),
}

pub(super) async fn check(scene: &Scene) -> Finding {
    let observed = if scene.notifications_wanted {
        Observed::Answered(scene.notifier.test(None).await)
    } else {
        Observed::NotWanted
    };
    judge(observed)
}

fn judge(observed: Observed) -> Finding {
    let Observed::Answered(NotificationTest { verdict: answer, shown_by }) = observed else {
        return Finding::new(Verdict::Skipped, CheckCode::NotificationsOff);
    };
    let (verdict, code) = match answer {
        NotificationVerdict::Shown => (Verdict::Good, CheckCode::NotificationsShown),
        NotificationVerdict::Unsaid => (Verdict::Skipped, CheckCode::NotificationsUnsaid),
        NotificationVerdict::HeldBack => (Verdict::Warning, CheckCode::NotificationsHeldBack),
        NotificationVerdict::NothingShowsThem => (Verdict::Bad, CheckCode::NotificationsMissing),
        NotificationVerdict::NoAnswer => (Verdict::Bad, CheckCode::NotificationsSilent),
        NotificationVerdict::ClosedAtOnce | NotificationVerdict::Refused => {
            (Verdict::Bad, CheckCode::NotificationsRefused)
        }
    };
    Finding::new(verdict, code).with(CheckFacts { shown_by, ..CheckFacts::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_of_the_system_has_its_word_and_names_what_gave_it() {
        let words = [
            (NotificationVerdict::Shown, Verdict::Good, CheckCode::NotificationsShown),
            (NotificationVerdict::Unsaid, Verdict::Skipped, CheckCode::NotificationsUnsaid),
            (NotificationVerdict::HeldBack, Verdict::Warning, CheckCode::NotificationsHeldBack),
            (NotificationVerdict::NothingShowsThem, Verdict::Bad, CheckCode::NotificationsMissing),
            (NotificationVerdict::NoAnswer, Verdict::Bad, CheckCode::NotificationsSilent),
            (NotificationVerdict::ClosedAtOnce, Verdict::Bad, CheckCode::NotificationsRefused),
            (NotificationVerdict::Refused, Verdict::Bad, CheckCode::NotificationsRefused),
        ];
        for (answer, verdict, code) in words {
            let shown_by = Some("dunst 1.12".to_owned());
            let finding = judge(Observed::Answered(NotificationTest { verdict: answer, shown_by }));
            assert_eq!((finding.verdict, finding.code), (verdict, code), "{answer:?}");
            assert_eq!(finding.facts.shown_by.as_deref(), Some("dunst 1.12"));
        }
    }

    #[test]
    fn where_notifications_are_turned_off_it_is_no_fault_that_there_are_none() {
        let expected = Finding::new(Verdict::Skipped, CheckCode::NotificationsOff);
        assert_eq!(judge(Observed::NotWanted), expected);
    }
}
