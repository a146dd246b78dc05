//! Making the request of a combination, from the operation's own description.

use super::oracle::Target;
use super::pair::{Caller, Pair};
use super::situation::Role;
use super::world::{World, fresh_name};
use crate::support::{Answer, Listening, Person, fresh_id, running::PASSWORD};
use serde_json::{Value, json};

/// An operation of the document.
pub(super) struct Operation {
    pub(super) id: String,
    method: String,
    template: String,
}

/// Every operation that the document describes.
pub(super) fn operations() -> Vec<Operation> {
    let document = serde_json::to_value(allia_server::openapi_document()).unwrap();
    let mut operations = Vec::new();
    for (template, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if let Some(id) = operation["operationId"].as_str() {
                let (id, method, template) = (id.to_owned(), method.to_uppercase(), template.clone());
                operations.push(Operation { id, method, template });
            }
        }
    }
    operations
}

/// Who calls, and at what they aim.
pub(super) struct Aim<'a> {
    pub(super) world: &'a World,
    pub(super) pair: &'a Pair,
    pub(super) caller: &'a Caller,
    pub(super) role: Role,
    pub(super) target: Target,
}

/// What the service said, and what a list in it shows.
pub(super) struct Heard {
    pub(super) answer: Answer,
    pub(super) shows: Option<bool>,
}

impl Operation {
    /// Calls, and reads the answer.
    pub(super) async fn call(&self, aim: &Aim<'_>) -> Heard {
        let person = aim.person(&self.id);
        let path = format!("{}{}", aim.fill(&self.template), aim.query(&self.id));
        let request = person.request(&self.method, &path);
        let request = match aim.body(&self.id) {
            Value::Null => request,
            body => request.json(&body),
        };
        let response = request.send().await.unwrap();
        if self.id == "live_listen" && response.status() == 200 {
            let headers = response.headers().clone();
            let unread = Listening::new(response).until("changed").await["unread_count"].as_u64().unwrap();
            let answer = Answer { status: 200, headers, text: String::new() };
            return Heard { answer, shows: Some(unread > 0) };
        }
        let answer = Answer::of(response).await;
        let shows = if answer.status == 200 { aim.shows(&self.id, &answer) } else { None };
        Heard { answer, shows }
    }
}

impl Aim<'_> {
    fn person(&self, operation: &str) -> &Person {
        if operation == "sessions_end_current" { &self.caller.leaving } else { &self.caller.person }
    }

    fn fill(&self, template: &str) -> String {
        template.split('/').map(|part| self.fill_part(part)).collect::<Vec<_>>().join("/")
    }

    fn fill_part(&self, part: &str) -> String {
        match (part, self.target) {
            ("{message_id}", _) => fresh_id(),
            ("{device_id}", _) => self.pair.device.clone(),
            ("{clinician_id}", Target::Foreign) => self.pair.patient.person.id.clone(),
            ("{clinician_id}", _) => self.pair.clinician.person.id.clone(),
            (part, _) if !part.starts_with('{') => part.to_owned(),
            (_, Target::Unknown) => fresh_id(),
            (_, Target::Malformed) => "not-an-id".to_owned(),
            ("{conversation_id}", Target::Foreign) => self.foreign_conversation(),
            ("{conversation_id}", _) => self.pair.conversation.clone().unwrap_or_else(fresh_id),
            ("{session_id}", Target::Foreign) => self.world.dora.session_id.clone(),
            ("{session_id}", _) => self.caller.spare_session.clone(),
            ("{patient_id}", Target::Foreign) | ("{user_id}", _) => self.pair.clinician.person.id.clone(),
            ("{patient_id}", _) => self.pair.patient.person.id.clone(),
            (unknown, _) => panic!("no row for {unknown}"),
        }
    }

    /// For the clinician another clinician's conversation with the same patient, if there is one.
    fn foreign_conversation(&self) -> String {
        let others = self.pair.others_conversation.as_ref().filter(|_| self.role != Role::Patient);
        others.unwrap_or(&self.world.foreign_conversation).clone()
    }

    fn query(&self, operation: &str) -> String {
        match (operation, self.target) {
            ("live_listen", _) => "?unread=true".to_owned(),
            ("conversations_list", _) => "?limit=500".to_owned(),
            ("changes_list", Target::Own) => format!("?limit=500&after={}", self.caller.cursor),
            ("changes_list", Target::Foreign) => format!("?after={}", self.world.foreign_cursor),
            ("changes_list", _) => "?after=nonsense".to_owned(),
            _ => String::new(),
        }
    }

    fn body(&self, operation: &str) -> Value {
        match operation {
            "sessions_open" => self.sign_in(),
            "sessions_refresh" if self.target == Target::Own => {
                json!({"refresh_token": self.caller.refresh_token})
            }
            "sessions_refresh" => json!({"refresh_token": "nonsense"}),
            "activations_activate" => json!({
                "code": self.code(), "username": fresh_name(), "password": PASSWORD, "device_name": "phone",
            }),
            "messages_send" => json!({"text": "Hello", "composed_at": "2026-11-03T14:02:05.120Z"}),
            "receipts_put" => json!({"delivered_position": 1}),
            "users_create" => json!({
                "kind": "clinician", "username": fresh_name(), "display_name": "New", "password": PASSWORD,
            }),
            "access_grants_put" => json!({"level": "view"}),
            "notification_content_put" => json!({"most": "name"}),
            "notice_put" => json!({"title": "Emergency?", "text": "Call 911.", "phone": "911"}),
            _ => Value::Null,
        }
    }

    fn sign_in(&self) -> Value {
        let (username, password) = match self.target {
            Target::Own => (self.caller.username.clone(), PASSWORD),
            Target::Foreign => (self.caller.username.clone(), "not the password"),
            _ => (fresh_name(), PASSWORD),
        };
        json!({"username": username, "password": password, "device_name": "desk"})
    }

    fn code(&self) -> &str {
        match (self.target, &self.pair.code) {
            (Target::Own, Some(code)) if self.role == Role::Patient => code,
            (Target::Foreign, _) => &self.world.spent_code,
            _ => "AAAA-BBBB-CCCC",
        }
    }

    /// Whether a list shows the conversation of the pair.
    fn shows(&self, operation: &str, answer: &Answer) -> Option<bool> {
        let body = || answer.json();
        match operation {
            "conversations_list" => Some(body()["conversations"].as_array().unwrap().iter().any(|shown| {
                shown["patient"]["user_id"] == self.pair.patient.person.id
                    && shown["clinician"]["user_id"] == self.pair.clinician.person.id
            })),
            "changes_list" => {
                Some(body()["changes"].as_array().unwrap().iter().any(|change| self.tells_of(change)))
            }
            _ => None,
        }
    }

    /// Whether a change lets something of the conversation be read; that it is gone may be said.
    fn tells_of(&self, change: &Value) -> bool {
        let id = match change["kind"].as_str().unwrap() {
            "message" => &change["message"]["conversation_id"],
            "conversation" => &change["conversation"]["conversation_id"],
            "receipt" => &change["conversation_id"],
            _ => return false,
        };
        id.as_str() == self.pair.conversation.as_deref()
    }
}
