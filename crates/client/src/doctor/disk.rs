//! Room on the disk for the encrypted files.

use super::{Finding, Scene};
use crate::view::{CheckCode, CheckFacts, Verdict};
use std::path::Path;

const MEGABYTE: u64 = 1_000_000;
/// Below this nothing can be relied on any more.
const LEAST: u64 = 50 * MEGABYTE;
/// Below this somebody should make room.
const ENOUGH: u64 = 500 * MEGABYTE;

pub(super) async fn check(scene: &Scene) -> Finding {
    let profile = scene.profile.clone();
    let observed = tokio::task::spawn_blocking(move || free_bytes(&profile)).await;
    judge(observed.ok().flatten())
}

/// Room where the folder is, or where it will be made.
fn free_bytes(folder: &Path) -> Option<u64> {
    folder.ancestors().find(|folder| folder.exists()).and_then(|folder| fs4::available_space(folder).ok())
}

fn judge(free_bytes: Option<u64>) -> Finding {
    let Some(bytes) = free_bytes else { return Finding::new(Verdict::Skipped, CheckCode::DiskUnknown) };
    let facts = CheckFacts { free_megabytes: Some(bytes / MEGABYTE), ..CheckFacts::default() };
    let (verdict, code) = match bytes {
        ..LEAST => (Verdict::Bad, CheckCode::DiskFull),
        LEAST..ENOUGH => (Verdict::Warning, CheckCode::DiskLow),
        ENOUGH.. => (Verdict::Good, CheckCode::DiskEnough),
    };
    Finding::new(verdict, code).with(facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_room_is_a_warning_and_none_is_bad() {
        for (bytes, code) in [
            (0, CheckCode::DiskFull),
            (LEAST - 1, CheckCode::DiskFull),
            (LEAST, CheckCode::DiskLow),
            (ENOUGH - 1, CheckCode::DiskLow),
            (ENOUGH, CheckCode::DiskEnough),
        ] {
            assert_eq!(judge(Some(bytes)).code, code, "{bytes}");
        }
        assert_eq!(judge(Some(2_345_678_901)).facts.free_megabytes, Some(2_345));
        assert_eq!(judge(None).verdict, Verdict::Skipped);
    }

    #[test]
    fn a_folder_that_is_not_made_yet_is_measured_where_it_will_be() {
        let folder = tempfile::tempdir().unwrap();
        assert!(free_bytes(&folder.path().join("allia/later")).is_some());
    }
}
