//! `allia-server init`

use super::{Place, ask, say};
use crate::{Config, Founding, initialize};
use allia_protocol::Sensitive;

#[derive(clap::Args)]
pub(super) struct Options {
    #[command(flatten)]
    place: Place,
    /// The practice's name
    #[arg(long, value_name = "NAME")]
    practice: String,
    /// The first administrator's account name; the password comes from ALLIA_ADMIN_PASSWORD or is asked for
    #[arg(long, value_name = "USERNAME")]
    admin: String,
    /// The practice's time zone
    #[arg(long, value_name = "IANA NAME", default_value = "America/New_York")]
    time_zone: String,
}

pub(super) async fn found(options: Options) -> anyhow::Result<()> {
    let founding = Founding {
        practice_name: options.practice,
        time_zone: options.time_zone,
        username: Sensitive::new(options.admin),
        password: ask::password("ALLIA_ADMIN_PASSWORD")?,
    };
    let administrator = initialize(Config::new(options.place.data), founding).await?;
    say(&administrator.to_string())?;
    Ok(())
}
