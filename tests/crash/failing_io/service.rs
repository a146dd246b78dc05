//! The service on a disk that fails: what it refuses has not happened, what it acknowledges is there, and it goes on.

use super::bench::{copy, folder};
use allia_protocol::conversation::{Message, MessagePage, SendMessage};
use allia_protocol::id::{ConversationId, MessageId};
use allia_protocol::session::{Refresh, SessionTokens, SignIn};
use allia_protocol::{Secret, Sensitive, Timestamp, path};
use allia_server::Config;
use allia_tests::api::{Answer, Api, NOTHING};
use allia_tests::failing_disk::{FailingDisk, Fault};
use allia_tests::practice::{ClinicianAccount, PASSWORD, PatientRecord};
use allia_tests::{Phone, Practice};
use reqwest::{Method, StatusCode};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Rows that contradict each other: something was half written. Each query finds none in a sound database.
const CONTRADICTIONS: [(&str, &str); 4] = [
    (
        "positions without a gap, up to the conversation's last",
        "SELECT 1 FROM conversations c WHERE c.last_position <>
             (SELECT count(*) FROM messages m WHERE m.conversation_id = c.conversation_id)
          OR c.last_position <>
             (SELECT coalesce(max(position), 0) FROM messages m WHERE m.conversation_id = c.conversation_id)",
    ),
    (
        "each message in both sides' feeds",
        "SELECT 1 FROM messages m WHERE 2 <> (SELECT count(*) FROM feed f
             WHERE f.kind = 'message' AND f.conversation_id = m.conversation_id AND f.position = m.position)",
    ),
    (
        "each feed up to its head",
        "SELECT 1 FROM feed_heads h WHERE h.seq <> (SELECT max(seq) FROM feed f WHERE f.user_id = h.user_id)",
    ),
    (
        "the feeds of both sides say whether there is a membership",
        "SELECT 1 FROM conversations c JOIN participants p USING (conversation_id)
         WHERE (SELECT kind FROM feed f WHERE f.user_id = p.user_id
                    AND f.conversation_id = c.conversation_id AND f.kind LIKE 'conversation%'
                ORDER BY seq DESC LIMIT 1)
            <> CASE WHEN EXISTS (SELECT 1 FROM memberships m WHERE m.patient_id = c.patient_id
                    AND m.clinician_id = c.clinician_id AND m.left_at IS NULL)
               THEN 'conversation' ELSE 'conversation_removed' END",
    ),
];

/// A practice whose database lies on a disk that can fail.
struct Clinic {
    practice: Practice,
    ana: ClinicianAccount,
    maya: PatientRecord,
    phone: Phone,
    conversation: ConversationId,
    files: PathBuf,
    disk: &'static FailingDisk,
    _folder: TempDir,
}

impl Clinic {
    async fn open() -> Self {
        let folder = folder();
        let disk = FailingDisk::under(folder.path());
        let files = folder.path().join("practice");
        let practice = Practice::open_with(|config| config.data_directory.clone_from(&files)).await;
        let ana = practice.clinician("Ana Rivera").await;
        let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
        phone.write("Written before").await.unwrap();
        let conversation = phone.conversation().await.unwrap();
        Self { practice, ana, maya, phone, conversation, files, disk, _folder: folder }
    }

    /// Calls over and over, the nth touch of the disk failing in every way a disk can fail, until none fails any more.
    /// `settle` sees to it that what was refused has not happened and can be done now, and that the other has.
    async fn fail_each_touch<S>(
        &self,
        what: &str,
        prepare: impl AsyncFn() -> S,
        call: impl AsyncFn(&S) -> Answer,
        settle: impl AsyncFn(S, Option<Answer>),
    ) {
        for fault in Fault::ALL {
            let (mut nth, mut refused) = (0, 0);
            loop {
                nth += 1;
                let place = format!("{what}, {fault:?}, touch {nth}");
                let subject = prepare().await;
                self.disk.fail(fault, nth);
                let answer = call(&subject).await;
                let failures = self.disk.mend();
                let is_refused = answer.status == StatusCode::SERVICE_UNAVAILABLE;
                assert!(is_refused || answer.status.is_success(), "{place}: {answer:?}");
                refused += u32::from(is_refused);
                look_at(copy(&self.files).path(), &place).await;
                settle(subject, Some(answer).filter(|_| !is_refused)).await;
                if failures == 0 {
                    assert!(!is_refused, "{place}");
                    break;
                }
            }
            assert!(nth > 1, "{what}, {fault:?}: the disk is touched");
            println!("{what:<28} {fault:<16?} {:>4} touches {refused:>4} refused", nth - 1);
        }
    }
}

/// What a kill at this moment would leave behind is whole, and its audit entries are a chain.
async fn look_at(left: &Path, place: &str) {
    let file = Connection::open(left.join("practice.db")).unwrap();
    let sound: String = file.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok", "{place}");
    assert!(!file.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap(), "{place}");
    for (rule, contradiction) in CONTRADICTIONS {
        assert!(!file.prepare(contradiction).unwrap().exists([]).unwrap(), "{place}: {rule}");
    }
    drop(file);
    let practice = allia_server::Practice::open(Config::for_tests(left)).await.unwrap();
    practice.verify_audit_log().await.unwrap().unwrap_or_else(|broken| panic!("{place}: {broken:?}"));
    practice.close().await;
}

async fn sign_in(anyone: &Api, username: &str) -> SessionTokens {
    let form = SignIn {
        username: Sensitive::new(username.to_owned()),
        password: Secret::new(PASSWORD),
        device_name: "Desk".to_owned(),
        one_time_code: None,
    };
    anyone.post(path::SESSIONS, Some(&form)).await.unwrap()
}

#[tokio::test]
async fn a_message_is_taken_wholly_or_not_at_all_and_the_service_goes_on() {
    let clinic = Clinic::open().await;
    let composed_at = Timestamp::from_millis(1_790_000_000_000);
    let body = SendMessage { text: Sensitive::new("It itches again".to_owned()), composed_at };
    let call = async |id: &MessageId| {
        let path = path::message(clinic.conversation, *id);
        clinic.phone.api().call(Method::PUT, &path, Some(&body)).await.unwrap()
    };
    let settle = async |id: MessageId, taken: Option<Answer>| {
        let again = call(&id).await;
        if let Some(taken) = taken {
            assert_eq!((again.status, &again.body), (StatusCode::OK, &taken.body));
        }
        let message: Message = serde_json::from_str(&again.body).unwrap();
        let page = format!("{}?after={}", path::messages(clinic.conversation), message.position.get() - 1);
        let page: MessagePage = clinic.phone.api().get(&page).await.unwrap();
        assert_eq!(page.messages, [message], "once, and the newest");
    };
    clinic.fail_each_touch("send", async || MessageId::generate(), call, settle).await;
}

#[tokio::test]
async fn a_membership_ends_wholly_or_not_at_all_and_the_service_goes_on() {
    let clinic = Clinic::open().await;
    let (ana, admin) = (clinic.practice.api_of(&clinic.ana).await, clinic.practice.admin());
    let membership = path::care_team_member(clinic.maya.user_id, clinic.ana.user_id);
    let seen = async || {
        let path = path::conversation(clinic.conversation);
        ana.call(Method::GET, &path, NOTHING).await.unwrap().status
    };
    let call = async |(): &()| admin.call(Method::DELETE, &membership, NOTHING).await.unwrap();
    let settle = async |(), ended: Option<Answer>| {
        let expected = if ended.is_some() { StatusCode::NOT_FOUND } else { StatusCode::OK };
        assert_eq!(seen().await, expected);
        assert_eq!(call(&()).await.status, StatusCode::NO_CONTENT);
        assert_eq!(seen().await, StatusCode::NOT_FOUND);
        clinic.practice.join(&clinic.maya, &clinic.ana).await;
        assert_eq!(seen().await, StatusCode::OK);
    };
    clinic.fail_each_touch("end a membership", async || (), call, settle).await;
}

#[tokio::test]
async fn a_session_is_renewed_wholly_or_not_at_all_and_the_service_goes_on() {
    let clinic = Clinic::open().await;
    let anyone = clinic.practice.anyone();
    let call = async |tokens: &SessionTokens| {
        let form = Refresh { refresh_token: tokens.refresh_token.clone() };
        anyone.call(Method::POST, path::SESSION_REFRESH, Some(&form)).await.unwrap()
    };
    let settle = async |tokens: SessionTokens, renewed: Option<Answer>| {
        // A token whose renewal was refused has not served: it serves now.
        let renewed = match renewed {
            Some(renewed) => renewed,
            None => call(&tokens).await,
        };
        assert_eq!(renewed.status, StatusCode::OK);
        let renewed: SessionTokens = serde_json::from_str(&renewed.body).unwrap();
        let me = anyone.with_token(renewed.access_token).call(Method::GET, path::ME, NOTHING).await.unwrap();
        assert_eq!(me.status, StatusCode::OK);
    };
    let prepare = async || sign_in(&anyone, &clinic.ana.username).await;
    clinic.fail_each_touch("renew a session", prepare, call, settle).await;
}
