//! The network doctor in the real window: what it finds, and what IT gets.

use super::scene::Scene;
use allia_tests::eventually;
use allia_tests::practice::PASSWORD;
use allia_tests::tap::Tap;
use allia_tests::window::{Computer, Window};

const PATIENT: &str = "Maya Okafor";
const TEXT: &str = "The rash on my arm is back";
const ROW: &str = "[data-part=conversation-row]";
const REPORT: &str = "[data-part=doctor-report]";
const COMPOSER: &str = "[data-part=composer]";

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn the_doctors_verdict_is_shown_and_the_copied_report_names_nobody() {
    let scene = Scene::with(&[PATIENT]).await;
    scene.phone(PATIENT).write(TEXT).await.expect("written");
    let tap = Tap::to(scene.practice.address()).await.expect("a relay");
    let window = Computer::default().open(&scene.profile(), &tap.server_address()).await;
    scene.sign_in(&window).await;
    window.find_saying(ROW, TEXT).await;
    window.click("[data-part=nav-help]").await;
    window.click("[data-part=open-doctor]").await;
    for (check, code) in [
        ("check-name-resolution", "name_is_number"),
        ("check-proxy", "proxy_none"),
        ("check-tls", "tls_not_used"),
        ("check-service", "service_works"),
        ("check-live-stream", "live_works"),
        ("check-clock", "clock_right"),
        ("check-disk-space", "disk_enough"),
        ("check-keyring", "keyring_works"),
    ] {
        window.find(&format!("[data-part={check}][data-code={code}]")).await;
    }
    window.find_saying("[data-part=doctor-overall]", "Everything works.").await;
    window.photograph("doctor").await;

    window.click("summary").await;
    let report = window.find(REPORT).await.text().await.expect("a text");
    window.photograph("doctor-report").await;
    window.click("[data-part=copy-report]").await;
    window.find_saying("[data-part=copy-report]", "Copied").await;
    let copied = paste(&window).await;
    assert_eq!(copied.trim(), report.trim(), "what is copied is what can be read");
    for check in ["service_works", "live_works", "keyring_works"] {
        assert!(copied.contains(check), "{check} is missing in\n{copied}");
    }
    names_nobody(&copied, &scene, &tap);
    window.close().await;
}

/// What is on the clipboard, as a person sees it: put into a field with the keyboard.
async fn paste(window: &Window) -> String {
    window.click("[data-part=nav-messages]").await;
    window.click(ROW).await;
    window.click(COMPOSER).await;
    window.press_on_keyboard("ctrl+v");
    eventually("the report in the field", || async {
        let pasted = window.find(COMPOSER).await.prop("value").await.ok()??;
        (!pasted.is_empty()).then_some(pasted)
    })
    .await
}

fn names_nobody(report: &str, scene: &Scene, tap: &Tap) {
    let profile = scene.profile().display().to_string();
    let mut secrets = vec![scene.clinician.username.clone(), PASSWORD.to_owned(), profile, TEXT.to_owned()];
    secrets.extend(["Leah", "Stone", "Maya", "Okafor", "Bearer"].map(str::to_owned));
    let tokens = ["access_token", "refresh_token"].map(|field| tap.answered(field));
    assert!(tokens.iter().all(|tokens| !tokens.is_empty()), "no token was seen on the line");
    secrets.extend(tokens.into_iter().flatten());
    let report = report.to_lowercase();
    for secret in secrets {
        assert!(!report.contains(&secret.to_lowercase()), "{secret} in\n{report}");
    }
}
