//! Notifications: M15.

mod content;
mod lock;
mod silence;

use allia_client::view::{NotificationNote, NotificationOutcome, Settings};
use allia_protocol::id::ConversationId;
use allia_tests::{Desk, PatientRecord, Phone, Practice, eventually_equal};

/// A practice, a desk, and two patients with their phones and conversations.
struct Scene {
    practice: Practice,
    clinician: allia_tests::ClinicianAccount,
    desk: Desk,
    maya: Person,
    omar: Person,
}

struct Person {
    record: PatientRecord,
    phone: Phone,
    conversation: ConversationId,
}

impl Person {
    async fn writes(&self, text: &str) {
        self.phone.write(text).await.expect("written");
    }
}

impl Scene {
    async fn set() -> Self {
        let practice = Practice::open().await;
        let clinician = practice.clinician("Ana Rivera").await;
        let maya = practice.active_patient("Maya Okafor", &clinician).await;
        let omar = practice.active_patient("Omar Haddad", &clinician).await;
        let desk = practice.desk(&clinician).await;
        let (maya, omar) = (person(&desk, maya).await, person(&desk, omar).await);
        Self { practice, clinician, desk, maya, omar }
    }

    async fn change(&self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.desk.client().settings().await.expect("the settings");
        change(&mut settings);
        self.desk.client().change_settings(&settings).await.expect("kept");
    }

    async fn log(&self) -> Vec<NotificationNote> {
        self.desk.client().notification_log().await.expect("the log")
    }

    async fn outcomes(&self) -> Vec<NotificationOutcome> {
        self.log().await.into_iter().map(|note| note.outcome).collect()
    }

    /// Waits until these conversations have a notification on the screen, and no others.
    async fn shows(&self, expected: &[Option<ConversationId>]) {
        eventually_equal("the notifications", expected.to_vec(), || async {
            self.desk.notices.conversations()
        })
        .await;
    }
}

async fn person(desk: &Desk, (record, phone): (PatientRecord, Phone)) -> Person {
    let conversation = desk.sees(&record).await;
    Person { record, phone, conversation }
}

#[tokio::test]
async fn m15_a_new_message_raises_a_notification_without_name_and_text() {
    let scene = Scene::set().await;
    scene.maya.writes("It hurts").await;
    scene.shows(&[Some(scene.maya.conversation)]).await;
    assert_eq!(scene.desk.notices.said(), [("New message".to_owned(), None)]);
}

#[tokio::test]
async fn a_second_message_replaces_the_notification_of_its_conversation_and_another_stands_beside() {
    let scene = Scene::set().await;
    scene.maya.writes("It hurts").await;
    scene.shows(&[Some(scene.maya.conversation)]).await;
    scene.maya.writes("It still hurts").await;
    scene.omar.writes("Good morning").await;
    let both = [Some(scene.maya.conversation), Some(scene.omar.conversation)];
    scene.shows(&both).await;
    eventually_equal("three decisions", 3, || async { scene.outcomes().await.len() }).await;
    scene.shows(&both).await;
}

#[tokio::test]
async fn m15_the_chat_in_front_raises_none_and_a_read_chat_withdraws_its_own() {
    let scene = Scene::set().await;
    let (desk, with_omar) = (&scene.desk, scene.omar.conversation);
    desk.client().chat_in_front(Some(scene.maya.conversation));
    scene.maya.writes("In front").await;
    desk.reads(&scene.maya.record, "In front").await;
    let written = scene.omar.phone.write("Not in front").await.expect("written");
    scene.shows(&[Some(with_omar)]).await;

    desk.client().mark_read(with_omar, written.position).await.expect("kept");
    scene.shows(&[]).await;
}

#[tokio::test]
async fn what_is_read_on_another_computer_is_withdrawn_here() {
    let scene = Scene::set().await;
    let written = scene.maya.phone.write("It hurts").await.expect("written");
    scene.shows(&[Some(scene.maya.conversation)]).await;

    let other = scene.practice.desk(&scene.clinician).await;
    other.reads(&scene.maya.record, "It hurts").await;
    other.client().mark_read(scene.maya.conversation, written.position).await.expect("kept");

    scene.shows(&[]).await;
}

#[tokio::test]
async fn at_a_removal_and_at_the_sign_out_every_notification_goes_and_so_does_the_log() {
    let scene = Scene::set().await;
    scene.maya.writes("It hurts").await;
    scene.shows(&[Some(scene.maya.conversation)]).await;
    scene.omar.writes("Good morning").await;
    scene.shows(&[Some(scene.maya.conversation), Some(scene.omar.conversation)]).await;

    scene.practice.leave(&scene.maya.record, &scene.clinician).await;
    scene.shows(&[Some(scene.omar.conversation)]).await;
    let remembered: Vec<_> = scene.log().await.into_iter().map(|note| note.conversation_id).collect();
    assert_eq!(remembered, [Some(scene.omar.conversation)]);

    scene.desk.client().sign_out().await.expect("signed out");
    scene.shows(&[]).await;
    scene
        .desk
        .enter_password(
            &scene.practice.server_address(),
            &scene.clinician.username,
            allia_tests::practice::PASSWORD,
        )
        .await
        .expect("signed in");
    assert_eq!(scene.log().await, []);
}

#[tokio::test]
async fn a_test_says_what_shows_notifications_and_stands_for_no_message() {
    let scene = Scene::set().await;
    let test = scene.desk.client().test_notification().await.expect("tried");
    assert_eq!(test.shown_by.as_deref(), Some("paper"));
    let said = scene.desk.notices.said();
    assert_eq!(
        said,
        [("Test notification".to_owned(), Some("New messages are announced like this.".to_owned()))]
    );
    assert_eq!(scene.log().await, []);
}
