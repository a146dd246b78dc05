//! The documents for IT in `docs/policy` are generated from the schema of the policies and checked in. These tests fail
//! when the copies are stale or not what they should be; with `UPDATE_POLICY_DOCUMENTS=1` in the environment the first
//! one writes them instead.

mod admx;
mod checks;
mod profile;
mod sample;
mod schema;
mod table;
mod texts;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use texts::{ENGLISH, SPANISH};

/// Where the documents lie.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/policy")
}

/// Every document, by its path in the folder.
fn generated() -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("AlliaMessages.admx", admx::definitions()),
        ("en-US/AlliaMessages.adml", admx::words(&ENGLISH)),
        ("es-ES/AlliaMessages.adml", admx::words(&SPANISH)),
        ("allia-messages.mobileconfig", profile::configuration_profile()),
        ("policy.schema.json", schema::json_schema()),
        ("sample.json", sample::sample_file()),
        ("policy.md", table::table()),
    ])
}

#[test]
fn the_checked_in_documents_are_those_of_the_schema() {
    if std::env::var_os("UPDATE_POLICY_DOCUMENTS").is_some() {
        for (path, text) in generated() {
            let file = folder().join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
    }
    for (path, text) in generated() {
        let checked_in = std::fs::read_to_string(folder().join(path)).unwrap_or_default();
        assert!(
            checked_in == text,
            "docs/policy/{path} is stale: run \
             `UPDATE_POLICY_DOCUMENTS=1 cargo test -p allia-client --test policy_documents`"
        );
    }
}
