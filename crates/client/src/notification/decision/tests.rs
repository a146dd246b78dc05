use super::*;
use crate::fixture;
use crate::view::QuietHours;
use crate::words::{ENGLISH, SPANISH};
use proptest::prelude::*;

const NAME: &str = "Zoë Ångström";
const TEXT: &str = "It itches again";

/// All that a decision depends on, as a case of a test.
#[derive(Clone, Debug)]
struct Case {
    settings: Settings,
    own: bool,
    forbidden_by_policy: bool,
    practice_allows: NotificationContent,
    local_time: TimeOfDay,
    quiet_for_an_hour: bool,
    in_front: bool,
    read: bool,
}

impl Default for Case {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            own: false,
            forbidden_by_policy: false,
            practice_allows: NotificationContent::NameAndText,
            local_time: TimeOfDay::new(10, 30).unwrap(),
            quiet_for_an_hour: false,
            in_front: false,
            read: false,
        }
    }
}

impl Case {
    fn decide(&self) -> Result<Notification, Silence> {
        let message = fixture::message(ConversationId::generate(), 4, TEXT);
        let my_read = Position::new(if self.read { 4 } else { 3 });
        let me = if self.own { message.sender_id } else { UserId::generate() };
        let in_front = self.in_front.then_some(message.conversation_id);
        decide(&News::Message { message: &message, patient_name: &name(), my_read }, &self.now(me, in_front))
    }

    fn decide_while_locked(&self) -> Result<Notification, Silence> {
        decide(&News::WhileLocked(3), &self.now(UserId::generate(), None))
    }

    fn now(&self, me: UserId, in_front: Option<ConversationId>) -> Circumstances<'_> {
        Circumstances {
            me,
            settings: &self.settings,
            forbidden_by_policy: self.forbidden_by_policy,
            practice_allows: self.practice_allows,
            local_time: Some(self.local_time),
            quiet_for_an_hour: self.quiet_for_an_hour,
            in_front,
            words: &ENGLISH,
        }
    }

    fn showing(content: NotificationContent) -> Self {
        Self {
            settings: Settings { notification_content: content, ..Settings::default() },
            ..Self::default()
        }
    }

    /// Every reason against a notification that holds, in their order.
    fn reasons(&self) -> Vec<Silence> {
        let is_quiet = self.settings.quiet_hours.is_some_and(|hours| is_within(&hours, self.local_time));
        let all = [
            (self.own, Silence::OwnMessage),
            (self.forbidden_by_policy, Silence::ByPolicy),
            (!self.settings.notifications, Silence::TurnedOff),
            (is_quiet, Silence::QuietHours),
            (self.quiet_for_an_hour, Silence::QuietForAnHour),
            (self.in_front, Silence::InFront),
            (self.read, Silence::AlreadyRead),
        ];
        all.into_iter().filter_map(|(holds, reason)| holds.then_some(reason)).collect()
    }
}

fn name() -> Sensitive<String> {
    NAME.to_owned().into()
}

fn said(case: &Case) -> (String, Option<String>) {
    let shown = case.decide().unwrap();
    (shown.title.into_exposed(), shown.body.map(Sensitive::into_exposed))
}

#[test]
fn says_new_message_and_nothing_more_unless_the_person_and_the_practice_allow_it() {
    use NotificationContent::{Name, NameAndText, Nothing};
    let named = || "New message from \u{2068}Zoë Ångström\u{2069}".to_owned();
    assert_eq!(said(&Case::default()), ("New message".to_owned(), None));
    assert_eq!(said(&Case::showing(Name)), (named(), None));
    assert_eq!(said(&Case::showing(NameAndText)), (named(), Some(format!("\u{2068}{TEXT}\u{2069}"))));
    let capped = |practice_allows| Case { practice_allows, ..Case::showing(NameAndText) };
    assert_eq!(said(&capped(Nothing)), ("New message".to_owned(), None));
    assert_eq!(said(&capped(Name)), (named(), None));
}

#[test]
fn while_locked_there_is_a_count_and_nothing_else_whatever_is_allowed() {
    let shown = Case::showing(NotificationContent::NameAndText).decide_while_locked().unwrap();
    assert_eq!(
        (shown.conversation_id, shown.title.expose().as_str(), shown.body),
        (None, "3 new messages", None)
    );
}

#[test]
fn it_speaks_the_language_that_was_set() {
    let case = Case::default();
    let now = Circumstances { words: &SPANISH, ..case.now(UserId::generate(), None) };
    assert_eq!(decide(&News::WhileLocked(1), &now).unwrap().title.expose(), "1 mensaje nuevo");
}

#[test]
fn another_chat_in_front_silences_nothing() {
    let message = fixture::message(ConversationId::generate(), 4, TEXT);
    let name = name();
    let news = News::Message { message: &message, patient_name: &name, my_read: Position::new(3) };
    let case = Case::default();
    assert!(decide(&news, &case.now(UserId::generate(), Some(ConversationId::generate()))).is_ok());
}

fn content() -> impl Strategy<Value = NotificationContent> {
    use NotificationContent::{Name, NameAndText, Nothing};
    proptest::sample::select(vec![Nothing, Name, NameAndText])
}

fn time() -> impl Strategy<Value = TimeOfDay> {
    (0..24u16, 0..60u16).prop_map(|(hour, minute)| TimeOfDay::new(hour, minute).unwrap())
}

prop_compose! {
    fn case()(
        flags in any::<[bool; 6]>(),
        notification_content in content(),
        practice_allows in content(),
        local_time in time(),
        hours in proptest::option::of((time(), time())),
    ) -> Case {
        let [notifications, own, forbidden_by_policy, quiet_for_an_hour, in_front, read] = flags;
        let quiet_hours = hours.map(|(from, to)| QuietHours { from, to });
        let settings = Settings { notifications, notification_content, quiet_hours, ..Settings::default() };
        Case { settings, own, forbidden_by_policy, practice_allows, local_time, quiet_for_an_hour, in_front, read }
    }
}

proptest! {
    #[test]
    fn there_is_a_notification_exactly_when_nothing_speaks_against_it_and_else_the_first_reason(case in case()) {
        prop_assert_eq!(case.decide().err(), case.reasons().first().copied());
    }

    #[test]
    fn a_name_or_a_text_is_shown_only_when_both_allow_it(case in case()) {
        if let Ok(shown) = case.decide() {
            let allowed = case.settings.notification_content.min(case.practice_allows);
            prop_assert_eq!(shown.title.expose().contains(NAME), allowed >= NotificationContent::Name);
            prop_assert_eq!(shown.body.is_some(), allowed == NotificationContent::NameAndText);
        }
    }

    #[test]
    fn a_locked_program_is_as_silent_as_an_open_one_with_no_chat_and_tells_no_name(case in case()) {
        let open = Case { own: false, in_front: false, read: false, ..case };
        let locked = open.decide_while_locked();
        prop_assert_eq!(locked.as_ref().err().copied(), open.decide().err());
        if let Ok(shown) = locked {
            prop_assert!(!shown.title.expose().contains(NAME) && shown.body.is_none());
            prop_assert_eq!(shown.conversation_id, None);
        }
    }
}
