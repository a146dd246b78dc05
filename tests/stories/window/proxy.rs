//! A clinic's proxy between the real window and the service: one that looks into what passes, and one that breaks.

use super::scene::Scene;
use allia_tests::practice::PASSWORD;
use allia_tests::window::{Computer, Window};
use allia_tests::{Authority, Conduct, Proxy, eventually_equal};
use std::time::Duration;
use thirtyfour::Key;

/// The service's name. Nobody but the proxy knows it.
const HOST: &str = "messages.clinic.test";
const SERVER: &str = "https://messages.clinic.test";
const COMPANY: &str = "Harbor Practice Inspection";
const PATIENT: &str = "Maya Okafor";
const ROW: &str = "[data-part=conversation-row]";
const MESSAGE: &str = "[data-part=message]";
const COMPOSER: &str = "[data-part=composer]";
const BANNER: &str = "[data-part=connection-banner]";
const FIND_OUT_WHY: &str = "[data-part=find-out-why]";
/// Everything that can be pressed or ticked.
const CONTROLS: &str = "button, a, summary, [role=button], [role=link], [type=checkbox]";

async fn inspecting(scene: &Scene, company: &Authority) -> Proxy {
    Proxy::inspecting(scene.practice.address(), company.speak_for(HOST)).await
}

/// Writes in the open chat.
async fn write(window: &Window, text: &str) {
    window.press(COMPOSER, text).await;
    window.press(COMPOSER, Key::Enter).await;
    window.find_saying(MESSAGE, text).await;
}

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn a_proxy_that_inspects_is_worked_through_where_its_authority_is_trusted_and_refused_by_name_elsewhere()
 {
    let scene = Scene::with(&[PATIENT]).await;
    let company = Authority::named(COMPANY);
    let proxy = inspecting(&scene, &company).await;
    let stores = scene.place("stores");
    let computer = Computer::default().behind(&proxy);

    let elsewhere = computer.clone().trusting(&Authority::named("Somebody Else").store_in(&stores));
    let window = elsewhere.open(&scene.profile(), SERVER).await;
    window.sign_in_as(&scene.clinician.username, PASSWORD).await;
    window.find_saying("[role=alert]", COMPANY).await;
    assert_eq!(window.texts(CONTROLS).await, ["Find out why", "Sign in"], "a way around it");
    window.photograph("certificate-refused").await;
    window.click(FIND_OUT_WHY).await;
    window.find_saying("[data-part=check-tls][data-code=tls_unknown_issuer]", COMPANY).await;
    window.find_saying("[data-part=doctor-overall]", "Something does not work").await;
    let controls = ["Check again", "Copy report for IT", "Show the report", "Back"];
    assert_eq!(window.texts(CONTROLS).await, controls, "a way around it");
    window.photograph("doctor-certificate-refused").await;
    window.close().await;
    assert_eq!(proxy.heard(), [""; 0], "nothing was said to the proxy");

    let window = computer.trusting(&company.store_in(&stores)).open(&scene.profile(), SERVER).await;
    scene.sign_in(&window).await;
    window.click(ROW).await;
    write(&window, "How did the week go?").await;
    scene.phone(PATIENT).receives("How did the week go?").await;
    scene.phone(PATIENT).write("Better, thank you").await.expect("written");
    window.find_saying(MESSAGE, "Better, thank you").await;
    let heard = proxy.heard();
    assert!(heard.iter().any(|line| line.starts_with("PUT /v1/conversations/")), "past the proxy: {heard:?}");
    window.close().await;
}

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn what_is_written_while_a_proxy_breaks_waits_in_the_outbox_and_arrives_once() {
    const LOST: &str = "Its answer was lost";
    const WAITING: &str = "Written while nothing passed";
    let scene = Scene::with(&[PATIENT]).await;
    let phone = scene.phone(PATIENT);
    let company = Authority::named(COMPANY);
    let proxy = inspecting(&scene, &company).await;
    let store = company.store_in(&scene.place("stores"));
    let slow = Conduct::Delays(Duration::from_millis(150));
    proxy.conduct(slow.clone());
    let window = Computer::default().behind(&proxy).trusting(&store).open(&scene.profile(), SERVER).await;
    scene.sign_in(&window).await;
    window.click(ROW).await;
    window.no_longer_shows(BANNER).await;

    proxy.conduct(Conduct::LosesAnswers);
    write(&window, LOST).await;
    phone.receives(LOST).await;
    window.find_saying(BANNER, "Offline.").await;
    proxy.conduct(Conduct::Breaks);
    write(&window, WAITING).await;
    phone.write("Are you there?").await.expect("written");
    window.find_saying(BANNER, "proxy does not let the connection through").await;
    eventually_equal("how the messages stand", both("queued"), || states(&window)).await;
    window.photograph("offline").await;

    proxy.conduct(slow);
    window.click("[data-part=try-now]").await;
    window.no_longer_shows(BANNER).await;
    window.find_saying(MESSAGE, "Are you there?").await;
    eventually_equal("how the messages stand", both("sent"), || states(&window)).await;
    let arrived = [LOST, "Are you there?", WAITING];
    assert_eq!(phone.texts().await.expect("the phone reads"), arrived);
    window.close().await;
}

/// Both messages, like this.
fn both(state: &str) -> Vec<String> {
    vec![state.to_owned(); 2]
}

/// The states that stand below messages, in the order of the chat.
async fn states(window: &Window) -> Vec<String> {
    const READ: &str = "return [...document.querySelectorAll('[data-part=send-status]')].map((status) => status.dataset.state);";
    let read = window.driver().execute(READ, Vec::new()).await.ok();
    read.and_then(|read| read.convert().ok()).unwrap_or_default()
}
