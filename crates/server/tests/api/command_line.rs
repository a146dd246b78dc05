//! The program itself, as its own process.

use crate::support::{DEADLINE, Person};
use serde_json::Value;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Output, Stdio};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

const PASSWORD: &str = "correct horse battery";

fn program(arguments: &[&str], data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_allia-server"));
    command.args(arguments).arg("--data").arg(data);
    command.env("ALLIA_ADMIN_PASSWORD", PASSWORD).env("ALLIA_USER_PASSWORD", PASSWORD);
    command.stdin(Stdio::null()).kill_on_drop(true);
    command
}

async fn run(arguments: &[&str], data: &Path) -> Output {
    let run = program(arguments, data).output();
    tokio::time::timeout(DEADLINE, run).await.expect("the program did not end").unwrap()
}

/// Runs the program, which must succeed, and answers with the line it prints.
async fn say(arguments: &[&str], data: &Path) -> String {
    let output = run(arguments, data).await;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

async fn fail(arguments: &[&str], data: &Path) -> String {
    let output = run(arguments, data).await;
    assert!(!output.status.success());
    String::from_utf8(output.stderr).unwrap()
}

async fn init(data: &Path) {
    say(&["init", "--practice", "Elm Street Clinic", "--admin", "admin"], data).await;
}

/// Starts the service and answers with its address once it is ready.
async fn serve(data: &Path) -> (Child, SocketAddr) {
    let mut child = program(&["serve", "--listen", "127.0.0.1:0"], data)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = tokio::time::timeout(DEADLINE, lines.next_line()).await.unwrap().unwrap().unwrap();
    let ready = http().get(format!("{line}/readyz")).timeout(DEADLINE).send().await.unwrap();
    assert!(ready.status().is_success());
    (child, line.strip_prefix("http://").unwrap().parse().unwrap())
}

fn http() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// Makes Ann and her patient Pat on the command line; answers with their ids and Pat's code.
async fn add_ann_and_pat(data: &Path) -> (String, String, String) {
    let ann = ["user", "add", "--kind", "clinician", "--name", "Ann", "--username", "ann", "--title", "RN"];
    let clinician_id = say(&ann, data).await;
    let pat = ["user", "add", "--kind", "patient", "--name", "Pat", "--birth-date", "1980-03-04"];
    let patient_id = say(&pat, data).await;
    let code = say(&["invite", &patient_id], data).await;
    (clinician_id, patient_id, code)
}

async fn activate(address: SocketAddr, code: &str) -> Person {
    let activation = serde_json::json!({
        "code": code, "username": "pat", "password": PASSWORD, "device_name": "phone",
    });
    let stranger = Person::stranger(&http(), address);
    let tokens = stranger.post("/v1/activations", activation).await.expect(201);
    stranger.with_session(&tokens)
}

#[tokio::test]
async fn a_practice_is_founded_once_and_for_this_account_only() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("practice");
    assert!(fail(&["serve", "--listen", "127.0.0.1:0"], &data).await.contains("allia-server init"));
    init(&data).await;
    let again = fail(&["init", "--practice", "Again", "--admin", "admin"], &data).await;
    assert!(again.contains("already"), "{again}");
    #[cfg(unix)]
    for (path, mode) in [(data.clone(), 0o700), (data.join("practice.db"), 0o600)] {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            mode,
            "{}",
            path.display()
        );
    }
}

#[tokio::test]
async fn other_computers_are_not_served_without_tls() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("practice");
    init(&data).await;
    let refused = fail(&["serve", "--listen", "0.0.0.0:0"], &data).await;
    assert!(refused.contains("TLS proxy") && refused.contains("--behind-proxy"), "{refused}");
}

#[tokio::test]
async fn a_practice_is_served_by_one_process_at_a_time() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("practice");
    init(&data).await;
    let (_child, _) = serve(&data).await;
    let second = fail(&["serve", "--listen", "127.0.0.1:0"], &data).await;
    assert!(second.contains("being served already"), "{second}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_running_service_notices_the_command_line_and_stops_cleanly_when_told() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("practice");
    init(&data).await;
    let (mut child, address) = serve(&data).await;

    let (clinician_id, patient_id, code) = add_ann_and_pat(&data).await;
    let ann = Person::sign_in(&http(), address, "ann", PASSWORD).await;
    let pat = activate(address, &code).await;
    assert_eq!(ann.conversations().await, Vec::<Value>::new());

    let mut live = ann.listen().await;
    say(&["join", &patient_id, &clinician_id], &data).await;
    live.until("changed").await;
    let conversation = ann.only_conversation().await;
    pat.send(&conversation, "Hello").await;

    say(&["disable", &clinician_id], &data).await;
    assert!(live.until_end().await, "the stream of a disabled user ends, whoever disabled them");
    ann.get("/v1/me").await.expect_problem(401, "unauthenticated");

    let verified = say(&["audit", "verify"], &data).await;
    assert!(verified.contains("none altered"), "{verified}");
    let log = say(&["audit", "list", "--user-id", &pat.id], &data).await;
    assert!(log.lines().any(|line| line.contains("message.send")), "{log}");

    let pid = child.id().unwrap().to_string();
    let mut pats_live = pat.listen().await;
    assert!(Command::new("kill").args(["-TERM", &pid]).status().await.unwrap().success());
    assert!(!pats_live.until_end().await);
    let status = tokio::time::timeout(DEADLINE, child.wait()).await.expect("it did not stop").unwrap();
    assert!(status.success(), "{status}");
    let log_length = std::fs::metadata(data.join("practice.db-wal")).map_or(0, |metadata| metadata.len());
    assert_eq!(log_length, 0, "the write-ahead log is folded in");
}

#[tokio::test]
async fn a_killed_service_has_kept_every_message_that_it_answered() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("practice");
    init(&data).await;
    let (clinician_id, patient_id, code) = add_ann_and_pat(&data).await;
    say(&["join", &patient_id, &clinician_id], &data).await;
    let (mut child, address) = serve(&data).await;
    let pat = activate(address, &code).await;
    let conversation = pat.only_conversation().await;
    for number in 0..20 {
        pat.send(&conversation, &number.to_string()).await;
    }
    child.kill().await.unwrap();
    let (_restarted, address) = serve(&data).await;
    let ann = Person::sign_in(&http(), address, "ann", PASSWORD).await;
    let kept: Vec<_> = (0..20).map(|number| number.to_string()).collect();
    assert_eq!(ann.texts(&conversation).await, kept);
}

#[tokio::test]
async fn the_log_holds_no_names_texts_or_tokens() {
    let directory = tempfile::tempdir().unwrap();
    let data = directory.path().join("practice");
    init(&data).await;
    let (mut child, address) = serve(&data).await;
    let admin = Person::sign_in(&http(), address, "admin", PASSWORD).await;
    Person::stranger(&http(), address).try_sign_in("Melanie Quux", "zebra stripes").await.expect(401);
    admin.get(&format!("/v1/conversations/{}", crate::support::fresh_id())).await.expect(403);
    child.kill().await.unwrap();
    let log = child.wait_with_output().await.unwrap().stderr;
    let log = String::from_utf8(log).unwrap();
    assert!(log.contains("/v1/conversations/{conversation_id}"), "{log}");
    assert!(log.contains(&admin.id));
    for secret in ["Melanie", "zebra", PASSWORD, &admin.token, &admin.refresh_token, "Elm Street"] {
        assert!(!log.contains(secret), "{secret}");
    }
}
