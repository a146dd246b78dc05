//! Names and messages that try to be more than text, in the real window: they are shown as what they are, and nothing
//! of them runs, is fetched, or leads anywhere.

use allia_tests::hostile::{COUNT, payloads};
use allia_tests::practice::PASSWORD;
use allia_tests::window::Window;
use allia_tests::{Phone, Practice, eventually};
use futures_util::StreamExt;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;
use thirtyfour::By;
use tokio::net::TcpListener;

const AT_A_TIME: usize = 8;
const SEARCH: &str = "[data-part=search]";
const ROW: &str = "[data-part=conversation-row]";
const ROW_NAME: &str = "[data-part=row-name]";
const MESSAGE_TEXT: &str = "[data-part=message-text]";

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn hostile_names_and_messages_are_text() {
    let canary = Canary::start().await;
    let payloads = payloads(canary.port);
    let practice = Practice::open().await;
    let clinician = practice.clinician("Leah Stone").await;
    let admissions = payloads.iter().map(|name| practice.active_patient(name, &clinician));
    let admitted: Vec<_> = futures_util::stream::iter(admissions).buffered(AT_A_TIME).collect().await;
    let (_, phone) = &admitted[0];
    for text in &payloads {
        phone.write(text).await.expect("the phone may write");
    }
    let names: BTreeSet<String> = payloads.iter().map(|name| name.trim().to_owned()).collect();
    assert_eq!(names.len(), COUNT);

    let folder = TempDir::new().expect("a temporary folder");
    let window = Window::open(&folder.path().join("profile"), &practice.server_address()).await;
    window.sign_in_as(&clinician.username, PASSWORD).await;
    window.find(ROW).await;
    let address = window.driver().current_url().await.expect("an address");
    can_see_what_it_looks_for(&window, &canary).await;

    all_are_shown(&window, "[data-part=conversation-rows]", ROW_NAME, &names, "down").await;
    open_first(&window, phone).await;
    all_are_shown(&window, "[data-part=messages]", MESSAGE_TEXT, &names, "up").await;
    window.photograph("hostile-text").await;
    for search in ["onerror", "script", "javascript:"] {
        window.fill(SEARCH, search).await;
        window.find("[data-part=message-hit]").await;
    }

    assert_eq!(hit(&window).await, serde_json::Value::Null, "a script ran");
    assert_eq!(canary.requests.load(Ordering::SeqCst), 1, "something was fetched");
    assert_eq!(window.driver().current_url().await.expect("an address"), address);
    assert_eq!(window.driver().windows().await.expect("the windows").len(), 1);
    assert!(window.driver().get_alert_text().await.is_err(), "a dialog stands there");
    let elements = "iframe, object, embed, base, form[action], link[href*='127.0.0.1'], meta[http-equiv], a[href^='javascript']";
    assert_eq!(window.count(elements).await, 0);
    let texts = phone.texts().await.expect("the phone's messages");
    assert_eq!(texts.len(), COUNT, "something was sent or lost");
    window.find("[data-part=account]").await;
    window.close().await;
}

/// A listener to which nobody has a reason to connect.
struct Canary {
    port: u16,
    requests: Arc<AtomicUsize>,
}

impl Canary {
    async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let port = listener.local_addr().expect("a bound port").port();
        let requests = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&requests);
        tokio::spawn(async move {
            while listener.accept().await.is_ok() {
                counted.fetch_add(1, Ordering::SeqCst);
            }
        });
        Self { port, requests }
    }
}

/// Otherwise finding nothing would mean nothing. The one request to the canary is counted at the end.
async fn can_see_what_it_looks_for(window: &Window, canary: &Canary) {
    window.driver().execute("window.hit = 1;", vec![]).await.expect("a script of the test's own");
    assert_eq!(hit(window).await, serde_json::json!(1));
    window.driver().execute("delete window.hit;", vec![]).await.expect("a script of the test's own");
    drop(tokio::net::TcpStream::connect(("127.0.0.1", canary.port)).await.expect("the canary listens"));
    eventually("the canary to notice", || async {
        (canary.requests.load(Ordering::SeqCst) == 1).then_some(())
    })
    .await;
}

async fn hit(window: &Window) -> serde_json::Value {
    let answer = window.driver().execute("return window.hit ?? null;", vec![]).await;
    answer.expect("the window answers").json().clone()
}

/// The first patient's chat, which has all the messages.
async fn open_first(window: &Window, phone: &Phone) {
    let newest = phone.texts().await.expect("the phone's messages").pop().expect("a message");
    let rows = window.driver().find_all(By::Css(ROW)).await.expect("rows");
    assert!(!rows.is_empty());
    let to_top = "document.querySelector('[data-part=conversation-rows]').scrollTop = 0;";
    window.driver().execute(to_top, vec![]).await.expect("the list scrolls");
    window.find(ROW).await.click().await.expect("a row");
    window.find_saying(MESSAGE_TEXT, &newest).await;
}

/// Scrolls through a list until each of these texts has stood in it, each on its own and whole.
async fn all_are_shown(window: &Window, list: &str, item: &str, texts: &BTreeSet<String>, way: &str) {
    const LOOK: &str = "const [list, item, way] = arguments;
        const scroller = document.querySelector(list);
        const step = scroller.clientHeight * 0.8;
        const seen = [...scroller.querySelectorAll(item)].map((element) => element.textContent);
        const before = scroller.scrollTop;
        scroller.scrollTop += way === 'down' ? step : -step;
        if (scroller.scrollTop === before) scroller.scrollTop = way === 'down' ? 0 : before;
        return seen;";
    let missing = std::sync::Mutex::new(texts.clone());
    eventually(&format!("{COUNT} texts in {list}"), || async {
        let arguments = vec![list.into(), item.into(), way.into()];
        let seen: Vec<String> = window.driver().execute(LOOK, arguments).await.ok()?.convert().ok()?;
        let mut missing = missing.lock().expect("nobody panicked");
        for text in &seen {
            missing.remove(text.trim());
        }
        let known = seen.iter().all(|text| texts.contains(text.trim()));
        assert!(
            known,
            "a text is not shown as it is: {:?}",
            seen.iter().find(|text| !texts.contains(text.trim()))
        );
        missing.is_empty().then_some(())
    })
    .await;
}
