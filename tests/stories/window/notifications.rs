//! Notifications of the real window on a real desktop: what stands there, and where a real click leads.

use allia_protocol::id::Position;
use allia_protocol::session::NotificationContent;
use allia_tests::practice::PASSWORD;
use allia_tests::window::{
    DesktopNotice, DesktopNotices, Window, click_notification, hold_notifications_back,
};
use allia_tests::{ClinicianAccount, Desk, PatientRecord, Phone, Practice, eventually, eventually_equal};
use tempfile::TempDir;

const ROW: &str = "[data-part=conversation-row]";
const HEADER: &str = "[data-part=chat-header]";
const NAME_AND_TEXT: &str = "[data-part=setting-notification-content] label:nth-of-type(3)";
const TEST: &str = "[data-part=test-notification]";
const RESULT: &str = "[data-part=test-notification-result]";

struct Scene {
    practice: Practice,
    clinician: ClinicianAccount,
    maya: (PatientRecord, Phone),
    omar: (PatientRecord, Phone),
    notices: DesktopNotices,
    _folder: TempDir,
}

impl Scene {
    /// A window, signed in, no chat open.
    async fn set() -> (Self, Window) {
        let practice = Practice::open().await;
        let clinician = practice.clinician("Leah Stone").await;
        let maya = practice.active_patient("Maya Okafor", &clinician).await;
        let omar = practice.active_patient("Omar Haddad", &clinician).await;
        let folder = TempDir::new().expect("a temporary folder");
        let window = Window::open(folder.path(), &practice.server_address()).await;
        window.sign_in_as(&clinician.username, PASSWORD).await;
        window.find_saying(ROW, "Omar Haddad").await;
        let notices = DesktopNotices::follow().await;
        (Self { practice, clinician, maya, omar, notices, _folder: folder }, window)
    }

    async fn says(&self, expected: &[&str]) {
        let expected = expected.iter().map(|summary| (*summary).to_owned()).collect::<Vec<_>>();
        eventually_equal("the notifications on the desktop", expected, || async { self.notices.summaries() })
            .await;
    }

    /// Reads a message on another computer, which goes on as long as what is given back.
    async fn read_elsewhere(&self, patient: &PatientRecord, text: &str) -> Desk {
        let other = self.practice.desk(&self.clinician).await;
        let read = other.reads(patient, text).await;
        let conversation = other.sees(patient).await;
        let position = read.position.expect("a message from elsewhere has its place");
        other.client().mark_read(conversation, Position::new(position)).await.expect("kept");
        other
    }
}

async fn write((_, phone): &(PatientRecord, Phone), text: &str) {
    phone.write(text).await.expect("written");
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
    let (scene, window) = Scene::set().await;
    put_away(&window).await;
    write(&scene.maya, "It hurts").await;
    scene.says(&["New message"]).await;
    write(&scene.omar, "Good morning").await;
    scene.says(&["New message", "New message"]).await;
    write(&scene.maya, "It still hurts").await;
    window.find_saying(ROW, "It still hurts").await;

    click_notification();
    comes_to_the_front(&window).await;
    window.find_saying(HEADER, "Maya Okafor").await;
    scene.says(&["New message"]).await;

    click_notification();
    window.find_saying(HEADER, "Omar Haddad").await;
    scene.says(&[]).await;

    window.click("[data-part=nav-settings]").await;
    write(&scene.omar, "Thank you").await;
    scene.says(&["New message"]).await;
    let _other = scene.read_elsewhere(&scene.omar.0, "Thank you").await;
    scene.says(&[]).await;
    window.close().await;
}

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn the_settings_say_what_is_shown_and_the_test_says_whether_it_is() {
    let (scene, window) = Scene::set().await;
    scene.practice.allow_in_notifications(NotificationContent::NameAndText).await;
    window.click("[data-part=nav-settings]").await;
    window.no_longer_shows("[data-part=notification-cap]").await;
    window.click(NAME_AND_TEXT).await;
    window.find(&format!("{NAME_AND_TEXT}[data-selected]")).await;
    write(&scene.maya, "Is <b>5 & 6</b> enough?").await;
    let full = DesktopNotice {
        summary: "New message from \u{2068}Maya Okafor\u{2069}".to_owned(),
        body: "\u{2068}Is &lt;b&gt;5 &amp; 6&lt;/b&gt; enough?\u{2069}".to_owned(),
    };
    eventually_equal("name and text", vec![full], || async { scene.notices.shown() }).await;
    scene.practice.allow_in_notifications(NotificationContent::Nothing).await;
    window.find("[data-part=notification-cap]").await;
    write(&scene.maya, "And 7?").await;
    scene.says(&["New message"]).await;

    window.click(TEST).await;
    window.find_saying(&format!("{RESULT}[data-tone=info]"), "dunst").await;
    scene.says(&["New message", "Test notification"]).await;
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
    let (scene, window) = Scene::set().await;
    write(&scene.maya, "These words stand only in the chat").await;
    window.find_saying(ROW, "These words stand only").await;
    scene.says(&["New message"]).await;
    window.press_on_keyboard("ctrl+l");
    window.can_be_read("1 unread message").await;
    scene.says(&[]).await;
    write(&scene.maya, "It hurts").await;
    scene.says(&["1 new message"]).await;
    put_away(&window).await;

    click_notification();
    comes_to_the_front(&window).await;
    window.type_and_enter(PASSWORD);
    window.can_be_read("These words stand only in the chat").await;
    scene.says(&[]).await;
    window.close_by_key().await;
}
