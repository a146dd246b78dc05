//! The system's menu at the top of the screen, as the screens want it.

use serde::Deserialize;
use ts_rs::TS;

/// The whole menu. The screens name its entries, so that its words and keys are those of their own actions.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
pub struct SystemMenu {
    /// From the start of the line; the first one is the program's own.
    pub folders: Vec<MenuFolder>,
}

/// One word of the line, and what hangs below it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
pub struct MenuFolder {
    /// The word in the line.
    pub title: String,
    /// What hangs below it.
    pub entries: Vec<MenuEntry>,
}

/// One line of a folder.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MenuEntry {
    /// An action of the screens.
    Action {
        /// Its name, which comes back in `ClientEvent::ActionChosen`.
        action: String,
        /// Its words.
        label: String,
        /// Its keys, such as `CmdOrCtrl+K`, or null.
        keys: Option<String>,
        /// Whether it can be chosen now.
        enabled: bool,
    },
    /// What the system itself knows how to do.
    Standard {
        /// Which.
        entry: StandardEntry,
        /// Its words.
        label: String,
    },
    /// A line between two groups.
    Separator,
}

/// What the system itself knows how to do, with the keys that people know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StandardEntry {
    /// Name and version.
    About,
    /// Other programs' offers for what is selected.
    Services,
    /// Hides the program.
    Hide,
    /// Hides all others.
    HideOthers,
    /// Shows all again.
    ShowAll,
    /// Ends the program.
    Quit,
    /// Takes back the last edit.
    Undo,
    /// Does it again.
    Redo,
    /// Into the clipboard, and out of the text.
    Cut,
    /// Into the clipboard.
    Copy,
    /// Out of the clipboard.
    Paste,
    /// Selects everything.
    SelectAll,
    /// The window fills the screen.
    Fullscreen,
    /// The window goes into the dock.
    Minimize,
    /// The window becomes as large as it can.
    Zoom,
    /// Closes the window.
    CloseWindow,
}
