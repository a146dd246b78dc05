//! macOS: the list in the settings; a program that was not started from a terminal finds nothing in its environment.

use objc2_foundation::NSLocale;

pub(crate) fn of_system() -> String {
    let languages: Vec<String> = NSLocale::preferredLanguages().iter().map(|one| one.to_string()).collect();
    languages.join(":")
}
