//! The real window as a screen reader gets to know it.

use super::scene::Scene;
use allia_tests::accessibility::{Action, Announcements, Node, ScreenReader, State, Step, Walk, as_written};
use allia_tests::phone::Online;
use allia_tests::window::Window;
use allia_tests::{eventually, eventually_equal};

const WALK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/accessibility/screen-reader-walk.md");
const ROW: &str = "[data-part=conversation-row]";

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn the_main_job_is_heard_as_the_walk_says() {
    let document = std::fs::read_to_string(WALK).expect("the document");
    let walk = Walk::parse(&document).expect("the document can be walked");
    let mut room = Room::prepare().await;
    let mut expected = Vec::new();
    for (index, step) in walk.steps.iter().enumerate() {
        let row = format!("row {} of the walk, {:?}", index + 1, step.action);
        let read = room.act(step).await;
        room.has_focus(&step.focus).await;
        if let (Some(said), false) = (&step.said, read) {
            expected.push(said.clone());
            eventually_equal(&format!("what was said until {row}"), expected.clone(), || async {
                room.announced(&expected)
            })
            .await;
        }
    }
    assert_eq!(room.announced(&expected), expected, "what was said on the whole walk");
    room.window().close_by_key().await;
}

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn every_part_of_the_window_says_what_it_is() {
    let mut room = Room::prepare().await;
    room.open().await;
    room.scene.sign_in(room.shown()).await;
    list_says_what_it_is(&room).await;
    room.shown().find_saying(ROW, "Ana Silva").await.click().await.expect("a row");
    chat_says_what_it_is(&room).await;
    room.shown().click("[data-part=nav-settings]").await;
    settings_say_what_they_are(&room).await;
    room.shown().click("[data-part=sign-out]").await;
    dialog_says_what_it_is(&room).await;
    room.shown().press_on_keyboard("Escape");
    room.has_focus("Sign out, button").await;
    room.shown().press_on_keyboard("ctrl+l");
    lock_screen_says_what_it_is(&room).await;
    room.window().close_by_key().await;
}

async fn list_says_what_it_is(room: &Room) {
    let rows = room.sees("both rows of the list", |tree| {
        let list = tree.find("list box", "Conversations")?;
        let names: Vec<_> = list.with_role("list item").iter().map(|row| row.name.clone()).collect();
        (names.len() == 2 && names[0].contains("Online now")).then_some(names)
    });
    let written = [
        "Ana Silva, Online now, 1 unread, {time}, Good morning, doctor",
        "Ben Ode, Offline, No messages yet",
    ];
    for (row, written) in rows.await.iter().zip(written) {
        assert_eq!(as_written(written, row), written);
    }
    let tree = room.tree().await;
    for (role, name) in [
        ("web page", "Allia Messages"),
        ("landmark", "Main"),
        ("landmark", "Patients"),
        ("landmark", "Chat"),
        ("entry", "Search patients"),
        ("heading", "Messages"),
        ("separator", "Width of the list"),
    ] {
        assert!(tree.find(role, name).is_some(), "no {role} is called {name}: {tree:?}");
    }
    let navigation = tree.find("landmark", "Main").expect("the navigation");
    let buttons: Vec<_> =
        navigation.with_role("button").iter().map(|button| as_written("", &button.name)).collect();
    assert_eq!(buttons, ["Messages, 1 unread", "Not sent", "Settings", "Help", "Lock"]);
    assert!(
        navigation.with_role("button").iter().all(|button| button.actions == ["press"]),
        "{navigation:?}"
    );
}

async fn chat_says_what_it_is(room: &Room) {
    room.has_focus("Message to Ana Silva, entry, multi-line").await;
    let tree = room.tree().await;
    let composer = tree.find("entry", "Message to Ana Silva").expect("the composer");
    assert!(composer.states.has(State::Editable), "{composer:?}");
    let name = tree.find("heading", "Ana Silva").expect("the name above the chat");
    assert_eq!(name.description, "", "the name is said twice");
    let send = tree.find("button", "Send").expect("the button that sends");
    assert!(!send.states.has(State::Sensitive), "there is nothing to send: {send:?}");
    let notice = tree.find("button", "Show notice").expect("the button for the notice");
    assert!(notice.states.has(State::Expandable) && !notice.states.has(State::Expanded), "{notice:?}");
}

async fn settings_say_what_they_are(room: &Room) {
    let chosen = |tree: &Node, name: &str| {
        let all = tree.all();
        let found = all.iter().find(|node| node.name.starts_with(name) && node.states.has(State::Focusable));
        found.map(|node| (node.states.has(State::Checked), node.states.has(State::Sensitive)))
    };
    room.sees("the settings", |tree| tree.find("heading", "Notifications").map(|_| ())).await;
    let tree = room.tree().await;
    assert_eq!(chosen(&tree, "Notify me of new messages"), Some((true, true)), "{tree:?}");
    assert_eq!(chosen(&tree, "As the system"), Some((true, true)), "{tree:?}");
    assert_eq!(chosen(&tree, "Dark"), Some((false, true)), "{tree:?}");
}

/// Nothing of the window beside the dialog can be reached; what is announced still is.
async fn dialog_says_what_it_is(room: &Room) {
    room.has_focus("Cancel, button").await;
    let tree = room.tree().await;
    let dialog = tree.find("dialog", "Sign out?").expect("the dialog");
    assert!(dialog.focused().is_some(), "the focus is not in the dialog: {tree:?}");
    assert!(tree.find("heading", "Settings").is_none(), "what is behind the dialog can be reached: {tree:?}");
    assert!(tree.find("landmark", "Main").is_none(), "what is behind the dialog can be reached: {tree:?}");
    assert!(tree.find("log", "Announcements").is_some(), "nothing could be announced: {tree:?}");
}

async fn lock_screen_says_what_it_is(room: &Room) {
    room.has_focus("Password, password text").await;
    let tree = room.tree().await;
    for (role, name) in [("heading", "Locked"), ("form", "Unlock"), ("button", "Unlock")] {
        assert!(tree.find(role, name).is_some(), "no {role} is called {name}: {tree:?}");
    }
    for name in ["Ana", "Ben", "Good morning"] {
        assert!(!format!("{tree:?}").contains(name), "{name} can be read behind the lock: {tree:?}");
    }
}

/// A practice with two patients, the clinician's window, and somebody who listens to it.
struct Room {
    scene: Scene,
    reader: ScreenReader,
    announcements: Announcements,
    window: Option<Window>,
    _online: Online,
}

impl Room {
    async fn prepare() -> Self {
        let scene = Scene::with(&["Ana Silva", "Ben Ode"]).await;
        let ana = scene.phone("Ana Silva");
        ana.write("Good morning, doctor").await.expect("the phone may write");
        let online = ana.come_online().await.expect("the phone may come online");
        let reader = ScreenReader::arrive().await;
        Self {
            announcements: Announcements::listen(&reader).await,
            window: None,
            _online: online,
            reader,
            scene,
        }
    }

    fn window(self) -> Window {
        self.window.expect("the window is open")
    }

    fn shown(&self) -> &Window {
        self.window.as_ref().expect("the window is open")
    }

    async fn open(&mut self) {
        self.window = Some(self.scene.open().await);
    }

    /// Waits until the tree shows something.
    async fn sees<T>(&self, what: &str, look: impl Fn(&Node) -> Option<T>) -> T {
        eventually(what, || async { look(&self.tree().await) }).await
    }

    /// Waits until this is said of the object that has the keyboard.
    async fn has_focus(&self, written: &str) {
        eventually_equal("what has the keyboard", written.to_owned(), || async {
            as_written(written, &self.focused().await)
        })
        .await;
    }

    /// Does what the step says. Gives whether that was to read something, which is then read.
    async fn act(&mut self, step: &Step) -> bool {
        match &step.action {
            Action::Open => self.open().await,
            Action::Press(keys) => self.shown().press_on_keyboard(keys),
            Action::Type(text) => self.shown().type_text(text),
            Action::ReadLastMessage => self.read_last_message(step).await,
            Action::Writes { name, text } => {
                self.scene.phone(name).write(text).await.expect("the phone may write");
            }
        }
        step.action == Action::ReadLastMessage
    }

    async fn read_last_message(&self, step: &Step) {
        let expected = step.said.clone().unwrap_or_default();
        eventually_equal("the last message", expected.clone(), || async {
            let tree = self.tree().await;
            let messages = tree.find("landmark", "Messages").map(|list| list.with_role("list item"));
            let last = messages.and_then(|messages| messages.last().map(|message| message.name.clone()));
            as_written(&expected, &last.unwrap_or_default())
        })
        .await;
    }

    async fn focused(&self) -> String {
        self.tree().await.focused().map(Node::said).unwrap_or_default()
    }

    async fn tree(&self) -> Node {
        let process = self.shown().program().id;
        eventually("the window's accessibility tree", || self.reader.read(process)).await
    }

    /// Everything that was announced so far, each in the words of the document where it fits them.
    fn announced(&self, expected: &[String]) -> Vec<String> {
        let heard = self.announcements.heard();
        let written = |(index, heard): (usize, &String)| {
            expected.get(index).map_or_else(|| heard.clone(), |pattern| as_written(pattern, heard))
        };
        heard.iter().enumerate().map(written).collect()
    }
}
