//! The program's icon in the system's tray: a mark while messages wait unread, and a menu that names nobody.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

#[cfg(not(target_os = "linux"))]
use elsewhere as system;
#[cfg(target_os = "linux")]
use linux as system;

use crate::engine::Engine;
use crate::{closing, window};
use allia_client::outside::Outside;
use allia_client::words::Words;
use std::time::Duration;
use tauri::image::Image;
use tauri::{AppHandle, Manager, include_image};
use tokio::sync::watch;

/// How long a tray may be away before a hidden window comes back: the desktop may be starting it, or starting it anew.
const GRACE: Duration = Duration::from_secs(20);

static PLAIN: Image<'_> = include_image!("../icons/64x64.png");
static MARKED: Image<'_> = include_image!("../icons/tray-unread.png");

/// What a person chose in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Open,
    Lock,
    Quiet,
    Quit,
}

/// An entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    choice: Choice,
    label: &'static str,
    enabled: bool,
    /// Whether it is switched on, for one that can be.
    checked: Option<bool>,
}

/// What the tray shows.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    marked: bool,
    /// What the icon stands for, for whoever cannot see it.
    meaning: &'static str,
    menu: [Entry; 4],
}

impl Shown {
    fn new(outside: Outside, words: &Words) -> Self {
        let entry = |choice, label, enabled| Entry { choice, label, enabled, checked: None };
        let quiet = entry(Choice::Quiet, words.tray_quiet, outside.can_be_quiet);
        Self {
            marked: outside.unread > 0,
            meaning: if outside.unread > 0 { words.tray_unread } else { "" },
            menu: [
                entry(Choice::Open, words.tray_open, true),
                entry(Choice::Lock, words.tray_lock, outside.can_lock),
                Entry { checked: Some(outside.quiet), ..quiet },
                entry(Choice::Quit, words.tray_quit, true),
            ],
        }
    }

    fn icon(&self) -> &'static Image<'static> {
        if self.marked { &MARKED } else { &PLAIN }
    }
}

/// The tray's icon, and whether there is a tray to show it.
pub(crate) struct Tray {
    shown: watch::Sender<Shown>,
    is_there: watch::Receiver<bool>,
}

impl Tray {
    /// Puts the icon into the tray, as soon as there is one.
    pub(crate) fn start(app: &AppHandle) -> Self {
        let shown = watch::Sender::new(Shown::new(Outside::default(), crate::language::words_of_system()));
        let (tell, is_there) = watch::channel(false);
        let chooser = app.clone();
        let choose = move |choice| follow_choice(&chooser, choice);
        tauri::async_runtime::spawn(system::run(app.clone(), shown.subscribe(), tell, choose));
        tauri::async_runtime::spawn(stay_reachable(app.clone(), is_there.clone()));
        Self { shown, is_there }
    }

    /// Shows how the program stands.
    pub(crate) fn show(&self, outside: Outside, words: &Words) {
        let next = Shown::new(outside, words);
        self.shown.send_if_modified(|shown| {
            let modified = *shown != next;
            *shown = next;
            modified
        });
    }

    /// Whether an icon in a tray leads back to the window.
    pub(crate) fn is_there(&self) -> bool {
        *self.is_there.borrow()
    }
}

fn follow_choice(app: &AppHandle, choice: Choice) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        match choice {
            Choice::Open => window::raise(&app),
            Choice::Lock => app.state::<Engine>().lock().await,
            Choice::Quiet => app.state::<Engine>().switch_quiet().await,
            Choice::Quit => closing::quit(&app),
        }
    });
}

/// A window that is hidden comes back, minimized, when no tray leads to it any more.
async fn stay_reachable(app: AppHandle, mut is_there: watch::Receiver<bool>) {
    loop {
        if tokio::time::timeout(GRACE, is_there.wait_for(|there| *there)).await.is_err() {
            window::bring_back(&app);
            if is_there.wait_for(|there| *there).await.is_err() {
                return;
            }
        }
        // The sender goes only with the program.
        if is_there.wait_for(|there| !*there).await.is_err() || is_there.has_changed().is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use allia_client::words::ENGLISH;

    #[test]
    fn the_mark_says_that_something_waits_and_no_entry_says_of_whom() {
        let outside = Outside { unread: 3, can_lock: true, can_be_quiet: true, quiet: true };
        let shown = Shown::new(outside, &ENGLISH);
        assert!(shown.marked);
        assert_eq!(shown.meaning, "Unread messages");
        let menu = shown.menu.map(|entry| (entry.label, entry.enabled, entry.checked));
        let expected = [
            ("Open Allia Messages", true, None),
            ("Lock", true, None),
            ("Quiet for an hour", true, Some(true)),
            ("Quit", true, None),
        ];
        assert_eq!(menu, expected);
    }

    #[test]
    fn with_nobody_signed_in_one_can_open_and_quit() {
        let shown = Shown::new(Outside::default(), &ENGLISH);
        assert!(!shown.marked);
        let enabled: Vec<Choice> =
            shown.menu.iter().filter(|entry| entry.enabled).map(|entry| entry.choice).collect();
        assert_eq!(enabled, [Choice::Open, Choice::Quit]);
    }
}
