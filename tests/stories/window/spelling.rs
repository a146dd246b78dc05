//! Spelling in the real window: a misspelt word is underlined where messages are written, and only there.

use allia_tests::practice::PASSWORD;
use allia_tests::window::Window;
use allia_tests::{Practice, eventually};
use std::io::Write;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const ROW: &str = "[data-part=conversation-row]";
const COMPOSER: &str = "[data-part=composer]";
const SEARCH: &str = "[data-part=search]";

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn a_misspelt_word_is_underlined_in_a_message_and_not_in_a_search() {
    let practice = Practice::open().await;
    let clinician = practice.clinician("Leah Stone").await;
    practice.active_patient("Maya Okafor", &clinician).await;
    let folder = TempDir::new().expect("a temporary folder");
    let window = Window::open(folder.path(), &practice.server_address()).await;
    window.sign_in_as(&clinician.username, PASSWORD).await;
    window.click(ROW).await;

    window.press(COMPOSER, "The appointment is on Friday. ").await;
    assert_eq!(red_pixels(&window, COMPOSER).await, 0, "correct words");
    window.press(COMPOSER, "Pleese brnig it. ").await;
    eventually("the misspelt words to be underlined", || async {
        (red_pixels(&window, COMPOSER).await > 0).then_some(())
    })
    .await;
    window.photograph("spelling").await;

    window.fill(SEARCH, "Pleese brnig ").await;
    assert_eq!(red_pixels(&window, SEARCH).await, 0, "a search");
    window.close().await;
}

/// How much of an element's picture is as red as the line below a misspelt word.
async fn red_pixels(window: &Window, css: &str) -> usize {
    let picture = window.find(css).await.screenshot_as_png().await.expect("a picture");
    let mut convert = Command::new("convert")
        .args(["png:-", "-fx", "(r>0.7 && g<0.5 && b<0.5) ? 1 : 0"])
        .args(["-format", "%[fx:round(mean*w*h)]", "info:"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("ImageMagick");
    convert.stdin.take().expect("a pipe").write_all(&picture).expect("ImageMagick reads");
    let output = convert.wait_with_output().expect("ImageMagick ends");
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim().parse().unwrap_or_else(|_| panic!("no number of pixels: {text:?}"))
}
