//! `allia-server audit`

use super::administer::with;
use super::{Place, say};
use crate::administration::AuditFilter;
use crate::origin::Actor;
use allia_protocol::id::UserId;
use allia_protocol::limits::PAGE_ENTRIES;

#[derive(clap::Subcommand)]
pub(super) enum Command {
    /// Print the entries as JSON, one a line, oldest first
    List(List),
    /// Check that no entry was altered or taken out
    Verify(Place),
}

#[derive(clap::Args)]
pub(super) struct List {
    #[command(flatten)]
    place: Place,
    /// Only entries about this patient, their care team or one of their conversations
    #[arg(long)]
    patient_id: Option<UserId>,
    /// Only what this user did, and what was done or tried with their account
    #[arg(long)]
    user_id: Option<UserId>,
    /// Only entries after this one
    #[arg(long, default_value_t = 0)]
    after: u64,
}

impl Command {
    pub(super) async fn carry_out(self) -> anyhow::Result<()> {
        match self {
            Self::List(list) => list.print().await,
            Self::Verify(place) => verify(&place).await,
        }
    }
}

impl List {
    async fn print(self) -> anyhow::Result<()> {
        let mut filter = AuditFilter {
            after: self.after,
            limit: PAGE_ENTRIES,
            patient_id: self.patient_id,
            user_id: self.user_id,
        };
        let pages = with(&self.place, async |practice| {
            let mut pages = Vec::new();
            loop {
                let page = practice.read_audit_log(Actor::local(), filter).await?;
                filter.after = page.entries.last().map_or(filter.after, |entry| entry.seq);
                // Reading is recorded too: the log grows while it is read, by one entry a page.
                let more = page.more && page.entries.len() > 1;
                pages.push(page.entries);
                if !more {
                    return Ok(pages);
                }
            }
        })
        .await?;
        for entry in pages.iter().flatten() {
            say(&serde_json::to_string(entry)?)?;
        }
        Ok(())
    }
}

async fn verify(place: &Place) -> anyhow::Result<()> {
    let entries = with(place, async |practice| practice.verify_audit_log().await).await??;
    Ok(say(&format!("{entries} entries, none altered, none missing"))?)
}
