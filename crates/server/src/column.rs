//! How the types of the contract lie in the database: ids as 16 bytes, moments as milliseconds, words as text.

use allia_protocol::id::{ConversationId, DeviceId, MessageId, Position, PracticeId, SessionId, UserId};
use allia_protocol::{Sensitive, Timestamp};
use jiff::civil::Date;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use uuid::Uuid;

/// A value as the database keeps it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stored<T>(pub(crate) T);

macro_rules! stored_id {
    ($($id:ty),+) => {$(
        impl ToSql for Stored<$id> {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.0.as_uuid().as_bytes().as_slice()))
            }
        }

        impl FromSql for Stored<$id> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let bytes = <[u8; 16]>::column_result(value)?;
                Ok(Self(<$id>::from_uuid(Uuid::from_bytes(bytes))))
            }
        }
    )+};
}

stored_id!(ConversationId, DeviceId, MessageId, PracticeId, SessionId, UserId);

impl ToSql for Stored<Timestamp> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.as_millis()))
    }
}

impl FromSql for Stored<Timestamp> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(|millis| Self(Timestamp::from_millis(millis)))
    }
}

impl ToSql for Stored<Position> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        // A position beyond what the database can count stands after every message.
        Ok(ToSqlOutput::from(i64::try_from(self.0.get()).unwrap_or(i64::MAX)))
    }
}

impl FromSql for Stored<Position> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let number = i64::column_result(value)?;
        let number = u64::try_from(number).map_err(|_| FromSqlError::OutOfRange(number))?;
        Ok(Self(Position::new(number)))
    }
}

impl ToSql for Stored<Sensitive<Date>> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.expose().to_string()))
    }
}

impl FromSql for Stored<Sensitive<Date>> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let date = value.as_str()?.parse::<Date>().map_err(|_| FromSqlError::InvalidType)?;
        Ok(Self(Sensitive::new(date)))
    }
}

impl FromSql for Stored<Sensitive<String>> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        String::column_result(value).map(|text| Self(Sensitive::new(text)))
    }
}

/// Gives an enum of the contract its word in the database, which is its word on the wire. A variant behind
/// `except` is one that is only ever read from the wire; it cannot be stored.
macro_rules! stored_word {
    ($type:ty { $($variant:ident = $word:literal),+ $(,)? } $(except $unstored:ident)?) => {
        impl rusqlite::types::ToSql for $crate::column::Stored<$type> {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                match self.0 {
                    $(<$type>::$variant => Ok(rusqlite::types::ToSqlOutput::from($word)),)+
                    $(<$type>::$unstored => Err(rusqlite::Error::InvalidQuery),)?
                }
            }
        }

        impl rusqlite::types::FromSql for $crate::column::Stored<$type> {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                match value.as_str()? {
                    $($word => Ok(Self(<$type>::$variant)),)+
                    _ => Err(rusqlite::types::FromSqlError::InvalidType),
                }
            }
        }
    };
}

pub(crate) use stored_word;

/// Reads an optional column into the type behind it.
pub(crate) fn optional<T>(stored: Option<Stored<T>>) -> Option<T> {
    stored.map(|Stored(value)| value)
}
