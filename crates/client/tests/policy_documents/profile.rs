//! A configuration profile for macOS, to begin with.

use super::sample::sample_values;
use serde_json::Value;

/// The profile with a value for everything.
pub(crate) fn configuration_profile() -> String {
    let values: String = sample_values().iter().map(|(name, value)| pair(name, value)).collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- Generated from the schema of the policies. Leave out what is not to be managed. -->
<plist version="1.0">
  <dict>
    <key>PayloadContent</key>
    <array>
      <dict>
{values}        <key>PayloadDisplayName</key>
        <string>Allia Messages</string>
        <key>PayloadIdentifier</key>
        <string>org.example.allia-messages.settings</string>
        <key>PayloadType</key>
        <string>org.allia.messages</string>
        <key>PayloadUUID</key>
        <string>6E1B2F54-8D0C-4B6E-9A57-2C1D7A3F9E10</string>
        <key>PayloadVersion</key>
        <integer>1</integer>
      </dict>
    </array>
    <key>PayloadDisplayName</key>
    <string>Allia Messages</string>
    <key>PayloadIdentifier</key>
    <string>org.example.allia-messages</string>
    <key>PayloadScope</key>
    <string>System</string>
    <key>PayloadType</key>
    <string>Configuration</string>
    <key>PayloadUUID</key>
    <string>B3C84A0E-51F7-4D29-8E63-70A9C5D2461F</string>
    <key>PayloadVersion</key>
    <integer>1</integer>
  </dict>
</plist>
"#
    )
}

fn pair(name: &str, value: &Value) -> String {
    format!("        <key>{name}</key>\n        {}\n", plist(value))
}

fn plist(value: &Value) -> String {
    match value {
        Value::Bool(on) => format!("<{on} />"),
        Value::Number(number) => format!("<integer>{number}</integer>"),
        Value::String(text) => format!("<string>{text}</string>"),
        Value::Array(all) => format!("<array>{}</array>", all.iter().map(plist).collect::<String>()),
        Value::Null | Value::Object(_) => panic!("no policy has such a value"),
    }
}
