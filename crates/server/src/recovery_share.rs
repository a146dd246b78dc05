//! A device's recovery share: random bytes that this service keeps for it, so that losing the keyring entry
//! of a computer does not lose what was written there.

use crate::Refusal;
use crate::column::Stored;
use crate::database::Work;
use crate::token;
use allia_protocol::Secret;
use allia_protocol::id::{DeviceId, UserId};
use allia_protocol::session::RecoveryShare;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rusqlite::{OptionalExtension, params};

/// More devices than anyone has, and few enough that nobody fills the disk with them.
const DEVICES: i64 = 100;

/// The share of this user's device; made now if there is none.
pub(crate) fn read(work: &Work<'_>, user_id: UserId, device_id: DeviceId) -> Result<RecoveryShare, Refusal> {
    let kept = work
        .connection
        .prepare_cached("SELECT share FROM recovery_shares WHERE user_id = ?1 AND device_id = ?2")?
        .query_row(params![Stored(user_id), Stored(device_id)], |row| row.get::<_, [u8; 32]>(0))
        .optional()?;
    let share = match kept {
        Some(share) => share,
        None => make(work, user_id, device_id)?,
    };
    Ok(RecoveryShare { share: Secret::new(STANDARD.encode(share)) })
}

fn make(work: &Work<'_>, user_id: UserId, device_id: DeviceId) -> Result<[u8; 32], Refusal> {
    let devices = work
        .connection
        .prepare_cached("SELECT count(*) FROM recovery_shares WHERE user_id = ?1")?
        .query_row([Stored(user_id)], |row| row.get::<_, i64>(0))?;
    if devices >= DEVICES {
        return Err(Refusal::Conflict("this account has too many devices"));
    }
    let share = token::random::<32>();
    work.connection
        .prepare_cached(
            "INSERT INTO recovery_shares (user_id, device_id, share, created_at) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![Stored(user_id), Stored(device_id), share, Stored(work.now)])?;
    Ok(share)
}
