//! The clinician's side of the storm.

use super::model::Model;
use super::tally::Tally;
use allia_protocol::id::ConversationId;
use allia_tests::headless::{Answer, DeskProcess, Order, Start};
use rand::RngExt;
use rand::rngs::Xoshiro256PlusPlus;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::process::Command;

/// Orders without an answer at a time.
const UNDER_WAY: usize = 4;

/// The running program and what is known of its orders.
pub(super) struct Storming {
    start: Start,
    process: Option<DeskProcess>,
    pub(super) model: Model,
    written: u64,
}

impl Storming {
    pub(super) async fn start(start: Start) -> Self {
        let process = Some(begin(&start).await);
        Self { start, process, model: Model::default(), written: 0 }
    }

    pub(super) fn process(&mut self) -> &mut DeskProcess {
        self.process.as_mut().expect("it runs")
    }

    /// Gives one order, unless too many are under way, and takes the answers that are here.
    pub(super) async fn go_on(&mut self, randomness: &mut Xoshiro256PlusPlus, tally: &mut Tally) {
        while let Some(answer) = self.process().heard() {
            note(&mut self.model, &answer, tally);
        }
        if self.model.under_way() >= UNDER_WAY {
            return;
        }
        let ids: Vec<ConversationId> = self.model.conversations.keys().copied().collect();
        let conversation = ids[randomness.random_range(0..ids.len())];
        self.written += 1;
        let order = match randomness.random_range(0..10) {
            0..4 => Order::Send { conversation, text: format!("from the desk, {}", self.written) },
            4..8 => Order::Draft { conversation, text: format!("half a thought, {}", self.written) },
            8 => Order::Draft { conversation, text: String::new() },
            _ => {
                let newest = self.model.conversations[&conversation].newest;
                Order::Read { conversation, position: randomness.random_range(0..=newest) }
            }
        };
        let number = self.process().tell(order.clone()).await;
        self.model.ordered(number, order);
    }

    /// Tells the program that trying is worth while, as the network does when it is back.
    pub(super) async fn wake(&mut self) {
        let number = self.process().tell(Order::Wake).await;
        self.model.ordered(number, Order::Wake);
    }

    pub(super) async fn kill(&mut self, tally: &mut Tally) {
        let process = self.process.take().expect("it runs");
        let sign_ins = Arc::clone(&process.sign_ins);
        for answer in process.kill().await {
            note(&mut self.model, &answer, tally);
        }
        tally.sign_ins += sign_ins.load(Ordering::SeqCst);
        tally.unanswered += self.model.killed() as u64;
    }

    /// Starts the program again and looks at what it shows before anything else is done.
    pub(super) async fn restart(&mut self, place: &str) {
        self.process = Some(begin(&self.start).await);
        let report = self.process().report().await;
        assert_eq!(report.recovery, None, "{place}: nothing was damaged");
        if !report.conversations.is_empty() {
            self.model.compare(&report, place);
        }
    }

    /// Takes the answers to everything under way.
    pub(super) async fn finish(&mut self, tally: &mut Tally) {
        while self.model.under_way() > 0 {
            let answer = self.process().hear().await.expect("the program is alive");
            note(&mut self.model, &answer, tally);
        }
    }

    pub(super) async fn quit(mut self, tally: &mut Tally) {
        let process = self.process.take().expect("it runs");
        let sign_ins = Arc::clone(&process.sign_ins);
        process.quit().await;
        tally.sign_ins += sign_ins.load(Ordering::SeqCst);
    }
}

async fn begin(start: &Start) -> DeskProcess {
    DeskProcess::start(Command::new(env!("CARGO_BIN_EXE_headless_desk")), start).await
}

fn note(model: &mut Model, answer: &Answer, tally: &mut Tally) {
    match answer {
        Answer::Done(number) => match model.acknowledged(*number) {
            Some(Order::Send { .. }) => tally.sends += 1,
            Some(Order::Draft { .. }) => tally.drafts += 1,
            _ => {}
        },
        Answer::Refused(number, code) => {
            // A patient just removed, or nobody signed in right now.
            assert!(["not_found", "signed_out", "locked"].contains(&code.as_str()), "refused as {code}");
            model.refused(*number);
        }
        Answer::Ready | Answer::SignedIn | Answer::Report(..) => {}
    }
}
