//! A practice that runs for one test, and people who call it.

mod answer;
mod clock;
mod listening;
mod person;
pub(crate) mod running;

pub(crate) use answer::Answer;
pub(crate) use listening::Listening;
pub(crate) use person::Person;
pub(crate) use running::Running;

use std::time::Duration;

/// Longer than anything takes on a slow and busy machine; only a failing test waits so long.
pub(crate) const DEADLINE: Duration = Duration::from_secs(30);

/// A fresh id in the contract's form.
pub(crate) fn fresh_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// Asks again and again until the answer is yes.
pub(crate) async fn eventually(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let limit = tokio::time::Instant::now() + DEADLINE;
    while !is_so().await {
        assert!(tokio::time::Instant::now() < limit, "never came true: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
