//! Notifications of the real window on a real desktop: what stands there, and where a real click leads.

use super::scene::Scene;
use allia_protocol::id::Position;
use allia_protocol::session::NotificationContent;
use allia_tests::practice::PASSWORD;
use allia_tests::window::{
    DesktopNotice, DesktopNotices, Window, click_notification, hold_notifications_back,
};
use allia_tests::{Desk, eventually, eventually_equal};

const MAYA: &str = "Maya Okafor";
const OMAR: &str = "Omar Haddad";
const ROW: &str = "[data-part=conversation-row]";
const HEADER: &str = "[data-part=chat-header]";
const NAME_AND_TEXT: &str = "[data-part=setting-notification-content] label:nth-of-type(3)";
const TEST: &str = "[data-part=test-notification]";
const RESULT: &str = "[data-part=test-notification-result]";

/// The clinician's window, and what the desktop shows beside it.
struct Desktop {
    scene: Scene,
    notices: DesktopNotices,
}

impl Desktop {
    /// A window, signed in, no chat open.
    async fn set() -> (Self, Window) {
        let scene = Scene::with(&[MAYA, OMAR]).await;
        let window = scene.open_signed_in().await;
        (Self { scene, notices: DesktopNotices::follow().await }, window)
    }

    async fn write(&self, patient: &str, text: &str) {
        self.scene.phone(patient).write(text).await.expect("written");
    }

    async fn says(&self, expected: &[&str]) {
        let expected = expected.iter().map(|summary| (*summary).to_owned()).collect::<Vec<_>>();
        eventually_equal("the notifications on the desktop", expected, || async { self.notices.summaries() })
            .await;
    }

    /// Reads a message on another computer, which goes on as long as what is given back.
    async fn read_elsewhere(&self, patient: &str, text: &str) -> Desk {
        let patient = self.scene.patient(patient);
        let other = self.scene.practice.desk(&self.scene.clinician).await;
        let read = other.reads(patient, text).await;
        let conversation = other.sees(patient).await;
        let position = read.position.expect("a message from elsewhere has its place");
        other.client().mark_read(conversation, Position::new(position)).await.expect("kept");
        other
    }
}

async fn put_away(window: &Window) {
    window.minimize();
    eventually("the window to be away", || async { (!window.has_keyboard()).then_some(()) }).await;
}

async fn comes_to_the_front(window: &Window) {
    eventually("the window to come to the front", || async { window.has_keyboard().then_some(()) }).await;
}

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn a_click_on_a_notification_opens_exactly_that_conversation_and_each_conversation_has_one() {
    let (desktop, window) = Desktop::set().await;
    put_away(&window).await;
    desktop.write(MAYA, "It hurts").await;
    desktop.says(&["New message"]).await;
    desktop.write(OMAR, "Good morning").await;
    desktop.says(&["New message", "New message"]).await;
    desktop.write(MAYA, "It still hurts").await;
    window.find_saying(ROW, "It still hurts").await;

    click_notification();
    comes_to_the_front(&window).await;
    window.find_saying(HEADER, "Maya Okafor").await;
    desktop.says(&["New message"]).await;

    click_notification();
    window.find_saying(HEADER, "Omar Haddad").await;
    desktop.says(&[]).await;

    window.click("[data-part=nav-settings]").await;
    desktop.write(OMAR, "Thank you").await;
    desktop.says(&["New message"]).await;
    let _other = desktop.read_elsewhere(OMAR, "Thank you").await;
    desktop.says(&[]).await;
    window.close().await;
}

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn the_settings_say_what_is_shown_and_the_test_says_whether_it_is() {
    let (desktop, window) = Desktop::set().await;
    desktop.scene.practice.allow_in_notifications(NotificationContent::NameAndText).await;
    window.click("[data-part=nav-settings]").await;
    window.no_longer_shows("[data-part=notification-cap]").await;
    window.click(NAME_AND_TEXT).await;
    window.find(&format!("{NAME_AND_TEXT}[data-selected]")).await;
    desktop.write(MAYA, "Is <b>5 & 6</b> enough?").await;
    let full = DesktopNotice {
        summary: "New message from \u{2068}Maya Okafor\u{2069}".to_owned(),
        body: "\u{2068}Is &lt;b&gt;5 &amp; 6&lt;/b&gt; enough?\u{2069}".to_owned(),
    };
    eventually_equal("name and text", vec![full], || async { desktop.notices.shown() }).await;
    desktop.scene.practice.allow_in_notifications(NotificationContent::Nothing).await;
    window.find("[data-part=notification-cap]").await;
    desktop.write(MAYA, "And 7?").await;
    desktop.says(&["New message"]).await;

    window.click(TEST).await;
    window.find_saying(&format!("{RESULT}[data-tone=info]"), "dunst").await;
    desktop.says(&["New message", "Test notification"]).await;
    window.photograph("notification-test").await;
    hold_notifications_back(true);
    window.click(TEST).await;
    let result = window.find_saying(&format!("{RESULT}[data-tone=notice]"), "Do not disturb is on").await;
    hold_notifications_back(false);
    assert!(result.is_displayed().await.expect("the window"));

    window.click("[data-part=notification-log-show]").await;
    window.find_saying("[data-part=notification-note][data-outcome=shown]", "Maya Okafor").await;
    window.photograph("notification-log").await;
    window.close().await;
}

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn a_locked_window_tells_a_count_and_its_click_leads_through_the_lock_to_the_newest_message() {
    let (desktop, window) = Desktop::set().await;
    desktop.write(MAYA, "These words stand only in the chat").await;
    window.find_saying(ROW, "These words stand only").await;
    desktop.says(&["New message"]).await;
    window.press_on_keyboard("ctrl+l");
    window.can_be_read("1 unread message").await;
    desktop.says(&[]).await;
    desktop.write(MAYA, "It hurts").await;
    desktop.says(&["1 new message"]).await;
    put_away(&window).await;

    click_notification();
    comes_to_the_front(&window).await;
    window.type_and_enter(PASSWORD);
    window.can_be_read("These words stand only in the chat").await;
    desktop.says(&[]).await;
    window.close_by_key().await;
}
