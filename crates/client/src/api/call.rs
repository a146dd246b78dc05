//! Every call that the program makes, as a value: what is sent, not what comes back.

use allia_protocol::conversation::{PutReceipt, SendMessage};
use allia_protocol::id::{ConversationId, Cursor, DeviceId, MessageId, Position, SessionId};
use allia_protocol::session::{Refresh, SignIn};
use allia_protocol::{Secret, path};
use reqwest::Method;
use serde::Serialize;
use std::fmt;
use url::form_urlencoded;
use zeroize::Zeroizing;

/// One request. Its body may hold a password or a message's text, so it is wiped when dropped and never printed.
pub struct Call {
    pub(crate) method: Method,
    path: String,
    query: String,
    pub(crate) body: Option<Zeroizing<Vec<u8>>>,
}

impl Call {
    /// The path and the query.
    pub(crate) fn target(&self) -> String {
        if self.query.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, self.query) }
    }

    fn bare(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), query: String::new(), body: None }
    }

    fn asking(mut self, name: &str, value: &str) -> Self {
        let mut query = form_urlencoded::Serializer::new(self.query);
        query.append_pair(name, value);
        self.query = query.finish();
        self
    }

    /// The contract's types always serialize; if one ever did not, the service would refuse the missing body.
    fn carrying(mut self, body: &impl Serialize) -> Self {
        self.body = serde_json::to_vec(body).ok().map(Zeroizing::new);
        self
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// Opens a session.
pub fn sign_in(form: &SignIn) -> Call {
    Call::bare(Method::POST, path::SESSIONS).carrying(form)
}

/// Renews the tokens.
pub fn refresh(refresh_token: Secret) -> Call {
    Call::bare(Method::POST, path::SESSION_REFRESH).carrying(&Refresh { refresh_token })
}

/// Ends the session that calls.
pub fn sign_out() -> Call {
    Call::bare(Method::DELETE, path::CURRENT_SESSION)
}

/// Lists one's own sessions.
pub fn sessions() -> Call {
    Call::bare(Method::GET, path::SESSIONS)
}

/// Ends one of one's own sessions.
pub fn end_session(id: SessionId) -> Call {
    Call::bare(Method::DELETE, path::session(id))
}

/// Says who one is.
pub fn me() -> Call {
    Call::bare(Method::GET, path::ME)
}

/// The bytes that the service keeps for this user and this device.
pub fn recovery_share(device_id: DeviceId) -> Call {
    Call::bare(Method::GET, path::recovery_share(device_id))
}

/// The contract that the service speaks.
pub fn contract() -> Call {
    Call::bare(Method::GET, path::CONTRACT)
}

/// Whether the service can serve.
pub fn ready() -> Call {
    Call::bare(Method::GET, path::READY)
}

/// A page of conversations; `after` is the previous page's `next`.
pub fn conversations(after: Option<&str>, limit: u32) -> Call {
    let call = Call::bare(Method::GET, path::CONVERSATIONS).asking("limit", &limit.to_string());
    match after {
        Some(page) => call.asking("after", page),
        None => call,
    }
}

/// One conversation.
pub fn conversation(id: ConversationId) -> Call {
    Call::bare(Method::GET, path::conversation(id))
}

/// The newest messages before a position, or the newest of all.
pub fn messages(id: ConversationId, before: Option<Position>, limit: u32) -> Call {
    let call = Call::bare(Method::GET, path::messages(id)).asking("limit", &limit.to_string());
    match before {
        Some(position) => call.asking("before", &position.to_string()),
        None => call,
    }
}

/// Sends a message.
pub fn send(id: ConversationId, message_id: MessageId, message: &SendMessage) -> Call {
    Call::bare(Method::PUT, path::message(id, message_id)).carrying(message)
}

/// Says how far one has received and read.
pub fn put_receipt(id: ConversationId, receipt: &PutReceipt) -> Call {
    Call::bare(Method::PUT, path::receipt(id)).carrying(receipt)
}

/// Says that one is writing.
pub fn typing(id: ConversationId) -> Call {
    Call::bare(Method::POST, path::typing(id))
}

/// A page of changes after a cursor.
pub fn changes(after: &Cursor, limit: u32) -> Call {
    Call::bare(Method::GET, path::CHANGES).asking("after", after.as_str()).asking("limit", &limit.to_string())
}

/// The live stream.
pub fn live() -> Call {
    Call::bare(Method::GET, path::LIVE)
}

/// The live stream, with the count of unread messages in each wake-up.
pub fn live_with_unread() -> Call {
    Call::bare(Method::GET, path::LIVE_WITH_UNREAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opaque_cursor_travels_unharmed_whatever_it_contains() {
        let call = changes(&Cursor::new("a+b/c=&limit=1 ü"), 500);
        assert_eq!(call.target(), "/v1/changes?after=a%2Bb%2Fc%3D%26limit%3D1+%C3%BC&limit=500");
    }

    #[test]
    fn a_call_shows_neither_its_body_nor_its_query() {
        assert_eq!(format!("{:?}", refresh(Secret::new("tok"))), "POST /v1/sessions/refresh");
        assert_eq!(format!("{:?}", conversations(Some("p2"), 10)), "GET /v1/conversations");
    }
}
