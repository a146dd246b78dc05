//! No space left: what cannot be kept is refused and named, what was acknowledged stays, and it goes on when there is
//! space again.

use allia_client::ClientError;
use allia_client::view::{CommandErrorCode, DeliveryStatus};
use allia_tests::failing_disk::{FailingDisk, Fault};
use allia_tests::{Practice, eventually};

#[tokio::test]
async fn on_a_full_disk_writing_is_refused_and_named_and_goes_on_when_there_is_space_again() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = practice.desk(&ana).await;
    let conversation = desk.sees(&maya).await;
    let desk = watched(desk).await;
    let disk = FailingDisk::under(desk.profile());
    desk.client().save_draft(conversation, "Kept before").await.expect("kept");

    let desk = desk.restart().await;
    desk.is_online().await;
    disk.fail(Fault::FullFromThenOn, 1);
    let code = |error: ClientError| error.command_error().code;
    let sent = desk.client().send_message(conversation, "Not now").await.map_err(code);
    assert_eq!(sent.err(), Some(CommandErrorCode::DiskFull));
    let kept = desk.client().save_draft(conversation, "Nor this").await.map_err(code);
    assert_eq!(kept.err(), Some(CommandErrorCode::DiskFull));
    phone.write("Meanwhile").await.expect("written");
    eventually("the lack of space to be named", || async {
        desk.client().wake();
        let problem = desk.connection().problem;
        (problem == Some(allia_client::view::ConnectionProblem::DiskFull)).then_some(())
    })
    .await;
    let chat = desk.client().open_conversation(conversation).await.expect("reading goes on");
    assert_eq!(chat.draft.expose(), "Kept before");

    assert!(disk.mend() > 0);
    desk.client().wake();
    desk.reads(&maya, "Meanwhile").await;
    desk.send(&maya, "Now").await;
    desk.status_becomes(&maya, "Now", DeliveryStatus::Sent).await;
    let texts = phone.texts().await.expect("the phone");
    assert_eq!(texts, ["Meanwhile", "Now"], "what was refused was not sent");
    disk.forget();
}

/// Opens the files anew, so that they are opened through the watched layer.
async fn watched(desk: allia_tests::Desk) -> allia_tests::Desk {
    let disk = FailingDisk::under(desk.profile());
    let desk = desk.restart().await;
    desk.is_online().await;
    disk.forget();
    desk
}

/// The operating system itself refuses to let a file grow: the program runs under a limit on the size of files, which
/// works without any rights. What is refused there is not called *full* by SQLite, so only the refusal is asked for.
#[cfg(unix)]
#[tokio::test]
async fn under_a_limit_on_the_size_of_files_nothing_acknowledged_is_lost() {
    use allia_tests::headless::{DeskProcess, Order, Start};
    use tokio::process::Command;

    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (_maya, phone) = practice.active_patient("Maya Okafor", &ana).await;
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let start = Start {
        profile: folder.path().join("profile"),
        key_store: folder.path().join("keys"),
        server_address: practice.server_address(),
        username: ana.username.clone(),
        password: allia_tests::practice::PASSWORD.to_owned(),
    };
    // The signal that comes with the refusal would end the program; ignoring it is inherited. Blocks of 1,024 bytes.
    let mut limited = Command::new("bash");
    limited.args([
        "-c",
        "trap '' XFSZ; ulimit -S -f 320; exec \"$0\" \"$1\"",
        env!("CARGO_BIN_EXE_headless_desk"),
    ]);
    let mut desk = DeskProcess::start(limited, &start).await;
    let conversation = phone.conversation().await.expect("the conversation");
    while desk.report().await.conversations.is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let long = "a long text ".repeat(400);
    let mut acknowledged = Vec::new();
    let refused = loop {
        let text = format!("{} {long}", acknowledged.len());
        match desk.obey(Order::Send { conversation, text: text.trim().to_owned() }).await {
            Ok(()) => acknowledged.push(text.trim().to_owned()),
            Err(code) => break code,
        }
        assert!(acknowledged.len() < 2_000, "the limit is never met");
    };
    println!("{} messages acknowledged, then refused as {refused:?}", acknowledged.len());
    assert!(!acknowledged.is_empty());

    desk.obey(Order::LiftLimit).await.expect("lifted");
    desk.obey(Order::Send { conversation, text: "There is space again".to_owned() }).await.expect("taken");
    acknowledged.push("There is space again".to_owned());
    allia_tests::eventually_equal(
        "everything acknowledged to arrive, once and in order",
        acknowledged,
        || async { phone.texts().await.expect("the phone") },
    )
    .await;
    desk.quit().await;
}
