//! What IT fixes, in the real window: real files of root's, read by the program as on any computer. Runs as root.

use super::scene::Scene;
use allia_tests::accessibility::{Node, ScreenReader, State};
use allia_tests::eventually;
use allia_tests::window::{Computer, Window};
use serde_json::{Value, json};
use std::fs::{create_dir_all, remove_file, set_permissions, write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use thirtyfour::Key;

const MINUTES: &str = "[data-part=setting-lock-after-input]";
const PROBLEM: &str = "[data-part=policy-problem]";

/// A computer's `/etc/allia-messages`.
struct Policies(TempDir);

impl Policies {
    fn new() -> Self {
        let policies = Self(TempDir::new().expect("a temporary folder"));
        let managed = policies.0.path().join("policies/managed");
        create_dir_all(&managed).expect("folders");
        for folder in [policies.0.path(), &policies.0.path().join("policies"), &managed] {
            allow(folder, 0o755);
        }
        policies
    }

    fn put(&self, name: &str, text: &str) -> PathBuf {
        let file = self.0.path().join("policies/managed").join(name);
        write(&file, text).expect("a file");
        allow(&file, 0o644);
        file
    }

    fn computer(&self) -> Computer {
        Computer::default().with_policies(self.0.path())
    }

    fn set(&self, values: &Value) -> PathBuf {
        self.put("10-clinic.json", &values.to_string())
    }
}

fn allow(path: &Path, mode: u32) {
    set_permissions(path, PermissionsExt::from_mode(mode)).expect("permissions");
}

async fn shows(window: &Window, css: &str, property: &str, value: &str) {
    eventually(&format!("{css} with {property} {value}"), || async {
        let found = window.find(css).await.prop(property).await.ok()??;
        (found == value).then_some(())
    })
    .await;
}

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn what_is_managed_is_shown_disabled_with_its_source_and_what_is_broken_is_named() {
    let scene = Scene::with(&["Maya Okafor"]).await;
    let address = scene.practice.server_address();
    let policies = Policies::new();
    let fixed = json!({ "LockAfterMinutes": 5, "Notifications": false, "ServerAddress": address });
    let source = policies.set(&fixed).display().to_string();
    let broken = policies.put("20-broken.json", "{ \"LockAfterMinutes\": 30, ");
    let open_to_all = policies.put("30-open.json", r#"{ "LockAfterMinutes": 30 }"#);
    allow(&open_to_all, 0o666);

    let window = policies.computer().open(&scene.profile(), "https://elsewhere.example").await;
    shows(&window, "[data-part=sign-in-server]", "value", &address).await;
    shows(&window, "[data-part=sign-in-server]", "readOnly", "true").await;
    window.photograph("managed-sign-in").await;
    scene.sign_in(&window).await;
    window.click("[data-part=nav-settings]").await;

    shows(&window, "[data-part=setting-notifications] input", "disabled", "true").await;
    shows(&window, "[data-part=setting-notifications] input", "checked", "false").await;
    let note = window.find_saying("[data-part=managed][data-key=notifications]", &source).await;
    assert!(note.text().await.expect("a text").starts_with("Managed by your organization"));
    window.find_saying("[data-part=managed][data-key=server_address]", &source).await;
    window.find_saying(PROBLEM, &broken.display().to_string()).await;
    window.find_saying(PROBLEM, &open_to_all.display().to_string()).await;
    window.photograph("managed-settings").await;
    shows(&window, MINUTES, "value", "5").await;
    window.press(MINUTES, Key::Up).await;
    window.press(MINUTES, Key::Down).await;
    shows(&window, MINUTES, "value", "4").await;

    policies.set(&json!({ "LockAfterMinutes": 2 }));
    remove_file(broken).expect("removed");
    window.click("[data-part=nav-help]").await;
    window.click("[data-part=nav-settings]").await;
    shows(&window, MINUTES, "value", "2").await;
    shows(&window, "[data-part=setting-notifications] input", "checked", "true").await;
    eventually("one problem left", || async { (window.count(PROBLEM).await == 1).then_some(()) }).await;
    window.close().await;
}

#[tokio::test]
#[ignore = "needs the virtual desktop: script/desktop cargo test -p allia-tests -- --ignored window::"]
async fn a_screen_reader_says_what_is_managed_where_it_is_set_and_which_policy_is_ignored() {
    let scene = Scene::with(&["Maya Okafor"]).await;
    let policies = Policies::new();
    let clinic = policies.set(&json!({ "Notifications": false, "WhenClosed": "quit" }));
    let department = json!({ "Language": "english", "LockAfterMinutes": 5, "Notifications": true });
    let department = policies.put("20-department.json", &department.to_string());
    let broken = policies.put("30-broken.json", r#"{ "StartWithComputer": true, "LockAfterMinutes": 900 }"#);
    let [clinic, department, broken] = [clinic, department, broken].map(|file| file.display().to_string());
    let reader = ScreenReader::arrive().await;
    let window = policies.computer().open(&scene.profile(), &scene.practice.server_address()).await;
    scene.sign_in(&window).await;
    window.click("[data-part=nav-settings]").await;
    window.find(PROBLEM).await;

    let process = window.program().id;
    let tree = eventually("the settings in the tree", || async {
        reader.read(process).await.filter(|tree| tree.find("heading", "Start and end").is_some())
    })
    .await;
    let fixed = [
        ("Notify me of new messages", true, &department),
        ("Closing the window", false, &clinic),
        ("Language", false, &department),
    ];
    for (name, checked, source) in fixed {
        let control = control(&tree, name);
        assert!(usable(control).is_empty(), "{name} is managed and can be used: {control:?}");
        assert_eq!(control.states.has(State::Checked), checked, "{control:?}");
        let note = format!("Managed by your organization. Set in {source}");
        assert!(says(control, &note), "nothing says of {name}: {note}: {control:?}");
    }
    let minutes = control(&tree, "Lock after");
    assert!(!usable(minutes).is_empty(), "fewer minutes may be chosen: {minutes:?}");
    let note = format!("Managed by your organization; less can be chosen. Set in {department}");
    assert!(says(minutes, &note), "nothing says of the minutes: {note}: {minutes:?}");
    let free = control(&tree, "Start with the computer");
    assert!(!usable(free).is_empty(), "a policy that is ignored disables nothing: {free:?}");
    assert!(!says(free, "Managed"), "{free:?}");
    let ignored = format!("The value of LockAfterMinutes is not allowed. Tell your IT department: {broken}");
    assert!(tree.all().iter().any(|node| node.reading().contains(&ignored)), "{ignored}\n{tree:?}");
    window.close().await;
}

/// The control that is called so, or whose name begins so.
fn control<'a>(tree: &'a Node, name: &str) -> &'a Node {
    const ROLES: [&str; 3] = ["toggle button", "panel", "entry"];
    let all = tree.all();
    let found = all.into_iter().find(|node| ROLES.contains(&&*node.role) && node.name.starts_with(name));
    found.unwrap_or_else(|| panic!("nothing is called {name}: {tree:?}"))
}

/// Whether a screen reader says this of a control. The web view leaves the space out at which a line happens to break.
fn says(control: &Node, text: &str) -> bool {
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    letters(&control.said()).contains(&letters(text))
}

/// What of a control, or of a group of them, can be used.
fn usable(control: &Node) -> Vec<&Node> {
    let controls = control.all().into_iter().filter(|node| node.states.has(State::Focusable));
    controls.filter(|node| node.states.has(State::Sensitive)).collect()
}
