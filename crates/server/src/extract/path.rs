//! Ids in paths. What is not an id names nothing: it is answered like an id that nobody has.

use crate::Refusal;
use axum::extract::{FromRequestParts, RawPathParams};
use http::request::Parts;
use std::fmt::Display;
use std::str::FromStr;

/// The one id of the path.
pub(crate) struct PathId<T>(pub(crate) T);

/// The two ids of the path, in order.
pub(crate) struct PathIds<A, B>(pub(crate) A, pub(crate) B);

impl<S: Send + Sync, T: FromStr + Display> FromRequestParts<S> for PathId<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let params = read(parts, state).await?;
        nth(&params, 0).map(Self)
    }
}

impl<S, A, B> FromRequestParts<S> for PathIds<A, B>
where
    S: Send + Sync,
    A: FromStr + Display,
    B: FromStr + Display,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let params = read(parts, state).await?;
        Ok(Self(nth(&params, 0)?, nth(&params, 1)?))
    }
}

async fn read<S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<RawPathParams, Refusal> {
    RawPathParams::from_request_parts(parts, state).await.map_err(|_| Refusal::NotFound)
}

fn nth<T: FromStr + Display>(params: &RawPathParams, place: usize) -> Result<T, Refusal> {
    params.iter().nth(place).and_then(|(_, text)| parse(text)).ok_or(Refusal::NotFound)
}

/// Only the one form in which the contract writes ids: 36 characters, lower case, hyphens.
fn parse<T: FromStr + Display>(text: &str) -> Option<T> {
    text.parse::<T>().ok().filter(|id| id.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use allia_protocol::id::UserId;

    #[test]
    fn there_is_one_way_to_write_an_id() {
        let id = "0198c6a2-7c1e-7000-8000-00000000000a";
        assert!(parse::<UserId>(id).is_some());
        for other in
            [&id.to_uppercase(), &id.replace('-', ""), "{0198c6a2-7c1e-7000-8000-00000000000a}", "1", ""]
        {
            assert!(parse::<UserId>(other).is_none(), "{other}");
        }
    }
}
