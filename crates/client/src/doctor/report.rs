//! What the network doctor found, as plain text for IT. It is made of host names, codes, numbers and the names that
//! certificates carry, and of nothing that belongs to a person.

use crate::view::{Check, CheckFacts, CheckName, ProxyOrigin, Verdict};
use allia_protocol::Timestamp;
use serde::Serialize;
use std::fmt::Write;

/// The report.
pub(crate) fn report(host: &str, checks: &[Check], now: Timestamp) -> String {
    let mut text = format!(
        "Allia Messages {}: network report\nMade: {now}\nSystem: {} ({})\nServer: {host}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
    );
    for check in checks {
        let verdict = match check.verdict {
            Verdict::Good => "ok",
            Verdict::Warning => "WARNING",
            Verdict::Bad => "FAILED",
            Verdict::Skipped => "not checked",
        };
        let (name, code) = (title(check.name), word(&check.code));
        // Writing to a text does not fail.
        let _ = writeln!(text, "\n{name}: {verdict} ({code}, {} ms)", check.milliseconds);
        for line in particulars(&check.facts) {
            let _ = writeln!(text, "  {line}");
        }
    }
    text
}

const fn title(name: CheckName) -> &'static str {
    match name {
        CheckName::NameResolution => "Name resolution",
        CheckName::Proxy => "Proxy",
        CheckName::Tls => "Certificate",
        CheckName::Service => "Service",
        CheckName::LiveStream => "Live stream",
        CheckName::Clock => "Clock",
        CheckName::DiskSpace => "Disk space",
        CheckName::Keyring => "Keyring",
        CheckName::Notifications => "Notifications",
    }
}

/// The machine's word, as the screens get it.
fn word(code: &impl Serialize) -> String {
    let value = serde_json::to_value(code).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

fn particulars(facts: &CheckFacts) -> Vec<String> {
    let source = match facts.proxy_source {
        Some(ProxyOrigin::System) => " (system settings)",
        Some(ProxyOrigin::Policy) => " (policy)",
        None => "",
    };
    let lines = [
        facts.proxy.as_ref().map(|proxy| format!("proxy: {proxy}{source}")),
        facts.status.map(|status| format!("HTTP status: {status}")),
        facts.addresses.as_ref().map(|addresses| format!("addresses: {}", addresses.join(", "))),
        facts.version.as_ref().map(|version| format!("version: {version}")),
        facts.chain.as_ref().map(|chain| format!("issuers: {}", chain.join(" < "))),
        facts.begins_at.map(|begins| format!("valid from: {begins}")),
        facts.ends_at.map(|ends| format!("valid until: {ends}")),
        facts.ahead_seconds.map(|seconds| format!("this computer is ahead by: {seconds} s")),
        facts.free_megabytes.map(|free| format!("free: {free} MB")),
        facts.keyring.as_ref().map(|keyring| format!("keyring: {keyring}")),
        facts.shown_by.as_ref().map(|shown_by| format!("shown by: {shown_by}")),
    ];
    lines.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::CheckCode;

    #[test]
    fn it_says_what_it_needs_in_lines_that_can_be_read_aloud() {
        let checks = [
            Check {
                name: CheckName::Proxy,
                verdict: Verdict::Bad,
                code: CheckCode::ProxyRefused,
                facts: CheckFacts {
                    proxy: Some("proxy.clinic.example:3128".to_owned()),
                    proxy_source: Some(ProxyOrigin::Policy),
                    status: Some(403),
                    ..CheckFacts::default()
                },
                milliseconds: 12,
            },
            Check {
                name: CheckName::Tls,
                verdict: Verdict::Skipped,
                code: CheckCode::TlsNotReached,
                facts: CheckFacts::default(),
                milliseconds: 13,
            },
            Check {
                name: CheckName::Notifications,
                verdict: Verdict::Warning,
                code: CheckCode::NotificationsHeldBack,
                facts: CheckFacts { shown_by: Some("dunst 1.12".to_owned()), ..CheckFacts::default() },
                milliseconds: 14,
            },
        ];
        let now = "2026-11-03T14:00:00.000Z".parse().unwrap();
        let text = report("messages.clinic.example", &checks, now);
        let head = format!("Allia Messages {}: network report\n", env!("CARGO_PKG_VERSION"));
        assert!(text.starts_with(&head), "{text}");
        let expected = "\
            Server: messages.clinic.example\n\n\
            Proxy: FAILED (proxy_refused, 12 ms)\n  proxy: proxy.clinic.example:3128 (policy)\n  HTTP status: 403\n\n\
            Certificate: not checked (tls_not_reached, 13 ms)\n\n\
            Notifications: WARNING (notifications_held_back, 14 ms)\n  shown by: dunst 1.12\n";
        assert!(text.ends_with(expected), "{text}");
    }
}
