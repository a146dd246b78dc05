//! The administrative template of Windows: what can be set, and the words for it.

use super::texts::Texts;
use allia_client::policy::{Entry, Kind, SCHEMA};

const KEY: &str = r"SOFTWARE\Policies\Allia\Messages";
const NAMESPACES: &str = "xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" \
     xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
     xmlns=\"http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions\" \
     revision=\"1.0\" schemaVersion=\"1.0\"";

/// The `.admx`.
pub(crate) fn definitions() -> String {
    let policies: String = SCHEMA.iter().map(policy).collect();
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<!-- Generated from the schema of the policies. Do not edit. -->
<policyDefinitions {NAMESPACES}>
  <policyNamespaces>
    <target prefix="allia" namespace="Allia.Policies.Messages" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <supportedOn>
    <definitions>
      <definition name="Supported" displayName="$(string.Supported)" />
    </definitions>
  </supportedOn>
  <categories>
    <category name="AlliaMessages" displayName="$(string.AlliaMessages)" />
  </categories>
  <policies>
{policies}  </policies>
</policyDefinitions>
"#
    )
}

fn policy(entry: &Entry) -> String {
    let name = entry.key.name();
    let (value_name, presentation) = match entry.kind {
        Kind::Switch => (format!(" valueName=\"{name}\""), String::new()),
        _ => (String::new(), format!(" presentation=\"$(presentation.{name})\"")),
    };
    let body = match entry.kind {
        Kind::Switch => "      <enabledValue><decimal value=\"1\" /></enabledValue>\n      \
             <disabledValue><decimal value=\"0\" /></disabledValue>\n"
            .to_owned(),
        kind => format!("      <elements>\n{}      </elements>\n", element(name, kind)),
    };
    format!(
        "    <policy name=\"{name}\" class=\"Both\" displayName=\"$(string.{name})\" \
         explainText=\"$(string.{name}_Explain)\" key=\"{KEY}\"{value_name}{presentation}>\n      \
         <parentCategory ref=\"AlliaMessages\" />\n      <supportedOn ref=\"Supported\" />\n{body}    </policy>\n"
    )
}

fn element(name: &str, kind: Kind) -> String {
    let head = format!("id=\"{name}\" valueName=\"{name}\" required=\"true\"");
    match kind {
        Kind::Number { least, most } => {
            format!("        <decimal {head} minValue=\"{least}\" maxValue=\"{most}\" />\n")
        }
        Kind::Choice(words) => {
            let items: String = words.iter().map(|word| item(name, word)).collect();
            format!("        <enum {head}>\n{items}        </enum>\n")
        }
        Kind::Texts => format!("        <multiText {head} maxLength=\"256\" maxStrings=\"100\" />\n"),
        Kind::ServiceAddress | Kind::ProxyAddress | Kind::Text => {
            format!("        <text {head} maxLength=\"256\" />\n")
        }
        Kind::Switch => String::new(),
    }
}

fn item(name: &str, word: &str) -> String {
    format!(
        "          <item displayName=\"$(string.{name}_{word})\"><value><string>{word}</string></value></item>\n"
    )
}

/// An `.adml`.
pub(crate) fn words(texts: &Texts) -> String {
    let strings: String = SCHEMA.iter().map(|entry| strings(entry, texts)).collect();
    let presentations: String = SCHEMA.iter().map(|entry| presentation(entry, texts)).collect();
    let Texts { title, description, supported, .. } = texts;
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<!-- Generated from the schema of the policies. Do not edit. -->
<policyDefinitionResources {NAMESPACES}>
  <displayName>{title}</displayName>
  <description>{description}</description>
  <resources>
    <stringTable>
      <string id="AlliaMessages">{title}</string>
      <string id="Supported">{supported}</string>
{strings}    </stringTable>
    <presentationTable>
{presentations}    </presentationTable>
  </resources>
</policyDefinitionResources>
"#
    )
}

fn strings(entry: &Entry, texts: &Texts) -> String {
    let name = entry.key.name();
    let (title, explanation) = (texts.of)(entry.key);
    let mut lines = format!(
        "      <string id=\"{name}\">{title}</string>\n      <string id=\"{name}_Explain\">{explanation}</string>\n"
    );
    if let Kind::Choice(words) = entry.kind {
        for word in words {
            let choice = (texts.choice)(word);
            lines.push_str(&format!("      <string id=\"{name}_{word}\">{choice}</string>\n"));
        }
    }
    lines
}

fn presentation(entry: &Entry, texts: &Texts) -> String {
    let name = entry.key.name();
    let (title, _) = (texts.of)(entry.key);
    let control = match entry.kind {
        Kind::Switch => return String::new(),
        Kind::Number { most, .. } => {
            format!(
                "<decimalTextBox refId=\"{name}\" defaultValue=\"{}\">{title}</decimalTextBox>",
                most.min(15)
            )
        }
        Kind::Choice(_) => format!("<dropdownList refId=\"{name}\" noSort=\"true\">{title}</dropdownList>"),
        Kind::Texts => format!("<multiTextBox refId=\"{name}\">{title}</multiTextBox>"),
        Kind::ServiceAddress | Kind::ProxyAddress | Kind::Text => {
            format!("<textBox refId=\"{name}\"><label>{title}</label></textBox>")
        }
    };
    format!("      <presentation id=\"{name}\">{control}</presentation>\n")
}
