//! What the programs are told before they begin: arguments, and files that anybody may have touched.

use allia_client::profile::ProfileState;
use allia_client::view::Settings;
use allia_server::command_line;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::ffi::OsString;

/// Reads the bytes as the service's command line, an argument a line, and as the files that the program keeps.
pub fn configuration(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let arguments = std::iter::once("allia-server").chain(text.lines()).map(OsString::from);
    if let Err(refused) = command_line::check(arguments) {
        assert!(!refused.to_string().is_empty(), "a refusal says why");
    }
    read_back::<ProfileState>(data);
    read_back::<Settings>(data);
}

fn read_back<T: Serialize + DeserializeOwned + PartialEq>(data: &[u8]) {
    let Ok(read) = serde_json::from_slice::<T>(data) else { return };
    let written = serde_json::to_vec(&read).expect("what was read can be written");
    assert!(serde_json::from_slice::<T>(&written).is_ok_and(|again| again == read));
}
