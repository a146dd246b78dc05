//! Linux: the environment says it.

/// Where it stands, the strongest first.
const VARIABLES: [&str; 4] = ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"];

pub(crate) fn of_system() -> String {
    let said = VARIABLES.iter().filter_map(|name| std::env::var(name).ok());
    said.into_iter().find(|language| !language.is_empty()).unwrap_or_default()
}
