//! What stands on the screen, written down for the case that the program is killed: numbers, nothing else.

use crate::private_file;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The notifications that a service shows for this program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Standing {
    /// Which service of which session.
    pub(super) service: String,
    /// Its numbers of them.
    pub(super) ids: Vec<u32>,
}

/// The file.
pub(super) struct Record(PathBuf);

impl Record {
    pub(super) fn new(folder: &Path) -> Self {
        Self(folder.join("notifications.json"))
    }

    /// What was written last; `None` when nothing was, or it cannot be read.
    pub(super) fn read(&self) -> Option<Standing> {
        serde_json::from_slice(&std::fs::read(&self.0).ok()?).ok()
    }

    /// Writes down what stands now. A failure costs no more than a notification that leads nowhere.
    pub(super) fn write(&self, standing: &Standing) {
        if let Err(error) = private_file::write(&self.0, standing) {
            tracing::warn!(%error, "what is on the screen could not be written down");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_is_read_again_and_a_broken_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let record = Record::new(folder.path());
        assert_eq!(record.read(), None);
        let standing = Standing { service: "0123/:1.4".to_owned(), ids: vec![3, 8] };
        record.write(&standing);
        assert_eq!(record.read(), Some(standing));
        std::fs::write(folder.path().join("notifications.json"), b"{").unwrap();
        assert_eq!(record.read(), None);
    }
}
