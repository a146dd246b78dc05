//! The table of the documentation.

use super::sample::value_of;
use super::texts::ENGLISH;
use allia_client::policy::{Effect, Entry, Kind, SCHEMA};

const INTRODUCTION: &str = r#"<!-- Generated from the schema of the policies. Do not edit. -->
# Policies

Everything that IT can set for Allia Messages on a computer. What stands here narrows what a person may set; nothing
opens more than the program allows without it.

| system | for the computer | for the user |
|---|---|---|
| Windows | `HKLM\SOFTWARE\Policies\Allia\Messages` | `HKCU\SOFTWARE\Policies\Allia\Messages` |
| macOS | `/Library/Managed Preferences/org.allia.messages.plist` | `/Library/Managed Preferences/<user>/org.allia.messages.plist` |
| Linux | `/etc/allia-messages/policies/managed/*.json` | none |

The computer's policy stands over the user's, that over what the person set, that over the default. On Linux the files
are merged in the order of their names, a later one over an earlier one. Files and folders must belong to root, and
nobody else may write to them.

A file that cannot be read, belongs to somebody else, is not written correctly, or has a value that is not allowed is
**ignored as a whole** and named on the settings page; so is a key of the registry. A name that this version does not
know is named there too, and everything else in the file holds: a policy for a newer version goes on protecting an older
one. Policies are read at the start, when the settings are opened, and every minute. The person sees *Managed by your
organization* and where it stands.

Appearance, text size, quiet hours and the key that sends belong to the person and cannot be managed.

[`AlliaMessages.admx`](AlliaMessages.admx) with its [English](en-US/AlliaMessages.adml) and
[Spanish](es-ES/AlliaMessages.adml) words · [sample profile for macOS](allia-messages.mobileconfig) ·
[JSON Schema](policy.schema.json) and [sample file](sample.json) for Linux

| name | registry | values | effect | what it does | example |
|---|---|---|---|---|---|
"#;

/// The page.
pub(crate) fn table() -> String {
    let rows: String = SCHEMA.iter().map(row).collect();
    format!("{INTRODUCTION}{rows}")
}

fn row(entry: &Entry) -> String {
    let (registry, values) = kind(entry.kind);
    let effect = match entry.effect {
        Effect::Fixed => "fixed",
        Effect::Most => "the most",
    };
    let (title, explanation) = (ENGLISH.of)(entry.key);
    let (name, example) = (entry.key.name(), value_of(entry.key));
    format!("| `{name}` | {registry} | {values} | {effect} | **{title}.** {explanation} | `{example}` |\n")
}

fn kind(kind: Kind) -> (&'static str, String) {
    match kind {
        Kind::Switch => ("REG_DWORD", "true, false (registry: 1, 0)".to_owned()),
        Kind::Number { least, most } => ("REG_DWORD", format!("{least} to {most}")),
        Kind::Choice(words) => {
            let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
            ("REG_SZ", words.join(", "))
        }
        Kind::ServiceAddress => ("REG_SZ", "an https address".to_owned()),
        Kind::ProxyAddress => ("REG_SZ", "host and port".to_owned()),
        Kind::Text => ("REG_SZ", "text".to_owned()),
        Kind::Texts => ("REG_MULTI_SZ", "list of texts".to_owned()),
    }
}
