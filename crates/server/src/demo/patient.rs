//! A simulated patient: away, then there, reading, typing, answering, away again.

use super::Pace;
use super::answers::{answer_to, is_question, starter};
use super::habits::Habits;
use super::patient_api::{CallError, PatientApi};
use super::phone::Phone;
use crate::clock::Clock;
use allia_protocol::conversation::Message;
use allia_protocol::id::ConversationId;
use rand::RngExt;
use rand::rngs::Xoshiro256PlusPlus;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::task::AbortOnDropHandle;

/// However fast the pace, a phone asks for news no more often than this.
const SHORTEST_GLANCE: Duration = Duration::from_millis(100);
/// The service counts one sign of typing a second.
const TYPING_EVERY: Duration = Duration::from_secs(1);
/// After a failed call the patient starts over, this much later.
const START_OVER_AFTER: Duration = Duration::from_secs(3);
/// While there, the patient looks at least this often, also when the live stream says nothing.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// Typing one character takes about this long.
const MILLIS_A_CHARACTER: u64 = 45;

/// Why a patient comes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Occasion {
    /// The clinician wrote.
    Message,
    /// Nothing in particular.
    Whim,
}

/// A patient whose phone is in this process.
pub(crate) struct SimulatedPatient {
    /// The phone's way to the service.
    pub api: PatientApi,
    /// How this patient is.
    pub habits: Habits,
    /// How fast everything goes.
    pub pace: Pace,
    /// For the time at which something was written.
    pub clock: Arc<dyn Clock>,
    /// This patient's chance.
    pub rng: Xoshiro256PlusPlus,
    /// The phone is turned on this much later.
    pub turned_on_after: Duration,
}

impl SimulatedPatient {
    /// Lives until dropped. What fails is begun anew: a service that restarts gets its patients back.
    pub(crate) async fn run(mut self) {
        sleep(self.turned_on_after).await;
        loop {
            if let Err(error) = self.live().await {
                tracing::debug!(%error, "a simulated patient starts over");
            }
            sleep(START_OVER_AFTER).await;
        }
    }

    async fn live(&mut self) -> Result<(), CallError> {
        let mut phone = Phone::new(self.api.conversations().await?);
        // Nobody remembers when the last visit was: the first one comes after some part of the usual time.
        let mut away = self.until_next_visit().map(|time| time.mul_f64(self.rng.random()));
        loop {
            let occasion = self.stay_away(&mut phone, away).await?;
            self.visit(&mut phone, occasion).await?;
            away = self.until_next_visit();
        }
    }

    fn until_next_visit(&mut self) -> Option<Duration> {
        let range = self.habits.visits_every.clone()?;
        Some(self.pace.within(range, &mut self.rng))
    }

    /// Waits, with the phone in the pocket, for a message or for the time of the next visit.
    async fn stay_away(&mut self, phone: &mut Phone, away: Option<Duration>) -> Result<Occasion, CallError> {
        let comes_at = away.map(|away| Instant::now() + away);
        loop {
            if phone.has_unread() {
                self.pause(self.habits.comes_after.clone()).await;
                return Ok(Occasion::Message);
            }
            if comes_at.is_some_and(|at| at <= Instant::now()) {
                return Ok(Occasion::Whim);
            }
            let until_visit =
                comes_at.map_or(Duration::MAX, |at| at.saturating_duration_since(Instant::now()));
            let glance = self.pace.scale(self.habits.glance_every).max(SHORTEST_GLANCE);
            sleep(glance.min(until_visit)).await;
            self.glance(phone).await?;
        }
    }

    /// Takes in what is new; the phone confirms it without the patient's doing.
    async fn glance(&mut self, phone: &mut Phone) -> Result<(), CallError> {
        loop {
            let page = self.api.changes(&phone.cursor).await?;
            phone.cursor = page.cursor;
            page.changes.into_iter().for_each(|change| phone.apply(change));
            if !page.more {
                break;
            }
        }
        for (conversation_id, position) in phone.take_undelivered() {
            self.api.put_receipt(conversation_id, position, None).await?;
        }
        Ok(())
    }

    /// Is online, reads, answers, perhaps writes, and leaves some time after the last thing that happened.
    async fn visit(&mut self, phone: &mut Phone, occasion: Occasion) -> Result<(), CallError> {
        let stream = LiveStream::open(&mut self.api).await?;
        if occasion == Occasion::Whim && self.rng.random_bool(self.habits.writes_first) {
            self.write_first(phone).await?;
        }
        let mut leaves_at = self.leaving_time();
        while Instant::now() < leaves_at {
            self.glance(phone).await?;
            if self.read(phone).await? {
                leaves_at = self.leaving_time();
            }
            if let Some(message) = phone.take_unanswered() {
                self.consider(&message).await?;
                leaves_at = self.leaving_time();
                continue;
            }
            let rest = leaves_at.saturating_duration_since(Instant::now());
            // Whether something happened or not, the next round looks.
            let _ = timeout(rest.min(LOOK_EVERY), stream.news.notified()).await;
        }
        Ok(())
    }

    fn leaving_time(&mut self) -> Instant {
        Instant::now() + self.pace.within(self.habits.stays.clone(), &mut self.rng)
    }

    /// Reads what is unread; says whether there was something.
    async fn read(&mut self, phone: &mut Phone) -> Result<bool, CallError> {
        if !phone.has_unread() {
            return Ok(false);
        }
        self.pause(0.5..1.0).await;
        for (conversation_id, position) in phone.take_unread() {
            self.api.put_receipt(conversation_id, position, Some(position)).await?;
        }
        Ok(true)
    }

    /// Answers, or leaves it at having read.
    async fn consider(&mut self, message: &Message) -> Result<(), CallError> {
        let text = message.text.expose();
        let readiness = if is_question(text) { self.habits.answers_questions } else { self.habits.answers };
        if !self.rng.random_bool(readiness) {
            return Ok(());
        }
        self.pause(self.habits.thinks.clone()).await;
        let answer = answer_to(text, &mut self.rng);
        self.write(message.conversation_id, answer).await
    }

    async fn write_first(&mut self, phone: &Phone) -> Result<(), CallError> {
        let Some(conversation_id) = phone.open_for_more() else { return Ok(()) };
        let text = starter(&mut self.rng);
        self.write(conversation_id, text).await
    }

    /// Types for as long as the text takes, and sends it.
    async fn write(&mut self, conversation_id: ConversationId, text: &str) -> Result<(), CallError> {
        let characters = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
        let human = Duration::from_millis(characters.saturating_mul(MILLIS_A_CHARACTER))
            .min(self.habits.types_at_most);
        let done_at = Instant::now() + self.pace.scale(human);
        loop {
            self.api.say_typing(conversation_id).await?;
            let rest = done_at.saturating_duration_since(Instant::now());
            sleep(rest.min(TYPING_EVERY)).await;
            if Instant::now() >= done_at {
                break;
            }
        }
        self.api.send(conversation_id, text, self.clock.now()).await.map(drop)
    }

    async fn pause(&mut self, seconds: std::ops::Range<f64>) {
        sleep(self.pace.within(seconds, &mut self.rng)).await;
    }
}

/// An open live stream: what makes the patient online. Dropping it closes it.
struct LiveStream {
    news: Arc<Notify>,
    _reading: AbortOnDropHandle<()>,
}

impl LiveStream {
    async fn open(api: &mut PatientApi) -> Result<Self, CallError> {
        let mut response = api.open_live().await?;
        let news = Arc::new(Notify::new());
        let notify = Arc::clone(&news);
        let reading = tokio::spawn(async move {
            // What the stream says does not matter here: anything is a reason to look.
            while let Ok(Some(_)) = response.chunk().await {
                notify.notify_one();
            }
        });
        Ok(Self { news, _reading: AbortOnDropHandle::new(reading) })
    }
}
