//! Closing the window: what was typed is kept, and nothing of the program stays behind.

use super::scene::Scene;
use allia_tests::eventually;
use allia_tests::practice::PASSWORD;
use allia_tests::window::Window;
use tempfile::TempDir;
use tokio::net::TcpListener;

const ROW: &str = "[data-part=conversation-row]";
const COMPOSER: &str = "[data-part=composer]";

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn what_was_typed_right_before_the_window_is_closed_is_there_again() {
    let scene = Scene::with(&["Maya Okafor"]).await;
    let window = scene.open_signed_in().await;
    window.click(ROW).await;
    window.press(COMPOSER, "We can also meet on Fri").await;
    window.press(COMPOSER, "day").await;
    window.close_by_key().await;

    let window = scene.open().await;
    window.click(ROW).await;
    eventually("the draft", || async {
        let typed = window.find(COMPOSER).await.prop("value").await.ok()??;
        (typed == "We can also meet on Friday").then_some(())
    })
    .await;
    window.close().await;
}

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn a_window_that_is_closed_while_a_sign_in_waits_leaves_no_program() {
    let silent = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
    let address = silent.local_addr().expect("a bound port");
    let folder = TempDir::new().expect("a temporary folder");
    let window = Window::open(folder.path(), &format!("http://{address}")).await;
    window.sign_in_as("leahstone", PASSWORD).await;
    let (_open, _) = silent.accept().await.expect("the program calls the service");
    window.close_by_key().await;
}
