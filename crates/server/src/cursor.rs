//! Places that a caller hands back: in their change feed, and between two pages of their conversations.
//!
//! A place is sealed for its user with a key of this practice, so that nobody can make one up or use
//! somebody else's. Layout: version, feed place (8 bytes), page id (16 bytes, pages only), tag (16 bytes).

use crate::Refusal;
use allia_protocol::id::{ConversationId, Cursor, UserId};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use uuid::Uuid;

const CURSOR: u8 = 1;
const PAGE: u8 = 2;
const TAG_BYTES: usize = 16;

/// The practice's key for sealing places, padded with zeros to a block of the hash, as HMAC has it.
#[derive(Clone)]
pub(crate) struct CursorKey([u8; 64]);

/// Where the next page of conversations begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PagePlace {
    /// The caller's feed place when the first page was made.
    pub(crate) seq: i64,
    /// The last conversation of the page before.
    pub(crate) after: ConversationId,
}

impl CursorKey {
    pub(crate) fn new(key: [u8; 32]) -> Self {
        let mut block = [0; 64];
        block.split_at_mut(key.len()).0.copy_from_slice(&key);
        Self(block)
    }

    /// A cursor for this user's feed place.
    pub(crate) fn seal(&self, user: UserId, seq: i64) -> Cursor {
        Cursor::new(self.encode(user, &[&[CURSOR], seq.to_be_bytes().as_slice()].concat()))
    }

    /// The feed place of this user's cursor.
    pub(crate) fn open(&self, user: UserId, cursor: &str) -> Result<i64, Refusal> {
        let body = self.decode(user, cursor).ok_or(Refusal::CursorExpired)?;
        match body.split_first() {
            Some((&CURSOR, seq)) => {
                seq.try_into().map(i64::from_be_bytes).map_err(|_| Refusal::CursorExpired)
            }
            _ => Err(Refusal::CursorExpired),
        }
    }

    /// A page token for this user.
    pub(crate) fn seal_page(&self, user: UserId, place: PagePlace) -> String {
        let seq = place.seq.to_be_bytes();
        self.encode(user, &[&[PAGE], seq.as_slice(), place.after.as_uuid().as_bytes()].concat())
    }

    /// Reads this user's page token.
    pub(crate) fn open_page(&self, user: UserId, page: &str) -> Option<PagePlace> {
        let body = self.decode(user, page)?;
        let (&PAGE, place) = body.split_first()? else { return None };
        let (seq, after) = place.split_first_chunk::<8>()?;
        let after = Uuid::from_slice(after).ok()?;
        Some(PagePlace { seq: i64::from_be_bytes(*seq), after: ConversationId::from_uuid(after) })
    }

    fn encode(&self, user: UserId, body: &[u8]) -> String {
        URL_SAFE_NO_PAD.encode([body, self.tag(user, body).as_slice()].concat())
    }

    fn decode(&self, user: UserId, text: &str) -> Option<Vec<u8>> {
        let mut bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let tag = bytes.split_off(bytes.len().checked_sub(TAG_BYTES)?);
        let fits: bool = self.tag(user, &bytes).as_slice().ct_eq(&tag).into();
        fits.then_some(bytes)
    }

    fn tag(&self, user: UserId, body: &[u8]) -> [u8; TAG_BYTES] {
        let mut mac = Hmac::<Sha256>::new(&self.0.into());
        mac.update(user.as_uuid().as_bytes());
        mac.update(body);
        let whole: [u8; 32] = mac.finalize().into_bytes().into();
        let mut tag = [0; TAG_BYTES];
        tag.copy_from_slice(whole.split_at(TAG_BYTES).0);
        tag
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_opens_for_its_own_user_only() {
        let key = CursorKey::new([7; 32]);
        let (ann, bob) = (UserId::generate(), UserId::generate());
        let cursor = key.seal(ann, 42);
        assert!(matches!(key.open(ann, cursor.as_str()), Ok(42)));
        assert!(key.open(bob, cursor.as_str()).is_err());
        assert!(CursorKey::new([8; 32]).open(ann, cursor.as_str()).is_err());
    }

    #[test]
    fn a_page_token_is_no_cursor_and_the_other_way_round() {
        let key = CursorKey::new([7; 32]);
        let ann = UserId::generate();
        let place = PagePlace { seq: 3, after: ConversationId::generate() };
        let page = key.seal_page(ann, place);
        assert_eq!(key.open_page(ann, &page), Some(place));
        assert!(key.open(ann, &page).is_err());
        assert_eq!(key.open_page(ann, key.seal(ann, 3).as_str()), None);
    }

    #[test]
    fn rubbish_does_not_open() {
        let key = CursorKey::new([7; 32]);
        for rubbish in ["", "a", "AAAA", "not base64!", &"A".repeat(10_000)] {
            assert!(key.open(UserId::generate(), rubbish).is_err());
        }
    }
}
