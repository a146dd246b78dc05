//! Notifications and the lock: what is told meanwhile, and where the person comes back to.

use super::Scene;
use allia_client::event::EventListener;
use allia_client::view::{AppState, ClientEvent, NotificationOutcome};
use allia_protocol::id::ConversationId;
use allia_tests::eventually;
use allia_tests::practice::PASSWORD;

impl Scene {
    /// Which conversations the screens were told to show since this listener came.
    async fn opened(&self, mut events: EventListener) -> Vec<ConversationId> {
        // Events come in their order: whatever was told before this one was heard then.
        self.desk.client().quiet_for_an_hour();
        let mut opened = Vec::new();
        loop {
            match events.next().await.expect("the engine runs") {
                ClientEvent::OpenConversation { conversation_id } => opened.push(conversation_id),
                ClientEvent::QuietChanged { .. } => return opened,
                _ => {}
            }
        }
    }

    /// Locks, and waits until the unread messages are counted: what comes later is new.
    async fn lock(&self) {
        self.desk.lock().await;
        eventually("the count", || async {
            matches!(self.desk.client().app_state(), AppState::Locked { unread: Some(_), .. }).then_some(())
        })
        .await;
    }

    /// Unlocks, and says which conversations the screens were told to show.
    async fn unlock(&self) -> Vec<ConversationId> {
        let events = self.desk.client().subscribe();
        self.desk.unlock(PASSWORD).await.expect("unlocked");
        self.opened(events).await
    }
}

#[tokio::test]
async fn at_the_lock_every_notification_goes_and_only_a_count_is_told() {
    let scene = Scene::set().await;
    scene.maya.writes("It hurts").await;
    scene.shows(&[Some(scene.maya.conversation)]).await;
    scene.lock().await;
    scene.shows(&[]).await;

    scene.omar.writes("Good morning").await;
    scene.shows(&[None]).await;
    assert_eq!(scene.desk.notices.said(), [("1 new message".to_owned(), None)]);

    scene.unlock().await;
    assert!(scene.outcomes().await.contains(&NotificationOutcome::Counted), "the log goes on through a lock");
}

#[tokio::test]
async fn after_a_plain_unlock_the_chat_is_there_that_was_open_before() {
    let scene = Scene::set().await;
    scene.desk.client().chat_on_screen(Some(scene.maya.conversation));
    scene.lock().await;
    scene.omar.writes("Good morning").await;
    scene.shows(&[None]).await;
    assert_eq!(scene.unlock().await, [scene.maya.conversation]);
}

#[tokio::test]
async fn who_clicked_the_count_comes_to_the_conversation_with_the_newest_message_since() {
    let scene = Scene::set().await;
    scene.omar.writes("Before the lock").await;
    scene.shows(&[Some(scene.omar.conversation)]).await;
    scene.desk.client().chat_on_screen(Some(scene.omar.conversation));
    scene.lock().await;
    scene.maya.writes("It hurts").await;
    scene.shows(&[None]).await;
    let events = scene.desk.client().subscribe();
    scene.desk.client().notification_clicked(None);
    assert!(scene.desk.unlock("not the password").await.is_err());
    assert_eq!(scene.opened(events).await, [], "nothing is opened while locked");
    assert_eq!(scene.unlock().await, [scene.maya.conversation]);
}

#[tokio::test]
async fn a_conversation_that_ended_during_the_lock_is_not_opened() {
    let scene = Scene::set().await;
    scene.desk.client().chat_on_screen(Some(scene.maya.conversation));
    scene.lock().await;
    scene.practice.leave(&scene.maya.record, &scene.clinician).await;
    assert_eq!(scene.unlock().await, []);
}

#[tokio::test]
async fn a_click_opens_exactly_that_conversation_also_when_it_comes_as_the_program_locks() {
    let scene = Scene::set().await;
    let (client, events) = (scene.desk.client(), scene.desk.client().subscribe());
    client.notification_clicked(Some(scene.omar.conversation));
    assert_eq!(scene.opened(events).await, [scene.omar.conversation]);
    client.chat_on_screen(Some(scene.maya.conversation));
    scene.lock().await;
    client.notification_clicked(Some(scene.omar.conversation));
    assert_eq!(scene.unlock().await, [scene.omar.conversation]);
}
