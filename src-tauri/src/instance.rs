//! One program at a time: a second start hands over what it was started with, and the first comes to the front.

use crate::arguments::Arguments;
use crate::{deep_link, window};
use clap::Parser;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Wry};

/// Ends this start if the program runs already. Must be the first plug-in.
pub(crate) fn only(arguments: &Arguments) -> Option<TauriPlugin<Wry>> {
    let builder = tauri_plugin_single_instance::Builder::new().callback(|app, words, _| meet(app, words));
    match &arguments.profile {
        None => Some(builder.build()),
        #[cfg(target_os = "linux")]
        Some(folder) => Some(builder.dbus_id(bus_name(folder)).build()),
        // Elsewhere all programs of this name count as one, whatever their folder.
        #[cfg(not(target_os = "linux"))]
        Some(_) => None,
    }
}

/// The second start of a computer that starts the program leaves the first where it is.
fn meet(app: &AppHandle, words: Vec<String>) {
    let Ok(second) = Arguments::try_parse_from(words) else { return window::raise(app) };
    if !second.hidden {
        window::raise(app);
    }
    if let Some(link) = second.link {
        deep_link::follow(app, &link);
    }
}

/// A name for each folder. Both starts are the same program, so both find the same one.
#[cfg(target_os = "linux")]
fn bus_name(folder: &std::path::Path) -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()).hash(&mut hasher);
    format!("org.allia.messages.profile{:016x}", hasher.finish())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn a_folder_has_one_name_and_another_folder_another() {
        assert_eq!(bus_name(Path::new("/tmp/a")), bus_name(Path::new("/tmp/a/")));
        assert_ne!(bus_name(Path::new("/tmp/a")), bus_name(Path::new("/tmp/b")));
        let name = zbus::names::WellKnownName::try_from(bus_name(Path::new("/tmp/a"))).unwrap();
        assert!(name.as_str().starts_with("org.allia.messages."));
    }
}
