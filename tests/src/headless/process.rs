//! The program as a process.

use super::{Answer, Numbered, Order, Report, Start};
use crate::wait::PATIENCE;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// A running `headless_desk`. It is killed when it is dropped.
pub struct DeskProcess {
    child: Child,
    orders: ChildStdin,
    answers: UnboundedReceiver<Answer>,
    next: u64,
    /// How often somebody had to sign in.
    pub sign_ins: Arc<AtomicU64>,
}

impl DeskProcess {
    /// Starts the program by this command and waits until its engine is open.
    ///
    /// # Panics
    /// When it does not open.
    pub async fn start(mut program: Command, start: &Start) -> Self {
        program.arg(serde_json::to_string(start).expect("JSON"));
        program.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut child = program.spawn().expect("the program starts");
        let orders = child.stdin.take().expect("a pipe");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let (say, answers) = unbounded_channel();
        let sign_ins = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&sign_ins);
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                // A line cut short by a kill is no answer.
                let Ok(answer) = serde_json::from_str(&line) else { continue };
                match answer {
                    Answer::SignedIn => drop(count.fetch_add(1, Ordering::SeqCst)),
                    answer => drop(say.send(answer)),
                }
            }
        });
        let mut desk = Self { child, orders, answers, next: 1, sign_ins };
        let ready = tokio::time::timeout(PATIENCE, desk.answers.recv()).await;
        assert!(matches!(ready, Ok(Some(Answer::Ready))), "the program's engine opens: {ready:?}");
        desk
    }

    /// Tells it something, without waiting. The answer carries this number.
    pub async fn tell(&mut self, order: Order) -> u64 {
        let number = self.next;
        self.next += 1;
        let mut line = serde_json::to_string(&Numbered { number, order }).expect("JSON");
        line.push('\n');
        // It may have been killed meanwhile; then there is no answer.
        let _ = self.orders.write_all(line.as_bytes()).await;
        number
    }

    /// The next answer that is here already.
    pub fn heard(&mut self) -> Option<Answer> {
        self.answers.try_recv().ok()
    }

    /// The next answer; `None` when it has ended.
    ///
    /// # Panics
    /// When none comes for long.
    pub async fn hear(&mut self) -> Option<Answer> {
        tokio::time::timeout(PATIENCE, self.answers.recv()).await.expect("the program answers")
    }

    /// What the screens would show now. Answers to earlier orders must have been heard.
    ///
    /// # Panics
    /// When it does not answer.
    pub async fn report(&mut self) -> Report {
        let asked = self.tell(Order::Report).await;
        loop {
            match self.hear().await.expect("the program is alive") {
                Answer::Report(number, report) if number == asked => return report,
                _ => {}
            }
        }
    }

    /// Does one thing and says whether the engine has acknowledged it, else the code of its refusal.
    ///
    /// # Errors
    /// The code.
    ///
    /// # Panics
    /// When it does not answer.
    pub async fn obey(&mut self, order: Order) -> Result<(), String> {
        let asked = self.tell(order).await;
        loop {
            match self.hear().await.expect("the program is alive") {
                Answer::Done(number) if number == asked => return Ok(()),
                Answer::Refused(number, code) if number == asked => return Err(code),
                _ => {}
            }
        }
    }

    /// Kills it (`SIGKILL`) and gives what it had said until then.
    ///
    /// # Panics
    /// When the operating system does not do it.
    pub async fn kill(mut self) -> Vec<Answer> {
        self.child.kill().await.expect("killed");
        let mut said = Vec::new();
        while let Some(answer) = self.answers.recv().await {
            said.push(answer);
        }
        said
    }

    /// Quits it as a person does.
    ///
    /// # Panics
    /// When it does not end.
    pub async fn quit(self) {
        let Self { mut child, orders, .. } = self;
        drop(orders);
        let ended = tokio::time::timeout(PATIENCE, child.wait()).await.expect("it ends").expect("it ends");
        assert!(ended.success(), "{ended}");
    }
}
