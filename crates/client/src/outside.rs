//! What can be seen of the program without its window, and what closing the window means.

use crate::view::{AppState, WhenClosed};

/// What tray and badge show: numbers, never a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    /// Messages that wait unread; zero while that is not known.
    pub unread: u32,
    /// Whether there is something to lock.
    pub can_lock: bool,
    /// Whether somebody could be notified: they are signed in, behind the lock or before it.
    pub can_be_quiet: bool,
    /// Whether notifications are held back for a while.
    pub quiet: bool,
}

/// What happens when the window is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// The window goes, the program stays in the tray.
    KeepRunning,
    /// The person is asked which of the two they want.
    Ask,
    /// The program ends.
    Quit,
}

/// What the decision rests on.
#[derive(Clone, Copy, Debug)]
pub struct ClosingCircumstances<'a> {
    /// Where the program stands.
    pub app_state: &'a AppState,
    /// Whether an icon in a tray leads back to the window.
    pub has_tray: bool,
    /// What the person or their organization set.
    pub when_closed: WhenClosed,
    /// The question is on the screen already.
    pub is_asked: bool,
}

/// Decides what closing the window means now.
pub fn on_close(now: &ClosingCircumstances<'_>) -> Closing {
    if !now.has_tray {
        return Closing::Quit;
    }
    match (now.app_state, now.when_closed) {
        (_, WhenClosed::Quit) => Closing::Quit,
        // Nobody is there whom the tray could tell of a message.
        (AppState::SignedOut { .. } | AppState::KeyUnavailable { .. } | AppState::Starting, _) => {
            Closing::Quit
        }
        (_, WhenClosed::KeepRunning) => Closing::KeepRunning,
        // The answer is kept with the account. And screens that do not answer must not hold the window.
        (AppState::Locked { .. }, WhenClosed::Ask) => Closing::KeepRunning,
        (AppState::SignedIn { .. }, WhenClosed::Ask) if now.is_asked => Closing::KeepRunning,
        (AppState::SignedIn { .. }, WhenClosed::Ask) => Closing::Ask,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Account, StorageMode};
    use allia_protocol::id::UserId;

    fn open() -> AppState {
        let account = Account {
            user_id: UserId::generate(),
            display_name: "Leah Stone".to_owned().into(),
            practice_name: "Harbor Family Practice".to_owned(),
            username: "leahstone".to_owned().into(),
            time_zone: "America/New_York".to_owned(),
            server_address: "https://messages.example.org".to_owned(),
            practice_allows: crate::view::NotificationContent::Nothing,
        };
        AppState::SignedIn { account, storage: StorageMode::Encrypted, session_ended: false, recovery: None }
    }

    fn locked() -> AppState {
        AppState::Locked { username: "leahstone".to_owned().into(), unread: Some(2), attempts_left: 10 }
    }

    fn signed_out() -> AppState {
        AppState::SignedOut { server_address: None, username: None, reason: None }
    }

    fn closing(app_state: &AppState, when_closed: WhenClosed) -> Closing {
        on_close(&ClosingCircumstances { app_state, has_tray: true, when_closed, is_asked: false })
    }

    #[test]
    fn without_a_tray_the_program_ends_whatever_is_set() {
        for when_closed in [WhenClosed::Ask, WhenClosed::KeepRunning, WhenClosed::Quit] {
            let now =
                ClosingCircumstances { app_state: &open(), has_tray: false, when_closed, is_asked: false };
            assert_eq!(on_close(&now), Closing::Quit);
        }
    }

    #[test]
    fn with_a_tray_one_is_asked_until_one_has_answered() {
        assert_eq!(closing(&open(), WhenClosed::Ask), Closing::Ask);
        assert_eq!(closing(&open(), WhenClosed::KeepRunning), Closing::KeepRunning);
        assert_eq!(closing(&open(), WhenClosed::Quit), Closing::Quit);
    }

    #[test]
    fn a_locked_program_goes_on_counting_and_a_signed_out_one_has_nothing_to_do() {
        assert_eq!(closing(&locked(), WhenClosed::Ask), Closing::KeepRunning);
        assert_eq!(closing(&locked(), WhenClosed::Quit), Closing::Quit);
        assert_eq!(closing(&signed_out(), WhenClosed::KeepRunning), Closing::Quit);
    }

    #[test]
    fn a_question_that_is_not_answered_does_not_hold_the_window() {
        let now = ClosingCircumstances {
            app_state: &open(),
            has_tray: true,
            when_closed: WhenClosed::Ask,
            is_asked: true,
        };
        assert_eq!(on_close(&now), Closing::KeepRunning);
    }
}
