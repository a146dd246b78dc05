//! A patient with a phone: activates, writes, reads, confirms.

use super::caller::Caller;
use super::cast::patient_name;
use super::wire::Wire;
use super::world::{World, lock, stream_of};
use crate::practice::PASSWORD;
use allia_protocol::conversation::{Conversation, ConversationPage, MessagePage, PutReceipt, SendMessage};
use allia_protocol::id::{MessageId, UserId};
use allia_protocol::session::Activation;
use allia_protocol::{Secret, Sensitive, Timestamp, path};
use http::{Method, StatusCode};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

const NOTHING: Option<&()> = None;
/// Tries of one message while the phone cannot sign in, before it is given up.
const PATIENCE: u32 = 5;

struct Phone {
    world: Arc<World>,
    index: usize,
    name: String,
    user_id: UserId,
    caller: Caller,
    chance: StdRng,
}

/// The patient's part of the simulation. Has no end.
pub(super) async fn live(world: Arc<World>, index: usize) {
    let (name, user_id) = (patient_name(index), world.cast.patients[index]);
    let caller = Caller::new(Wire::new(&world, &name, user_id));
    let chance = StdRng::seed_from_u64(stream_of(world.seed, &name));
    let mut phone = Phone { world, index, name, user_id, caller, chance };
    loop {
        let pause = phone.chance.random_range(300..3_000);
        tokio::time::sleep(Duration::from_millis(pause)).await;
        if phone.world.is_calm() {
            continue;
        }
        phone.world.busy.fetch_add(1, Ordering::Relaxed);
        phone.act().await;
        phone.world.busy.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Phone {
    async fn act(&mut self) {
        if !self.enter().await {
            return;
        }
        let listed = self.caller.call(Method::GET, path::CONVERSATIONS, NOTHING).await;
        let Some(page) = listed.and_then(|answer| answer.parse::<ConversationPage>()) else { return };
        if page.conversations.is_empty() {
            return;
        }
        let conversation = &page.conversations[self.chance.random_range(0..page.conversations.len())];
        if self.chance.random_bool(0.7) {
            self.write(conversation).await;
        } else {
            self.read(conversation).await;
        }
    }

    async fn enter(&mut self) -> bool {
        if self.caller.is_signed_in() {
            return true;
        }
        let letter = lock(&self.world.letters).get(&self.index).cloned();
        if let Some(code) = letter {
            let form = Activation {
                code,
                username: Sensitive::new(self.name.clone()),
                password: Secret::new(PASSWORD),
                device_name: "Phone".to_owned(),
            };
            if self.caller.open_session(path::ACTIVATIONS, &form).await.is_some() {
                // Taken, or taken before by a try whose answer was lost.
                lock(&self.world.letters).remove(&self.index);
            }
        } else {
            self.caller.sign_in(&self.name).await;
        }
        self.caller.is_signed_in()
    }

    /// Tries until the service has said yes or no.
    async fn write(&mut self, conversation: &Conversation) {
        let conversation_id = conversation.conversation_id;
        let text = self.world.history.pages().compose(&self.name, self.user_id, conversation_id, false);
        let body = SendMessage { text: Sensitive::new(text), composed_at: Timestamp::from_millis(0) };
        let target = path::message(conversation_id, MessageId::generate());
        let mut locked_out = 0;
        while locked_out < PATIENCE {
            if !self.caller.is_signed_in() && self.caller.sign_in(&self.name).await.is_some() {
                locked_out += u32::from(!self.caller.is_signed_in());
            }
            let answer = self.caller.call(Method::PUT, &target, Some(&body)).await;
            match answer.map(|answer| answer.status) {
                Some(StatusCode::OK | StatusCode::CREATED | StatusCode::NOT_FOUND) => return,
                _ => tokio::time::sleep(Duration::from_millis(700)).await,
            }
        }
    }

    async fn read(&mut self, conversation: &Conversation) {
        let id = conversation.conversation_id;
        let answer = self.caller.call(Method::GET, &path::messages(id), NOTHING).await;
        let Some(page) = answer.and_then(|answer| answer.parse::<MessagePage>()) else { return };
        let Some(newest) = page.messages.last() else { return };
        let receipt =
            PutReceipt { delivered_position: Some(newest.position), read_position: Some(newest.position) };
        self.caller.call(Method::PUT, &path::receipt(id), Some(&receipt)).await;
    }
}
