//! The real engine over real files, without a window: takes orders from the standard input and says on the standard
//! output what the engine has acknowledged. Made to be killed at any moment.

use allia_client::clock::SystemClock;
use allia_client::policy::PolicyStack;
use allia_client::seal::SealCost;
use allia_client::view::{
    AppState, CommandErrorCode, ConnectionState, ConversationRow, MessageRange, SignInForm,
};
use allia_client::{Client, ClientConfig, ClientError, Ports};
use allia_protocol::id::Position;
use allia_protocol::{Secret, Sensitive};
use allia_tests::file_key_store::FileKeyStore;
use allia_tests::headless::{
    Answer, Numbered, Order, Report, ReportedConversation, ReportedMessage, Start, code_word,
};
use allia_tests::notices::Notices;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// How often it is looked whether somebody has to sign in.
const GLANCE: Duration = Duration::from_millis(100);

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let log = tracing_subscriber::fmt().with_writer(std::io::stderr);
    if std::env::var_os("ALLIA_LOG").is_some() {
        log.init();
    }
    let start: Start = serde_json::from_str(&std::env::args().nth(1).unwrap_or_default())?;
    let config = ClientConfig {
        profile: start.profile.clone(),
        device_name: "Headless desk".to_owned(),
        default_server: None,
        seal_cost: SealCost::default(),
        policy: PolicyStack::default(),
        system_language: String::new(),
    };
    let ports = Ports {
        clock: Arc::new(SystemClock),
        key_store: Arc::new(FileKeyStore::in_folder(&start.key_store)?),
        notifier: Arc::new(Notices::default()),
        network: None,
    };
    let client = Client::open(config, ports).await?;
    say(&Answer::Ready)?;
    let signing_in = tokio::spawn(stay_signed_in(client.clone(), start));
    let mut orders = orders();
    while let Some(line) = orders.recv().await {
        let Numbered { number, order } = serde_json::from_str(&line)?;
        say(&obey(&client, number, order).await)?;
    }
    signing_in.abort();
    client.close().await;
    Ok(())
}

/// The lines of the standard input, read by a thread of their own, to its end.
fn orders() -> UnboundedReceiver<String> {
    let (hand_over, orders) = unbounded_channel();
    std::thread::spawn(move || {
        std::io::stdin().lines().map_while(Result::ok).try_for_each(|line| hand_over.send(line))
    });
    orders
}

/// A kill between the service's new refresh token and the key store costs the session; a person would unlock with the
/// password, or sign in again.
async fn stay_signed_in(client: Client, start: Start) {
    loop {
        let entered = match client.app_state() {
            AppState::SignedIn { session_ended: false, .. } => None,
            AppState::Locked { .. } => Some(client.unlock(Secret::new(start.password.as_str())).await),
            _ => Some(client.sign_in(form(&start)).await),
        };
        // The service may be down; then the next glance tries again.
        if let Some(Ok(())) = entered {
            let _ = say(&Answer::SignedIn);
        }
        tokio::time::sleep(GLANCE).await;
    }
}

fn form(start: &Start) -> SignInForm {
    SignInForm {
        server_address: start.server_address.clone(),
        username: Sensitive::new(start.username.clone()),
        password: Secret::new(start.password.as_str()),
    }
}

async fn obey(client: &Client, number: u64, order: Order) -> Answer {
    let outcome = match order {
        Order::Send { conversation, text } => client.send_message(conversation, &text).await.map(drop),
        Order::Draft { conversation, text } => client.save_draft(conversation, &text).await,
        Order::Read { conversation, position } => {
            client.mark_read(conversation, Position::new(position)).await
        }
        Order::Wake => {
            client.wake();
            Ok(())
        }
        Order::LiftLimit => {
            lift_limit();
            Ok(())
        }
        Order::Report => match report(client).await {
            Ok(report) => return Answer::Report(number, report),
            // It was locked meanwhile.
            Err(error) if is_locked_out(&error) => {
                return Answer::Report(number, Report { is_signed_out: true, ..Report::default() });
            }
            Err(error) => Err(error),
        },
    };
    match outcome {
        Ok(()) => Answer::Done(number),
        Err(error) => Answer::Refused(number, code_word(error.command_error().code)),
    }
}

fn is_locked_out(error: &ClientError) -> bool {
    matches!(error.command_error().code, CommandErrorCode::Locked | CommandErrorCode::SignedOut)
}

async fn report(client: &Client) -> Result<Report, ClientError> {
    let (is_signed_out, recovery) = match client.app_state() {
        AppState::SignedIn { session_ended, recovery, .. } => (session_ended, recovery),
        _ => return Ok(Report { is_signed_out: true, ..Report::default() }),
    };
    let list = client.list_conversations("", 0, 500).await?;
    let mut conversations = Vec::new();
    for row in list.rows {
        match conversation(client, row).await {
            // It may have been removed between the list and this.
            Err(ClientError::NotFound) => {}
            shown => conversations.push(shown?),
        }
    }
    let not_sent = client.not_sent().await?;
    let progress = client.progress().await?;
    Ok(Report {
        is_online: client.connection().state == ConnectionState::Online,
        has_history: progress.complete_conversations == progress.total_conversations,
        is_signed_out,
        conversations,
        not_sent: not_sent.into_iter().map(|entry| entry.message.text.into_exposed()).collect(),
        recovery: recovery.map(|recovery| format!("{recovery:?}")),
    })
}

async fn conversation(client: &Client, row: ConversationRow) -> Result<ReportedConversation, ClientError> {
    let conversation_id = row.conversation_id;
    let opened = client.open_conversation(conversation_id).await?;
    let slice = client.messages(conversation_id, MessageRange::From { position: 1 }).await?;
    let is_whole = slice.messages.first().is_some_and(|first| first.position == Some(1));
    let messages = slice.messages.into_iter().map(|message| ReportedMessage {
        message_id: message.message_id.to_string(),
        position: message.position,
        text: message.text.into_exposed(),
    });
    Ok(ReportedConversation {
        conversation_id,
        draft: opened.draft.into_exposed(),
        read_position: opened.read_position,
        unread: u64::from(row.unread_count),
        is_whole,
        messages: messages.collect(),
    })
}

#[cfg(unix)]
fn lift_limit() {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let hard = getrlimit(Resource::Fsize).maximum;
    let lifted = rustix::process::Rlimit { current: hard, maximum: hard };
    setrlimit(Resource::Fsize, lifted).expect("up to the hard limit one may");
}

#[cfg(not(unix))]
fn lift_limit() {}

fn say(answer: &Answer) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(answer)?)?;
    Ok(out.flush()?)
}
