//! The window as the desktop sees it: whether it is there, and where.

use super::{Window, built, picture};
use crate::process::Process;
use crate::wait::{eventually, eventually_equal};
use std::cell::RefCell;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const SEARCH: [&str; 4] = ["search", "--onlyvisible", "--name", "^Allia Messages$"];

/// A picture of a window in which nothing is drawn yet has fewer bytes.
const BLANK: usize = 2_000;

/// Left, top, width and height of what the program draws, in pixels.
pub type Place = [i64; 4];

impl Window {
    /// Starts the program another time, over the same profile, and waits until that start has ended.
    ///
    /// # Panics
    /// When it does not end well.
    pub async fn start_again(profile: &Path, words: &[&str]) {
        assert!(Started::new(profile, words).ends().await, "the second start hands over and ends");
    }

    /// Takes the window from the screen, as the button for that in its frame does.
    pub fn minimize(&self) {
        let done = Command::new("xdotool").args(SEARCH).args(["windowminimize"]).status();
        assert!(done.expect("xdotool is installed").success(), "the window is not there");
    }

    /// As [`Window::photograph`], of what the desktop shows once it stays as it is: after a lock the driver sees nothing
    /// any more.
    ///
    /// # Panics
    /// When the window is not on the screen.
    pub async fn photograph_on_desktop(&self, name: &str) {
        let Some(file) = picture(name) else { return };
        let before = RefCell::new(Vec::new());
        eventually("the window to come to rest", || async {
            let now = look_at_desktop();
            let is_still = now == before.replace(now.clone());
            (is_still && now.len() > BLANK).then(|| std::fs::write(&file, now).expect("the picture is kept"))
        })
        .await;
    }

    /// Moves the window.
    pub fn move_to(&self, x: i64, y: i64) {
        let place = [x.to_string(), y.to_string()];
        let done = Command::new("xdotool").args(SEARCH).args(["windowmove", "--sync"]).args(place).status();
        assert!(done.expect("xdotool is installed").success(), "the window is not there");
    }
}

/// A program that no driver holds. It ends when it is dropped.
pub struct Started(Child);

impl Started {
    /// Starts it over this profile.
    ///
    /// # Panics
    /// When it was not built.
    pub fn new(profile: &Path, words: &[&str]) -> Self {
        let program = built("allia-messages").expect("the program is built: script/build e2e");
        let mut start = Command::new(program);
        start.arg("--profile").arg(profile).args(words).stdout(Stdio::null());
        Self(start.spawn().expect("the program starts"))
    }

    /// Waits until it has ended, and says whether it ended well.
    ///
    /// # Panics
    /// When it does not end.
    pub async fn ends(self) -> bool {
        let id = self.0.id();
        eventually("the program to end", || async move {
            Process::of(id).is_none_or(|process| !process.runs()).then_some(())
        })
        .await;
        let mut ended = self;
        ended.0.wait().is_ok_and(|status| status.success())
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until the window is, or is not, on the screen.
pub async fn on_screen(expected: bool) {
    eventually_equal("the window on the screen", expected, || async { place().is_some() }).await;
}

/// Where the window is, while it is on the screen.
pub fn place() -> Option<Place> {
    let words = ["getwindowgeometry", "--shell"];
    let found = Command::new("xdotool").args(SEARCH).args(words).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&found.stdout).into_owned();
    let value = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='))?;
        line.parse().ok()
    };
    Some([value("X")?, value("Y")?, value("WIDTH")?, value("HEIGHT")?])
}

/// A picture of the window with all that the desktop draws of it.
fn look_at_desktop() -> Vec<u8> {
    let found = Command::new("xdotool").args(SEARCH).output().expect("xdotool is installed");
    let found = String::from_utf8_lossy(&found.stdout);
    let window = found.lines().next().expect("the window is on the screen");
    let taken = Command::new("import")
        .args(["-window", window, "-strip", "-define", "png:exclude-chunks=date,time", "png:-"])
        .output();
    taken.expect("ImageMagick is installed").stdout
}
