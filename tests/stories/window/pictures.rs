//! The main screens as they look, light and dark: the pictures of the documentation are taken here.

use allia_tests::window::{Demo, Window};
use allia_tests::{eventually, eventually_equal};
use tempfile::TempDir;
use thirtyfour::Key;

const PATIENT: &str = "Maya Okafor";
const ROW: &str = "[data-part=conversation-row]";
const COMPOSER: &str = "[data-part=composer]";
const SEARCH: &str = "[data-part=search]";

/// An appearance.
struct Look {
    /// Its place among the choices in the settings.
    place: usize,
    /// With what the names of its pictures end.
    ending: &'static str,
    is_dark: bool,
}

const LOOKS: [Look; 2] =
    [Look { place: 2, ending: "", is_dark: false }, Look { place: 3, ending: "-dark", is_dark: true }];

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn the_main_screens_are_shown_light_and_dark() {
    let folder = TempDir::new().expect("a temporary folder");
    let demo = Demo::start(&folder.path().join("practice"), &[]);
    let window = Window::open(&folder.path().join("profile"), &demo.server_address).await;
    window.find("[data-part=sign-in-submit]").await;
    window.photograph("sign-in").await;
    window.sign_in(&demo).await;
    open_chat(&window).await;
    window.press(COMPOSER, "How are you feeling after the new dosage?").await;
    window.press(COMPOSER, Key::Enter).await;
    window.find_saying("[data-part=send-status]", "Sent").await;
    for look in LOOKS {
        walk_through(&window, look).await;
    }
    window.press_on_keyboard("ctrl+l");
    window.can_be_read("Signed in as").await;
    window.photograph_on_desktop("lock").await;
    window.close_by_key().await;
}

async fn open_chat(window: &Window) {
    eventually("the chat to be open", || async {
        window.find_saying(ROW, PATIENT).await.click().await.ok()?;
        (window.count(COMPOSER).await == 1).then_some(())
    })
    .await;
    window.find_saying("[data-part=chat-header]", PATIENT).await;
}

/// Chooses the appearance, then goes from screen to screen.
async fn walk_through(window: &Window, look: Look) {
    let picture = |screen: &str| format!("{screen}{}", look.ending);
    window.click("[data-part=nav-settings]").await;
    window.click(&format!("[data-part=setting-appearance] label:nth-of-type({})", look.place)).await;
    eventually_equal("the colours of the page", look.is_dark, || is_dark(window)).await;
    window.click("[data-part=nav-messages]").await;
    window.click("[data-part=nav-settings]").await;
    window.photograph(&picture("settings")).await;

    window.click("[data-part=nav-help]").await;
    window.click("[data-part=open-doctor]").await;
    window.find_saying("[data-part=doctor-overall]", "Everything works.").await;
    window.photograph(&picture("network-doctor")).await;

    window.click("[data-part=nav-messages]").await;
    open_chat(window).await;
    window.photograph(&picture("messages")).await;
    window.fill(SEARCH, "wilkinson").await;
    window.find("[data-part=empty-search]").await;
    window.photograph(&picture("missing-patient")).await;
    window.fill(SEARCH, "").await;
    window.find_saying(ROW, PATIENT).await;

    window.press_on_keyboard("ctrl+k");
    window.press("[data-part=palette-field]", "ma").await;
    window.find_saying("[data-part=palette-options]", PATIENT).await;
    window.photograph(&picture("palette")).await;
    window.press_on_keyboard("Escape");
    window.no_longer_shows("[data-part=palette]").await;
    window.click("[data-part=nav-messages]").await;
    window.press_on_keyboard("question");
    window.find("[data-part=keys-dialog]").await;
    window.photograph(&picture("keys")).await;
    window.press_on_keyboard("Escape");
    window.no_longer_shows("[data-part=keys-dialog]").await;
}

/// Whether the page's ground is darker than the text on it.
async fn is_dark(window: &Window) -> bool {
    const COMPARE: &str = "const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + +part, 0);
        const body = getComputedStyle(document.body);
        return light(body.backgroundColor) < light(body.color);";
    let compared = window.driver().execute(COMPARE, Vec::new()).await.expect("the window answers");
    compared.json().as_bool().expect("an answer")
}
