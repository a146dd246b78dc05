//! Which language the computer speaks.

use allia_client::words::Words;

/// Where systems of the Unix family say it, the strongest first.
const VARIABLES: [&str; 4] = ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"];

/// As the system itself writes it, such as `es_MX.UTF-8`; empty where it does not say.
pub(crate) fn of_system() -> String {
    let said = VARIABLES.iter().filter_map(|name| std::env::var(name).ok());
    said.into_iter().find(|language| !language.is_empty()).unwrap_or_default()
}

/// The words for it.
pub(crate) fn words_of_system() -> &'static Words {
    Words::of_system(&of_system())
}
