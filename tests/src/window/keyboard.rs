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
}

/// A call of its own: keys that xdotool sends to a window it has searched for do not reach the window manager.
fn activate() {
    xdotool(&["search", "--name", "^Allia Messages$", "windowactivate", "--sync"]);
}

fn xdotool(words: &[&str]) {
    let status = Command::new("xdotool").args(words).status().expect("xdotool is installed");
    assert!(status.success(), "the window is not there");
}
