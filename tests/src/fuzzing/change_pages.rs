//! What the service answers, as the engine reads and applies it.

use super::runtime;
use allia_client::store::Cache;
use allia_protocol::change::ChangePage;
use allia_protocol::conversation::{ConversationPage, MessagePage};
use allia_protocol::id::UserId;
use allia_protocol::problem::Problem;
use allia_protocol::session::{Me, SessionList, SessionTokens};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use tokio::runtime::Runtime;

/// Caches are begun anew after so many pages, so that a finding needs few of them.
const PAGES_PER_CACHE: u32 = 200;
/// Nobody has more conversations in these pages than a list of this length shows.
const LIST: u32 = 500;

struct Reader {
    runtime: Runtime,
    cache: Cache,
    pages: u32,
}

thread_local! {
    static READER: RefCell<Option<Reader>> = const { RefCell::new(None) };
}

/// Reads the bytes as every kind of answer; what is one is written and read back the same. Pages of conversations and
/// changes are applied to a cache: twice is once.
pub fn change_pages(data: &[u8]) {
    read_back::<MessagePage>(data);
    read_back::<Me>(data);
    read_back::<SessionList>(data);
    read_back::<SessionTokens>(data);
    read_back::<Problem>(data);
    if let Some(page) = read_back::<ConversationPage>(data) {
        with_reader(|reader| reader.replace(&page));
    }
    if let Some(page) = read_back::<ChangePage>(data) {
        with_reader(|reader| reader.apply(&page));
    }
}

fn read_back<T: Serialize + DeserializeOwned + PartialEq>(data: &[u8]) -> Option<T> {
    let read: T = serde_json::from_slice(data).ok()?;
    let written = serde_json::to_vec(&read).expect("what was read can be written");
    let again: T = serde_json::from_slice(&written).expect("what was written can be read");
    assert!(read == again, "an answer changes when it is written and read");
    Some(read)
}

fn with_reader(work: impl FnOnce(&mut Reader)) {
    READER.with_borrow_mut(|kept| {
        let mut reader = match kept.take() {
            Some(reader) if reader.pages < PAGES_PER_CACHE => reader,
            _ => Reader::new(),
        };
        reader.pages += 1;
        work(&mut reader);
        *kept = Some(reader);
    });
}

impl Reader {
    fn new() -> Self {
        let cache = Cache::in_memory(UserId::from_uuid(uuid::Uuid::from_u128(7))).expect("a cache");
        Self { runtime: runtime(), cache, pages: 0 }
    }

    /// A page that the cache refuses leaves it as it was; either way it goes on.
    fn apply(&mut self, page: &ChangePage) {
        self.runtime.block_on(async {
            let apply = async || self.cache.apply_changes(page.changes.clone(), page.cursor.clone()).await;
            let before = self.list().await;
            let applied = apply().await;
            let once = self.list().await;
            assert!(applied.is_ok() || once == before, "a refused page leaves something behind");
            assert_eq!(apply().await.is_ok(), applied.is_ok());
            assert!(self.list().await == once, "applying twice is applying once");
        });
    }

    fn replace(&mut self, page: &ConversationPage) {
        let ConversationPage { conversations, cursor, notice, .. } = page.clone();
        self.runtime.block_on(async {
            let _ = self.cache.replace_conversations(conversations, notice, cursor).await;
            self.list().await;
        });
    }

    async fn list(&self) -> allia_client::store::StoredList {
        self.cache.list("", 0, LIST).await.expect("the list can be read")
    }
}
