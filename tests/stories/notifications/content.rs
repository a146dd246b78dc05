//! What a notification says, and who decides.

use super::Scene;
use allia_client::view::{AppState, Language, NotificationContent};
use allia_protocol::session;
use allia_tests::{Practice, eventually_equal};

const TEXT: &str = "It hurts\n when I \u{202e}climb stairs";

fn allowed(scene: &Scene) -> Option<NotificationContent> {
    let AppState::SignedIn { account, .. } = scene.desk.client().app_state() else { return None };
    Some(account.practice_allows)
}

async fn becomes_allowed(scene: &Scene, expected: NotificationContent) {
    eventually_equal("what the practice allows", Some(expected), || async { allowed(scene) }).await;
}

#[tokio::test]
async fn m15_name_and_text_are_shown_as_far_as_the_practice_allows_it_at_once_and_also_offline() {
    let mut scene = Scene::set().await;
    scene.change(|settings| settings.notification_content = NotificationContent::NameAndText).await;
    let nothing = ("New message".to_owned(), None);
    let name = "New message from \u{2068}Maya Okafor\u{2069}".to_owned();
    let text = "\u{2068}It hurts when I climb stairs\u{2069}".to_owned();
    let said = || async { scene.desk.notices.said() };

    scene.maya.writes(TEXT).await;
    eventually_equal("a notification that tells nothing", vec![nothing.clone()], said).await;
    scene.practice.allow_in_notifications(session::NotificationContent::NameAndText).await;
    becomes_allowed(&scene, NotificationContent::NameAndText).await;
    scene.maya.writes(TEXT).await;
    eventually_equal("name and text", vec![(name.clone(), Some(text))], said).await;
    scene.practice.allow_in_notifications(session::NotificationContent::Name).await;
    becomes_allowed(&scene, NotificationContent::Name).await;
    scene.maya.writes(TEXT).await;
    eventually_equal("the name", vec![(name, None)], said).await;

    scene.practice.stop().await;
    let scene = Scene { desk: scene.desk.restart().await, ..scene };
    assert_eq!(allowed(&scene), Some(NotificationContent::Name), "offline, after a start");
}

#[tokio::test]
async fn notifications_speak_the_language_that_was_set() {
    let scene = Scene::set().await;
    scene.change(|settings| settings.language = Language::Spanish).await;
    scene.maya.writes("Me duele").await;
    let expected = vec![("Nuevo mensaje".to_owned(), None)];
    eventually_equal("a notification in Spanish", expected, || async { scene.desk.notices.said() }).await;
}

#[tokio::test]
async fn a_practice_that_never_said_what_it_allows_allows_nothing() {
    let practice = Practice::open().await;
    let clinician = practice.clinician("Ana Rivera").await;
    let desk = practice.desk(&clinician).await;
    let AppState::SignedIn { account, .. } = desk.client().app_state() else { panic!("signed in") };
    assert_eq!(account.practice_allows, NotificationContent::Nothing);
}
