//! When there is no notification, and that the reason is remembered.

use super::Scene;
use allia_client::clock::Clock;
use allia_client::notification::Silence;
use allia_client::view::{ClientEvent, NotificationOutcome, QuietHours, TimeOfDay};
use allia_tests::{eventually, eventually_equal};
use std::time::Duration;

const HOUR: Duration = Duration::from_secs(60 * 60);

impl Scene {
    /// Waits until the newest decision is this.
    async fn decided(&self, expected: NotificationOutcome) {
        eventually_equal("the decision", Some(expected), || async { self.outcomes().await.first().copied() })
            .await;
    }

    /// Waits until the newest decision is that there is none, for this reason.
    async fn is_silent(&self, reason: Silence) {
        self.decided(NotificationOutcome::Silent(reason)).await;
    }
}

#[tokio::test]
async fn each_decision_is_remembered_with_its_reason_and_the_patients_name_is_looked_up() {
    let scene = Scene::set().await;
    scene.maya.writes("One").await;
    scene.decided(NotificationOutcome::Shown).await;
    scene.change(|settings| settings.notifications = false).await;
    scene.omar.writes("Two").await;
    scene.is_silent(Silence::TurnedOff).await;
    scene.desk.client().chat_in_front(Some(scene.maya.conversation));
    scene.change(|settings| settings.notifications = true).await;
    scene.maya.writes("Three").await;
    scene.is_silent(Silence::InFront).await;

    let log = scene.log().await;
    let names: Vec<_> = log
        .iter()
        .map(|note| note.patient.as_ref().expect("a patient").display_name.expose().as_str())
        .collect();
    assert_eq!(names, ["Maya Okafor", "Omar Haddad", "Maya Okafor"]);
    assert_eq!(scene.desk.notices.said().len(), 0, "the one of the chat in front was withdrawn");
}

#[tokio::test]
async fn a_message_of_one_s_own_from_another_computer_raises_none() {
    let scene = Scene::set().await;
    let other = scene.practice.desk(&scene.clinician).await;
    other.send(&scene.maya.record, "I call you at noon").await;
    scene.is_silent(Silence::OwnMessage).await;
    scene.desk.send(&scene.maya.record, "From here").await;
    eventually("the other computer's decision", || async {
        let log = other.client().notification_log().await.expect("the log");
        (log.first()?.outcome == NotificationOutcome::Silent(Silence::OwnMessage)).then_some(())
    })
    .await;
    assert_eq!(
        scene.outcomes().await,
        [NotificationOutcome::Silent(Silence::OwnMessage)],
        "what is sent here is no news here"
    );
    assert_eq!(scene.desk.notices.said(), []);
}

#[tokio::test]
async fn an_hour_of_quiet_is_an_hour_and_can_be_ended() {
    let scene = Scene::set().await;
    let client = scene.desk.client();
    client.quiet_for_an_hour();
    assert!(client.quiet_until().is_some());
    scene.maya.writes("One").await;
    scene.is_silent(Silence::QuietForAnHour).await;
    client.end_quiet();
    let ended = ClientEvent::QuietChanged { until: None };
    eventually("the end to be told", || async { scene.desk.events().contains(&ended).then_some(()) }).await;
    scene.maya.writes("Two").await;
    scene.decided(NotificationOutcome::Shown).await;

    client.quiet_for_an_hour();
    scene.maya.writes("Three").await;
    scene.is_silent(Silence::QuietForAnHour).await;
    scene.desk.clock.forward(HOUR);
    assert_eq!(client.quiet_until(), None);
}

#[tokio::test]
async fn in_the_quiet_hours_nothing_is_shown_by_the_clock_on_the_wall() {
    let scene = Scene::set().await;
    let now = jiff::Timestamp::from_millisecond(scene.desk.clock.now().as_millis()).expect("a moment");
    let now = now.to_zoned(scene.desk.clock.time_zone());
    let hour = |later: i8| {
        let of_day = u16::try_from((now.hour() + later) % 24).expect("an hour");
        TimeOfDay::new(of_day, 0).expect("a time")
    };
    let these = QuietHours { from: hour(0), to: hour(2) };
    scene.change(|settings| settings.quiet_hours = Some(these)).await;
    scene.maya.writes("One").await;
    scene.is_silent(Silence::QuietHours).await;
    let others = QuietHours { from: hour(11), to: hour(13) };
    scene.change(|settings| settings.quiet_hours = Some(others)).await;
    scene.maya.writes("Two").await;
    scene.decided(NotificationOutcome::Shown).await;
}
