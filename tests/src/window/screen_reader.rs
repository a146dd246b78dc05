//! What a screen reader could say of the window: its accessibility tree, asked for on the desktop's bus.

use super::Window;
use crate::wait::eventually;
use std::process::Command;

/// Debian's own Python has the bindings; another one that comes first in the path has not.
const PYTHON: &str = "/usr/bin/python3";
const READER: &str = include_str!("screen_reader.py");

impl Window {
    /// Everything that can be read in the window now: a line for each name and each text.
    ///
    /// # Panics
    /// When the desktop has no screen readers' bus.
    pub fn read_aloud(&self) -> String {
        let id = self.program().id.to_string();
        let read = Command::new(PYTHON).args(["-c", READER, &id]).output().expect("Debian's Python");
        assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
        String::from_utf8_lossy(&read.stdout).into_owned()
    }

    /// Waits until a screen reader could say this.
    pub async fn can_be_read(&self, text: &str) {
        eventually(&format!("{text:?} to be readable"), || async {
            self.read_aloud().contains(text).then_some(())
        })
        .await;
    }
}
