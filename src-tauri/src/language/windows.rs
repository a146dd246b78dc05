//! Windows: the list in the settings.

use windows::System::UserProfile::GlobalizationPreferences;

pub(crate) fn of_system() -> String {
    let Ok(preferred) = GlobalizationPreferences::Languages() else { return String::new() };
    let languages: Vec<String> = preferred.into_iter().map(|one| one.to_string_lossy()).collect();
    languages.join(":")
}
