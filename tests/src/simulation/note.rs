//! What an answer of the service says for the history: which messages it took, of which conversations it showed
//! something.

use super::findings::{Finding, Kind};
use super::history::{Moment, Shown};
use super::world::World;
use allia_protocol::change::{Change, ChangePage};
use allia_protocol::conversation::{Conversation, ConversationPage, Message};
use allia_protocol::id::{ConversationId, MessageId, UserId};
use allia_protocol::path;
use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};
use std::sync::Arc;
use uuid::Uuid;

/// A request that was begun.
pub(super) struct Note {
    world: Arc<World>,
    caller: UserId,
    begun: Moment,
    target: Target,
}

/// What a request is about.
#[derive(Clone, Copy, Debug)]
enum Target {
    Send(ConversationId, MessageId),
    /// Messages of a conversation, its receipt, or typing in it.
    Within(ConversationId),
    One,
    List,
    Changes,
    Other,
}

impl Note {
    pub(super) fn begin(world: &Arc<World>, caller: UserId, request: &Request<Bytes>) -> Self {
        let target = Target::of(request.method(), request.uri().path());
        let begun = world.history.now();
        tracing::debug!(about = ?target, begun, "asked");
        Self { world: Arc::clone(world), caller, begun, target }
    }

    /// The answer is here.
    pub(super) fn end(&self, answer: &Response<Bytes>) {
        tracing::debug!(about = ?self.target, status = answer.status().as_u16(), "answered");
        let mut pages = self.world.history.pages();
        let ended = pages.tick();
        if let Target::Send(_, message_id) = self.target {
            let send = pages.sends.entry(message_id).or_default();
            if answer.status().is_success() {
                send.accepted.extend(serde_json::from_slice::<Message>(answer.body()).ok());
            }
        }
        let status = answer.status();
        if status == StatusCode::CONFLICT || status == StatusCode::INTERNAL_SERVER_ERROR {
            let what = format!("{:?} was answered with {status}", self.target);
            pages.findings.push(Finding::new(Kind::Broken, what));
        }
        if !status.is_success() {
            return;
        }
        let (shown, conversations) = self.target.shown(answer.body());
        conversations.iter().for_each(|conversation| pages.know(conversation));
        pages.shown.extend(shown.into_iter().map(|conversation_id| Shown {
            who: self.caller,
            conversation_id,
            begun: self.begun,
            ended,
            what: format!("{:?}", self.target),
        }));
    }

    /// Its sender hears the answer.
    pub(super) fn hear(&self, answer: &Response<Bytes>) {
        let Target::Send(_, message_id) = self.target else { return };
        let mut pages = self.world.history.pages();
        let now = pages.tick();
        if answer.status().is_success() {
            pages.sends.entry(message_id).or_default().answered_at.get_or_insert(now);
        }
    }
}

impl Target {
    fn of(method: &Method, path: &str) -> Self {
        let parts: Vec<&str> = path.trim_start_matches("/v1/").split('/').collect();
        let id = |place: usize| parts.get(place).and_then(|part| part.parse::<Uuid>().ok());
        match (path, parts.as_slice()) {
            (path::CONVERSATIONS, _) => Self::List,
            (path::CHANGES, _) => Self::Changes,
            (_, ["conversations", _]) => Self::One,
            (_, ["conversations", _, rest @ ..]) => {
                let Some(conversation_id) = id(1).map(ConversationId::from_uuid) else { return Self::Other };
                match (rest, id(3).map(MessageId::from_uuid)) {
                    (["messages", _], Some(message_id)) if method == Method::PUT => {
                        Self::Send(conversation_id, message_id)
                    }
                    _ => Self::Within(conversation_id),
                }
            }
            _ => Self::Other,
        }
    }

    /// The conversations of which a good answer shows something, and those that it describes.
    fn shown(self, body: &[u8]) -> (Vec<ConversationId>, Vec<Conversation>) {
        let described: Vec<Conversation> = match self {
            Self::Send(id, _) | Self::Within(id) => return (vec![id], Vec::new()),
            Self::Other => Vec::new(),
            Self::One => serde_json::from_slice(body).ok().into_iter().collect(),
            Self::List => serde_json::from_slice::<ConversationPage>(body)
                .map(|page| page.conversations)
                .unwrap_or_default(),
            Self::Changes => return shown_changes(body),
        };
        (described.iter().map(|conversation| conversation.conversation_id).collect(), described)
    }
}

fn shown_changes(body: &[u8]) -> (Vec<ConversationId>, Vec<Conversation>) {
    let Ok(page) = serde_json::from_slice::<ChangePage>(body) else { return Default::default() };
    let (mut shown, mut described) = (Vec::new(), Vec::new());
    for change in page.changes {
        match change {
            Change::Message { message } => shown.push(message.conversation_id),
            Change::Receipt { conversation_id, .. } => shown.push(conversation_id),
            Change::Conversation { conversation } => {
                shown.push(conversation.conversation_id);
                described.push(*conversation);
            }
            Change::ConversationRemoved { .. }
            | Change::Notice { .. }
            | Change::Practice { .. }
            | Change::Unknown => {}
        }
    }
    (shown, described)
}
