//! The desktop's keyboard: it reaches the window as a person does, and needs no driver.

use super::Window;
use std::process::Command;

impl Window {
    /// Writes a text wherever the keyboard is in the window, and presses Enter.
    ///
    /// # Panics
    /// When the window is not there.
    pub fn type_and_enter(&self, text: &str) {
        self.type_text(text);
        xdotool(&["key", "Return"]);
    }

    /// Writes a text wherever the keyboard is in the window.
    ///
    /// # Panics
    /// When the window is not there.
    pub fn type_text(&self, text: &str) {
        activate();
        xdotool(&["type", "--delay", "20", text]);
    }

    /// Presses keys, such as `alt+F4`.
    ///
    /// # Panics
    /// When the window is not there.
    pub fn press_on_keyboard(&self, keys: &str) {
        activate();
        xdotool(&["key", keys]);
    }

    /// Whether the window is in front and has the keyboard.
    pub fn has_keyboard(&self) -> bool {
        let asked = Command::new("xdotool").args(["getactivewindow", "getwindowname"]).output();
        asked.is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).trim() == "Allia Messages")
    }
}

/// A call of its own: keys that xdotool sends to a window it has searched for do not reach the window manager.
fn activate() {
    xdotool(&["search", "--name", "^Allia Messages$", "windowactivate", "--sync"]);
}

fn xdotool(words: &[&str]) {
    let status = Command::new("xdotool").args(words).status().expect("xdotool is installed");
    assert!(status.success(), "the window is not there");
}
