//! Raises and withdraws notifications, and remembers why it did or did not.

use super::decision::{Circumstances, News, decide};
use super::log::{Log, Note};
use super::quiet::{HOUR, QuietHour, time_of_day};
use super::{Notification, Notifier};
use crate::client::Ports;
use crate::clock::Clock;
use crate::event::Events;
use crate::lock::Moment;
use crate::signed_in::lock;
use crate::view::{ClientEvent, NotificationContent, NotificationOutcome, NotificationTest, Settings};
use crate::words::Words;
use allia_protocol::Timestamp;
use allia_protocol::id::{ConversationId, UserId};
use std::sync::{Arc, Mutex};
use tokio::runtime::Handle;
use tokio::time::Instant;

/// One for the whole program: it goes on through locks and sign-ins.
pub(crate) struct Announcer {
    notifier: Arc<dyn Notifier>,
    clock: Arc<dyn Clock>,
    events: Events,
    /// The system's own name of its language.
    system_language: String,
    quiet: Mutex<QuietHour>,
    log: Mutex<Log>,
    /// Where the end of a quiet hour is waited for, whichever thread begins it.
    runtime: Handle,
}

/// What only the caller knows of the moment.
pub(crate) struct Surroundings<'a> {
    pub(crate) me: UserId,
    pub(crate) settings: &'a Settings,
    /// What IT says of notifications, if anything.
    pub(crate) policy: Option<bool>,
    pub(crate) practice_allows: NotificationContent,
    pub(crate) in_front: Option<ConversationId>,
}

impl Announcer {
    /// Needs a running tokio runtime.
    pub(crate) fn new(ports: &Ports, events: Events, system_language: String) -> Self {
        Self {
            notifier: Arc::clone(&ports.notifier),
            clock: Arc::clone(&ports.clock),
            events,
            system_language,
            quiet: Mutex::default(),
            log: Mutex::default(),
            runtime: Handle::current(),
        }
    }

    /// Raises a notification, or not. Of several pieces of news, the oldest first, at most one does: the newest that may;
    /// when none may, the newest is remembered with its reason. Says whether there was one.
    pub(crate) fn announce(&self, news: &[News<'_>], around: &Surroundings<'_>) -> bool {
        let now = self.circumstances(around);
        let mut decisions = news.iter().rev().map(|news| (news, decide(news, &now)));
        let Some(newest) = decisions.next() else { return false };
        let chosen = match newest {
            (_, Ok(_)) => newest,
            (_, Err(_)) => decisions.find(|(_, decision)| decision.is_ok()).unwrap_or(newest),
        };
        let (news, decision) = chosen;
        let shown = decision.is_ok();
        let outcome = match decision {
            Ok(notification) => {
                self.notifier.show(&notification);
                outcome_of(news)
            }
            Err(silence) => NotificationOutcome::Silent(silence),
        };
        self.note(news.conversation_id(), outcome);
        shown
    }

    /// Takes a conversation's notification away; `None` is the one of a locked program.
    pub(crate) fn withdraw(&self, conversation_id: Option<ConversationId>) {
        self.notifier.withdraw(conversation_id);
    }

    /// A conversation is gone: so are its notification and what is remembered of it.
    pub(crate) fn forget(&self, conversation_id: ConversationId) {
        // Also without one on record: it may have been shown before the program was last started.
        self.withdraw(Some(conversation_id));
        lock(&self.log).forget(conversation_id);
    }

    /// From here on what is remembered is this person's.
    pub(crate) fn belongs_to(&self, me: UserId) {
        lock(&self.log).belongs_to(me);
    }

    /// Nobody is signed in any more.
    pub(crate) fn reset(&self) {
        lock(&self.log).clear();
        self.end_quiet();
    }

    /// What is remembered, newest first.
    pub(crate) fn notes(&self) -> Vec<Note> {
        lock(&self.log).newest()
    }

    /// The system did not take what was to be shown.
    pub(crate) fn note_refusal(&self, conversation_id: Option<ConversationId>) {
        lock(&self.log).note_refusal(conversation_id);
    }

    /// Nothing makes itself heard for an hour.
    pub(crate) fn begin_quiet(self: &Arc<Self>) {
        *lock(&self.quiet) = QuietHour::beginning(self.moment());
        self.tell_quiet();
        let announcer = Arc::downgrade(self);
        self.runtime.spawn(async move {
            tokio::time::sleep(HOUR).await;
            if let Some(announcer) = announcer.upgrade() {
                announcer.tell_quiet();
            }
        });
    }

    /// The hour ends now, if there is one.
    pub(crate) fn end_quiet(&self) {
        let before = std::mem::take(&mut *lock(&self.quiet));
        if before != QuietHour::default() {
            self.tell_quiet();
        }
    }

    /// When the hour of quiet ends; `None` when there is none.
    pub(crate) fn quiet_until(&self) -> Option<Timestamp> {
        lock(&self.quiet).ends_at(&self.moment())
    }

    /// Shows a notification that stands for no message, and says what became of it.
    pub(crate) async fn test(&self, settings: &Settings) -> NotificationTest {
        let words = self.words(settings);
        let sample = Notification {
            conversation_id: None,
            title: words.test_notification.to_owned().into(),
            body: Some(words.test_notification_body.to_owned().into()),
            open: words.open,
        };
        self.notifier.test(Some(sample)).await
    }

    fn circumstances<'a>(&self, around: &Surroundings<'a>) -> Circumstances<'a> {
        Circumstances {
            me: around.me,
            settings: around.settings,
            forbidden_by_policy: around.policy == Some(false),
            practice_allows: around.practice_allows,
            local_time: time_of_day(self.clock.now(), self.clock.time_zone()),
            quiet_for_an_hour: self.quiet_until().is_some(),
            in_front: around.in_front,
            words: self.words(around.settings),
        }
    }

    fn words(&self, settings: &Settings) -> &'static Words {
        Words::of(settings.language, &self.system_language)
    }

    fn note(&self, conversation_id: Option<ConversationId>, outcome: NotificationOutcome) {
        lock(&self.log).add(Note { at: self.clock.now(), conversation_id, outcome });
    }

    fn tell_quiet(&self) {
        self.events.publish(ClientEvent::QuietChanged { until: self.quiet_until() });
    }

    fn moment(&self) -> Moment {
        Moment { wall: self.clock.now(), monotonic: Instant::now() }
    }
}

fn outcome_of(news: &News<'_>) -> NotificationOutcome {
    match news {
        News::Message { .. } => NotificationOutcome::Shown,
        News::WhileLocked(_) => NotificationOutcome::Counted,
    }
}
