//! What the program `headless_desk` is told and what it answers, one JSON object a line, and that program as a process
//! that can be killed.

mod process;

pub use process::DeskProcess;

use allia_client::view::CommandErrorCode;
use allia_protocol::id::ConversationId;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// How the program is started: its only argument, as JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Start {
    /// The program's folder.
    pub profile: PathBuf,
    /// The folder of the key store's stand-in.
    pub key_store: PathBuf,
    /// Where the service is.
    pub server_address: String,
    /// Who signs in, whenever nobody is signed in.
    pub username: String,
    /// Their password.
    pub password: String,
}

/// Something to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Send a message.
    Send {
        /// Where.
        conversation: ConversationId,
        /// What.
        text: String,
    },
    /// Keep a draft.
    Draft {
        /// Where.
        conversation: ConversationId,
        /// What; empty forgets it.
        text: String,
    },
    /// Everything up to here was read.
    Read {
        /// Where.
        conversation: ConversationId,
        /// Up to which position.
        position: u64,
    },
    /// Try everything now.
    Wake,
    /// Say what the screens would show.
    Report,
    /// Lift the limit on the size of files that this process was started under.
    LiftLimit,
}

/// An order with its number; numbers ascend.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Numbered {
    /// The number.
    pub number: u64,
    /// The order.
    pub order: Order,
}

/// What the program says.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The engine is open.
    Ready,
    /// Somebody had to sign in, and has.
    SignedIn,
    /// The engine has acknowledged the order of this number.
    Done(u64),
    /// The engine has refused it; the reason is the code that the screens get.
    Refused(u64, String),
    /// What was asked for by this number.
    Report(u64, Report),
}

/// What the screens would show.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// Whether the line is up.
    pub is_online: bool,
    /// Whether the history of every conversation is here.
    pub has_history: bool,
    /// Whether the session has ended or nobody is signed in.
    pub is_signed_out: bool,
    /// Each conversation of the list.
    pub conversations: Vec<ReportedConversation>,
    /// The texts that did not go out.
    pub not_sent: Vec<String>,
    /// What was recovered, if anything was lost.
    pub recovery: Option<String>,
}

/// One conversation as shown.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportedConversation {
    /// Which.
    pub conversation_id: ConversationId,
    /// The text not yet sent.
    pub draft: String,
    /// Up to where it was read.
    pub read_position: u64,
    /// How many are unread.
    pub unread: u64,
    /// Whether the messages go back to the first one.
    pub is_whole: bool,
    /// All messages here, those not sent yet last.
    pub messages: Vec<ReportedMessage>,
}

/// One message as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportedMessage {
    /// Its id.
    pub message_id: String,
    /// Its place, once the service has it.
    pub position: Option<u64>,
    /// What it says.
    pub text: String,
}

/// A code of the engine in words.
pub fn code_word(code: CommandErrorCode) -> String {
    serde_json::to_value(code).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}
