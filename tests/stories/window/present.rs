//! Present, not in the way: the tray, the dock, a second start, links, and the window's place.

use super::scene::Scene;
use allia_client::link::link_to;
use allia_protocol::id::ConversationId;
use allia_tests::launcher::Launcher;
use allia_tests::practice::PASSWORD;
use allia_tests::tray::Panel;
use allia_tests::window::Window;
use allia_tests::window::frame::{Started, on_screen, place};
use allia_tests::{eventually, eventually_equal};
use tempfile::TempDir;

const ROW: &str = "[data-part=conversation-row]";
const HEADER: &str = "[data-part=chat-header]";

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn closed_to_the_tray_the_program_goes_on_and_comes_back() {
    let (panel, launcher) = (Panel::start().await, Launcher::start().await);
    let scene = Scene::with(&["Maya Okafor"]).await;
    let window = scene.open_signed_in().await;
    let icon = panel.icon().await;
    let plain = icon.picture().await;

    window.press_on_keyboard("alt+F4");
    window.find("[data-part=close-question]").await;
    window.photograph("close-question").await;
    window.click("[data-part=close-keep-running]").await;
    on_screen(false).await;
    scene.phone("Maya Okafor").write("Good evening").await.expect("written");
    launcher.shows(Some(1)).await;
    eventually("the mark on the icon", || async { (icon.picture().await != plain).then_some(()) }).await;
    assert_eq!(
        icon.labels().await,
        ["Open Allia Messages", "Lock", "Quiet for an hour", "Quit"],
        "nobody is named"
    );

    icon.choose("Open Allia Messages").await;
    on_screen(true).await;
    window.click(ROW).await;
    launcher.shows(None).await;
    eventually_equal("the mark to go", plain, || icon.picture()).await;

    window.press_on_keyboard("alt+F4");
    on_screen(false).await;
    icon.choose("Quit").await;
    window.has_ended().await;
}

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn a_link_opens_its_conversation_wherever_the_program_stands() {
    let scene = Scene::with(&["Maya Okafor", "Omar Haddad"]).await;
    let profile = scene.profile();
    for text in ["The first of two", "The second of two"] {
        scene.phone("Maya Okafor").write(text).await.expect("written");
    }
    let desk = scene.practice.desk(&scene.clinician).await;
    let to_maya = link_to(desk.sees(scene.patient("Maya Okafor")).await);
    let to_omar = link_to(desk.sees(scene.patient("Omar Haddad")).await);
    let window = scene.open_signed_in().await;

    Window::start_again(&profile, &[&to_maya]).await;
    window.find_saying(HEADER, "Maya Okafor").await;
    window.minimize();
    on_screen(false).await;
    Window::start_again(&profile, &[&to_omar]).await;
    on_screen(true).await;
    window.find_saying(HEADER, "Omar Haddad").await;
    Window::start_again(&profile, &[&link_to(ConversationId::generate())]).await;
    window.find("[data-part=not-in-list]").await;
    window.photograph("link-to-another-clinicians-patient").await;

    window.press_on_keyboard("ctrl+l");
    window.can_be_read("Unlock").await;
    Window::start_again(&profile, &[&to_maya]).await;
    window.type_and_enter(PASSWORD);
    window.can_be_read("The first of two").await;
    window.close_by_key().await;
}

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn the_window_is_where_it_was_and_never_off_the_screen() {
    let scene = Scene::with(&["Maya Okafor"]).await;
    let window = scene.open_signed_in().await;
    on_screen(true).await;
    window.move_to(150, 90);
    let moved = eventually("the window to be moved", || async {
        place().filter(|place| place[0].abs_diff(150) < 40)
    })
    .await;
    window.close_by_key().await;

    let window = scene.open().await;
    eventually_equal("the same place", Some(moved), || async { place() }).await;
    window.close_by_key().await;

    let far = r#"{"x":5000,"y":-700,"width":900,"height":700,"maximized":false}"#;
    std::fs::write(scene.profile().join("window.json"), far).expect("the profile can be written");
    let window = scene.open().await;
    eventually("the window on the one screen, as large as it was", || async {
        let [x, y, width, height] = place()?;
        let inside = x >= 0 && y >= 0 && x + width <= 1_400 && y + height <= 900;
        (inside && (width, height) == (900, 700)).then_some(())
    })
    .await;
    window.close_by_key().await;
}

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn a_start_with_the_computer_waits_in_the_tray() {
    let panel = Panel::start().await;
    let folder = TempDir::new().expect("a temporary folder");
    let program = Started::new(folder.path(), &["--hidden"]);
    let icon = panel.icon().await;
    assert_eq!(place(), None);
    icon.click().await;
    on_screen(true).await;
    icon.choose("Quit").await;
    assert!(program.ends().await);
}
