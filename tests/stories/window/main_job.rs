//! The main job in the real window: sign in, find the patient, write, be answered, be told, restart, read
//! offline. Real keyring, real notification service, real demo practice.

use allia_tests::window::{Demo, DesktopNotices, Window};
use allia_tests::{eventually, marker};
use std::path::Path;
use tempfile::TempDir;
use thirtyfour::Key;

const PATIENT: &str = "Maya Okafor";
const TEXT: &str = "How are you feeling after the new dosage?";
const ROW: &str = "[data-part=conversation-row]";
const MESSAGE: &str = "[data-part=message]";
const COMPOSER: &str = "[data-part=composer]";
const SEARCH: &str = "[data-part=search]";

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn the_main_job_end_to_end() {
    let folder = TempDir::new().expect("a temporary folder");
    let profile = folder.path().join("profile");
    let demo = Demo::start(&folder.path().join("practice"), &["--pace", "4"]);

    let window = Window::open(&profile, &demo.server_address).await;
    window.photograph("1-sign-in").await;
    window.sign_in(&demo).await;
    window.find(ROW).await;
    window.photograph("2-list").await;

    find_and_open(&window, "oka", PATIENT).await;
    window.find_saying("[data-part=chat-header]", PATIENT).await;
    write(&window, TEXT).await;
    window.find_saying("[data-part=send-status]", "Sent").await;
    window.photograph("3-sent").await;
    window.find_saying("[data-part=chat-header]", "Online now").await;
    window.photograph("4-online").await;

    let notices = DesktopNotices::follow().await;
    find_and_open(&window, "nguyen", "Nguyễn Thị Minh Khai").await;
    let row = window.find_saying(ROW, PATIENT).await;
    eventually("the answer to be unread", || async {
        (!row.find_all(thirtyfour::By::Css("[data-part=unread]")).await.ok()?.is_empty()).then_some(())
    })
    .await;
    eventually("a toast on the desktop", || async {
        notices.summaries().contains(&"New message".to_owned()).then_some(())
    })
    .await;
    window.photograph("5-answered").await;
    find_and_open(&window, "oka", PATIENT).await;
    let answer = eventually("the answer in the chat", || async { newest_text(&window).await }).await;
    window.photograph("6-read").await;

    window.close().await;
    drop(demo);
    let window = Window::open(&profile, "http://127.0.0.1:9").await;
    window.find_saying("[data-part=connection-banner]", "Offline").await;
    find_and_open(&window, "oka", PATIENT).await;
    window.find_saying(MESSAGE, TEXT).await;
    window.find_saying(MESSAGE, &answer).await;
    window.photograph("7-offline").await;
    window.close().await;

    let desktop = std::env::var_os("ALLIA_DESKTOP").expect("the virtual desktop");
    for place in [profile.as_path(), Path::new(&desktop)] {
        assert_eq!(marker::find(place, &["Okafor", TEXT, &answer]), Vec::<String>::new());
    }
}

async fn find_and_open(window: &Window, search: &str, name: &str) {
    window.fill(SEARCH, search).await;
    window.find_saying(ROW, name).await.click().await.expect("a row");
    window.find_saying("[data-part=chat-header]", name).await;
    window.fill(SEARCH, "").await;
}

async fn write(window: &Window, text: &str) {
    window.press(COMPOSER, text).await;
    window.press(COMPOSER, Key::Enter).await;
    window.find_saying(MESSAGE, text).await;
}

/// The patient's newest text after ours.
async fn newest_text(window: &Window) -> Option<String> {
    let last = window.driver().find_all(thirtyfour::By::Css(MESSAGE)).await.ok()?.pop()?;
    let from_me = last.attr("data-own").await.ok()?;
    let text = last.find(thirtyfour::By::Css("[data-part=message-text]")).await.ok()?.text().await.ok()?;
    (from_me.as_deref() != Some("true")).then_some(text)
}
