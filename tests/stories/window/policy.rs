//! What IT fixes, in the real window: real files of root's, read by the program as on any computer. Runs as root.

use super::scene::Scene;
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
