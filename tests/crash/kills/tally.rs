//! What happened, for the table at the end. What must not happen fails at once and is not counted.

use std::fmt;

#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) desk_kills: u64,
    pub(super) service_kills: u64,
    pub(super) both_kills: u64,
    pub(super) sends: u64,
    pub(super) drafts: u64,
    pub(super) unanswered: u64,
    pub(super) incoming: u64,
    pub(super) removals: u64,
    pub(super) not_sent: u64,
    pub(super) not_sent_and_there: u64,
    pub(super) sign_ins: u64,
    pub(super) messages_compared: u64,
    pub(super) audit_entries: u64,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = [
            ("kills of the desk", self.desk_kills),
            ("kills of the service", self.service_kills),
            ("kills of both at once", self.both_kills),
            ("sends acknowledged", self.sends),
            ("drafts acknowledged", self.drafts),
            ("orders without an answer", self.unanswered),
            ("incoming messages acknowledged", self.incoming),
            ("removals", self.removals),
            ("shown as not sent", self.not_sent),
            ("shown as not sent, yet there", self.not_sent_and_there),
            ("sign-ins, the first ones too", self.sign_ins),
            ("messages compared", self.messages_compared),
            ("audit entries verified", self.audit_entries),
        ];
        rows.iter().try_for_each(|(what, count)| writeln!(f, "{what:<32} {count:>8}"))?;
        writeln!(f, "{:<32} {:>8}", "lost, doubled, out of order", 0)
    }
}
