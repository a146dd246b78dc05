//! The main job in the real window with the desktop's keyboard alone: no click, no key of the driver's.

use super::scene::Scene;
use allia_tests::practice::PASSWORD;
use allia_tests::window::Window;
use allia_tests::{eventually, eventually_equal};

const PATIENT: &str = "Maya Okafor";
const TEXT: &str = "Written without a mouse";
const FOCUSED: &str = "return document.activeElement?.dataset.part ?? '';";
const WRITTEN: &str = "return document.querySelector('[data-part=composer]')?.value ?? '';";
const ACTIVE: &str = "return document.querySelector('[data-part=palette-options] [aria-selected=true]')\
    ?.textContent ?? '';";

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn sign_in_find_write_lock_and_come_back_without_a_mouse() {
    let scene = Scene::with(&[PATIENT, "Noah Lindqvist", "Priya Raman"]).await;
    let window = scene.open().await;
    focus_stands_in(&window, "sign-in-username").await;
    window.type_text(&scene.clinician.username);
    window.press_on_keyboard("Tab");
    window.type_and_enter(PASSWORD);
    focus_stands_in(&window, "search").await;

    find_in_palette(&window, "oka", PATIENT).await;
    focus_stands_in(&window, "composer").await;
    window.find_saying("[data-part=chat-header]", PATIENT).await;
    window.type_text(TEXT);
    for (keys, left) in [("ctrl+a", TEXT), ("ctrl+x", ""), ("ctrl+z", TEXT), ("ctrl+y", ""), ("ctrl+v", TEXT)]
    {
        window.press_on_keyboard(keys);
        eventually_equal(keys, left.to_owned(), || asked(&window, WRITTEN)).await;
    }
    window.press_on_keyboard("Return");
    window.find_saying("[data-part=message]", TEXT).await;
    window.find_saying("[data-part=send-status]", "Sent").await;

    window.press_on_keyboard("F6");
    focus_stands_in(&window, "nav-messages").await;
    find_in_palette(&window, "go help", "Go to Help").await;
    focus_stands_in(&window, "help").await;
    window.press_on_keyboard("ctrl+f");
    focus_stands_in(&window, "search").await;

    window.press_on_keyboard("ctrl+l");
    // The lock ends the process that the driver speaks to.
    window.can_be_read("Locked").await;
    window.type_and_enter(PASSWORD);
    window.can_be_read(PATIENT).await;
    window.type_and_enter("oka");
    window.can_be_read("Message to Maya Okafor").await;
    window.close_by_key().await;
}

/// Opens the palette, types, waits until Enter would choose the line that says so, and presses it.
async fn find_in_palette(window: &Window, typed: &str, line: &str) {
    window.press_on_keyboard("ctrl+k");
    focus_stands_in(window, "palette-field").await;
    window.type_text(typed);
    eventually(&format!("{line:?} to be the chosen line"), || async {
        asked(window, ACTIVE).await.contains(line).then_some(())
    })
    .await;
    window.press_on_keyboard("Return");
}

async fn focus_stands_in(window: &Window, part: &str) {
    eventually_equal("the part with the focus", part.to_owned(), || asked(window, FOCUSED)).await;
}

async fn asked(window: &Window, script: &str) -> String {
    let answer = window.driver().execute(script, Vec::new()).await.ok();
    answer.and_then(|answer| answer.json().as_str().map(str::to_owned)).unwrap_or_default()
}
