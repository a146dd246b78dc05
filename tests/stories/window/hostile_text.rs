//! Names and messages that try to be more than text, in the real window: they are shown as what they are, and nothing
//! of them runs, is fetched, or leads anywhere.

use allia_tests::hostile::{COUNT, payloads};
use allia_tests::practice::PASSWORD;
use allia_tests::wait::PATIENCE;
use allia_tests::window::Window;
use allia_tests::{Phone, Practice, eventually};
use futures_util::StreamExt;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use tempfile::TempDir;
use tokio::net::TcpListener;

const AT_A_TIME: usize = 8;
const SEARCH: &str = "[data-part=search]";
const ROWS: &str = "[data-part=conversation-rows]";
const ROW: &str = "[data-part=conversation-row]";
const ROW_NAME: &str = "[data-part=row-name]";
const MESSAGE_TEXT: &str = "[data-part=message-text]";
/// The element that moves when a list is scrolled: the list itself, or one around it.
const SCROLLER: &str = "const scroller = (list) => {
        let element = document.querySelector(list);
        while (!/auto|scroll/.test(getComputedStyle(element).overflowY)) element = element.parentElement;
        return element;
    };";
/// The commands of scrolling, opening and searching, beside those that the screens give at any time.
const READING: [&str; 8] = [
    "list_conversations",
    "open_conversation",
    "messages",
    "search_messages",
    "mark_read",
    "chat_in_front",
    "note_activity",
    "plugin%3A__TAURI_CHANNEL__%7Cfetch",
];

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
    watch(&window).await;
    sees_what_it_looks_for(&window, &canary, &payloads).await;
    let requests = canary.requests.load(Ordering::SeqCst);

    all_are_shown(&window, ROWS, ROW_NAME, &names, "down").await;
    open_first(&window, &payloads[0], phone).await;
    all_are_shown(&window, "[data-part=messages]", MESSAGE_TEXT, &names, "up").await;
    window.photograph("hostile-text").await;
    for search in ["onerror", "script", "javascript:"] {
        window.fill(SEARCH, search).await;
        window.find("[data-part=message-hit]").await;
    }

    let seen = seen(&window).await;
    assert_eq!(seen.hit, None, "a script ran");
    assert_eq!(seen.refused, Vec::<String>::new(), "only the security policy kept something from running");
    assert!(!seen.called.is_empty(), "the screens' own calls were not seen");
    let foreign: Vec<_> = seen.called.iter().filter(|call| !is_of_reading(call)).collect();
    assert_eq!(foreign, Vec::<&String>::new(), "something was called");
    assert_eq!(canary.requests.load(Ordering::SeqCst), requests, "something was fetched");
    assert_eq!(window.driver().current_url().await.expect("an address"), address);
    assert_eq!(window.driver().windows().await.expect("the windows").len(), 1);
    assert!(window.driver().get_alert_text().await.is_err(), "a dialog stands there");
    let elements = "iframe, object, embed, base, form[action], link[href*='127.0.0.1'], meta[http-equiv], a[href^='javascript']";
    assert_eq!(window.count(elements).await, 0);
    let texts = phone.texts().await.expect("the phone's messages");
    assert_eq!(texts.len(), COUNT, "something was sent or lost");
    window.find(ROW).await;
    window.close().await;
    eprintln!(
        "{COUNT} names and {COUNT} messages shown, 0 scripts run, 0 requests, {} calls, all of reading",
        seen.called.len()
    );
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

/// What happened in the window since [`watch`].
#[derive(Deserialize)]
struct Seen {
    /// The number of the script that ran.
    hit: Option<u32>,
    /// What the security policy did not let happen.
    refused: Vec<String>,
    /// Every address that a script asked for, the engine's commands among them.
    called: Vec<String>,
}

/// Notes from now on what scripts do. Does away with what was noted before.
async fn watch(window: &Window) {
    const WATCH: &str = "delete window.hit;
        if (!window.watched) {
            const call = window.fetch;
            window.fetch = (...words) => {
                window.watched.called.push(String(words[0]?.url ?? words[0]));
                return call.apply(window, words);
            };
            addEventListener('securitypolicyviolation', (refusal) => {
                window.watched.refused.push(`${refusal.effectiveDirective} ${refusal.blockedURI}`);
            });
        }
        window.watched = { refused: [], called: [] };";
    window.driver().execute(WATCH, vec![]).await.expect("a script of the test's own");
}

async fn seen(window: &Window) -> Seen {
    let script = "return { hit: window.hit ?? null, ...window.watched };";
    let answer = window.driver().execute(script, vec![]).await.expect("the window answers");
    serde_json::from_value(answer.json().clone()).expect("what was seen")
}

/// What the screens ask the engine for while somebody scrolls, opens a chat and searches.
fn is_of_reading(call: &str) -> bool {
    let command = call.strip_prefix("ipc://localhost/");
    command.is_some_and(|command| READING.contains(&command))
}

/// Otherwise finding nothing would mean nothing: a payload is put into the page as markup, another one is run as a
/// script, and the canary is called.
async fn sees_what_it_looks_for(window: &Window, canary: &Canary, payloads: &[String]) {
    const PUT: &str = "const place = document.createElement('div');
        document.body.append(place);
        place.innerHTML = arguments[0];
        setTimeout(() => place.remove(), 1000);";
    let markup = payloads.iter().find(|payload| payload.starts_with("<img src=x onerror")).expect("an image");
    window.driver().execute(PUT, vec![markup.as_str().into()]).await.expect("a script of the test's own");
    eventually("the markup to be noticed", || async {
        let seen = seen(window).await;
        (seen.hit.is_some() || !seen.refused.is_empty()).then_some(())
    })
    .await;
    watch(window).await;

    let script = payloads[0].trim_start_matches("<script>").trim_end_matches("</script>");
    window.driver().execute(script, vec![]).await.expect("a script of the test's own");
    eventually("the script to be noticed", || async {
        let seen = seen(window).await;
        (seen.hit == Some(0) && seen.called.iter().any(|call| !is_of_reading(call))).then_some(())
    })
    .await;

    let before = canary.requests.load(Ordering::SeqCst);
    drop(tokio::net::TcpStream::connect(("127.0.0.1", canary.port)).await.expect("the canary listens"));
    eventually("the canary to notice", || async {
        (canary.requests.load(Ordering::SeqCst) > before).then_some(())
    })
    .await;
    window.no_longer_shows("body > div > img").await;
    watch(window).await;
}

/// The first patient's chat, which has all the messages.
async fn open_first(window: &Window, name: &str, phone: &Phone) {
    let newest = phone.texts().await.expect("the phone's messages").pop().expect("a message");
    let to_top = format!("{SCROLLER} scroller(arguments[0]).scrollTop = 0;");
    window.driver().execute(to_top, vec![ROWS.into()]).await.expect("the list scrolls");
    window.find_saying(ROW, name).await.click().await.expect("a row");
    window.find_saying(MESSAGE_TEXT, &newest).await;
}

/// Scrolls through a list until each of these texts has stood in it, each on its own and whole.
async fn all_are_shown(window: &Window, list: &str, item: &str, texts: &BTreeSet<String>, way: &str) {
    // The answer is plain ASCII: what is compared does not depend on what the driver makes of control characters.
    const LOOK: &str = "const [list, item, way] = arguments;
        const place = scroller(list);
        const step = place.clientHeight * 0.8;
        const texts = [...place.querySelectorAll(item)].map((element) => element.textContent);
        const before = place.scrollTop;
        place.scrollTop += way === 'down' ? step : -step;
        if (place.scrollTop === before && way === 'down') place.scrollTop = 0;
        return JSON.stringify(texts).replace(/[^ -~]/g, (character) =>
            '\\\\u' + character.charCodeAt(0).toString(16).padStart(4, '0'));";
    let mut missing = texts.clone();
    let start = Instant::now();
    while !missing.is_empty() {
        let arguments = vec![list.into(), item.into(), way.into()];
        let answer = window.driver().execute(format!("{SCROLLER} {LOOK}"), arguments).await;
        let written: String = answer.expect("the list is there").convert().expect("a text");
        let shown: Vec<String> = serde_json::from_str(&written).expect("a list of texts");
        for text in &shown {
            assert!(texts.contains(text.trim()), "a text is not shown as it is: {text:?}");
            missing.remove(text.trim());
        }
        assert!(
            start.elapsed() < PATIENCE,
            "{} are not in {list}, among them {:?}",
            missing.len(),
            missing.first()
        );
    }
}
