//! Somebody who calls the service.

use super::{Answer, Listening, fresh_id};
use serde_json::{Value, json};
use std::net::SocketAddr;

#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) session_id: String,
    pub(crate) token: String,
    pub(crate) refresh_token: String,
    http: reqwest::Client,
    address: SocketAddr,
}

impl Person {
    pub(crate) fn stranger(http: &reqwest::Client, address: SocketAddr) -> Self {
        let nothing = String::new;
        Self {
            id: nothing(),
            session_id: nothing(),
            token: nothing(),
            refresh_token: nothing(),
            http: http.clone(),
            address,
        }
    }

    /// The same caller with a connection of its own for each call.
    pub(crate) fn with_fresh_connections(&self) -> Self {
        let http = reqwest::Client::builder()
            .no_proxy()
            .pool_max_idle_per_host(0)
            .timeout(super::DEADLINE)
            .build()
            .unwrap();
        Self { http, ..self.clone() }
    }

    /// The same caller with this for an access token.
    pub(crate) fn with_token(&self, token: &str) -> Self {
        Self { token: token.to_owned(), ..self.clone() }
    }

    pub(crate) async fn sign_in(
        http: &reqwest::Client,
        address: SocketAddr,
        username: &str,
        password: &str,
    ) -> Self {
        let stranger = Self::stranger(http, address);
        let answer = stranger.try_sign_in(username, password).await;
        stranger.with_session(&answer.expect(201))
    }

    pub(crate) async fn try_sign_in(&self, username: &str, password: &str) -> Answer {
        let sign_in = json!({"username": username, "password": password, "device_name": "desk"});
        self.post("/v1/sessions", sign_in).await
    }

    /// The same caller with the session that was just opened or renewed.
    pub(crate) fn with_session(&self, tokens: &Value) -> Self {
        let text = |name: &str| tokens[name].as_str().unwrap().to_owned();
        Self {
            id: tokens["user"]["user_id"].as_str().unwrap().to_owned(),
            session_id: text("session_id"),
            token: text("access_token"),
            refresh_token: text("refresh_token"),
            ..self.clone()
        }
    }

    pub(crate) fn request(&self, method: &str, path: &str) -> reqwest::RequestBuilder {
        let url = format!("http://{}{path}", self.address);
        let request = self.http.request(method.parse().unwrap(), url);
        if self.token.is_empty() { request } else { request.bearer_auth(&self.token) }
    }

    pub(crate) async fn call(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let request = self.request(method, path);
        let request = if let Some(body) = body { request.json(&body) } else { request };
        Answer::of(request.send().await.unwrap()).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call("GET", path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.call("POST", path, Some(body)).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Answer {
        self.call("PUT", path, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.call("DELETE", path, None).await
    }

    /// All one's conversations, on one page.
    pub(crate) async fn conversations(&self) -> Vec<Value> {
        let page = self.get("/v1/conversations?limit=500").await.expect(200);
        page["conversations"].as_array().unwrap().clone()
    }

    /// The id of the one conversation that one has.
    pub(crate) async fn only_conversation(&self) -> String {
        let conversations = self.conversations().await;
        assert_eq!(conversations.len(), 1);
        conversations[0]["conversation_id"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn conversation(&self, id: &str) -> Value {
        self.get(&format!("/v1/conversations/{id}")).await.expect(200)
    }

    /// Sends a message under a fresh id.
    pub(crate) async fn send(&self, conversation: &str, text: &str) -> Value {
        self.send_as(conversation, &fresh_id(), text).await.expect(201)
    }

    /// Sends a message under this id.
    pub(crate) async fn send_as(&self, conversation: &str, message_id: &str, text: &str) -> Answer {
        let path = format!("/v1/conversations/{conversation}/messages/{message_id}");
        self.put(&path, json!({"text": text, "composed_at": "2026-11-03T14:02:05.120Z"})).await
    }

    pub(crate) async fn texts(&self, conversation: &str) -> Vec<String> {
        let page =
            self.get(&format!("/v1/conversations/{conversation}/messages?limit=500")).await.expect(200);
        let messages = page["messages"].as_array().unwrap();
        messages.iter().map(|message| message["text"].as_str().unwrap().to_owned()).collect()
    }

    /// Where one's feed is now.
    pub(crate) async fn cursor(&self) -> String {
        self.get("/v1/conversations").await.expect(200)["cursor"].as_str().unwrap().to_owned()
    }

    /// Everything after a cursor, page by page, and the cursor after it.
    pub(crate) async fn changes(&self, after: &str) -> (Vec<Value>, String) {
        let (mut all, mut cursor) = (Vec::new(), after.to_owned());
        loop {
            let page = self.get(&format!("/v1/changes?after={cursor}&limit=500")).await.expect(200);
            all.extend(page["changes"].as_array().unwrap().iter().cloned());
            page["cursor"].as_str().unwrap().clone_into(&mut cursor);
            if page["more"] == false {
                return (all, cursor);
            }
        }
    }

    /// The kinds of everything after a cursor.
    pub(crate) async fn change_kinds(&self, after: &str) -> Vec<String> {
        let (changes, _) = self.changes(after).await;
        changes.iter().map(|change| change["kind"].as_str().unwrap().to_owned()).collect()
    }

    /// Opens the live stream, and waits until it has begun.
    pub(crate) async fn listen(&self) -> Listening {
        let response = self.request("GET", "/v1/live").send().await.unwrap();
        assert_eq!(response.status(), 200);
        let mut listening = Listening::new(response);
        listening.until("changed").await;
        listening
    }

    /// Opens the live stream that also says how much is unread; the count it begins with.
    pub(crate) async fn listen_for_unread(&self) -> (Listening, Value) {
        let response = self.request("GET", "/v1/live?unread=true").send().await.unwrap();
        assert_eq!(response.status(), 200);
        let mut listening = Listening::new(response);
        let first = listening.until("changed").await;
        (listening, first["unread_count"].clone())
    }
}
