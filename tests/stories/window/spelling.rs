//! Spelling in the real window: a misspelt word is underlined, its menu offers better ones, and teaches nothing.

use super::scene::Scene;
use allia_tests::eventually;
use std::process::Command;

const ROW: &str = "[data-part=conversation-row]";
const COMPOSER: &str = "[data-part=composer]";
/// A line below a word has at least so many red points.
const LINE: usize = 10;
/// Everything on the desktop that is not about as red as the line below a misspelt word becomes black.
const COUNT_RED: &str = "import -window root png:- | convert png:- -fuzz 12% -fill black +opaque '#ff7f7f' \
    -fill white +opaque black -format '%[fx:round(mean*w*h)]' info:";

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn a_misspelt_word_is_underlined_and_corrected_but_never_learned() {
    let scene = Scene::with(&["Maya Okafor"]).await;
    let window = scene.open_signed_in().await;
    window.click(ROW).await;
    window.find(COMPOSER).await;

    window.type_text("The appointment is on Friday. ");
    let before = red_points();
    window.type_text("Pleese ");
    eventually("the misspelt word to be underlined", || async {
        (red_points() > before + LINE).then_some(())
    })
    .await;

    for key in ["Left", "Left", "shift+F10"] {
        window.press_on_keyboard(key);
    }
    window.can_be_read("Please").await;
    let menu = window.read_aloud();
    for teaching in ["Learn", "Ignore"] {
        assert!(!menu.contains(teaching), "{menu}");
    }
    window.press_on_keyboard("Escape");
    window.close().await;
}

/// How much of the desktop is red. The driver's own pictures lack the lines below words.
fn red_points() -> usize {
    let counted = Command::new("sh").args(["-c", COUNT_RED]).output().expect("ImageMagick");
    let text = String::from_utf8_lossy(&counted.stdout);
    text.trim().parse().unwrap_or_else(|_| panic!("no number of points: {text:?}"))
}
