//! Linux: all files `policies/managed/*.json` in `/etc/allia-messages`, in the order of their names. There is no layer
//! of the user's: everything that only the administrator can write is the computer's.

use super::administrators_file::{self, is_of};
use allia_client::policy::{Document, PolicyFault, PolicyStack};
use std::io;
use std::path::{Path, PathBuf};

const FOLDER: &str = "/etc/allia-messages";
const ROOT: u32 = 0;

pub(super) fn read(folder: Option<&Path>) -> PolicyStack {
    let machine = documents(folder.unwrap_or(Path::new(FOLDER)), ROOT);
    PolicyStack { machine, user: Vec::new() }
}

fn documents(folder: &Path, owner: u32) -> Vec<Document> {
    let managed = folder.join("policies/managed");
    if let Some(open) = first_unprotected(&[folder, &folder.join("policies"), &managed], owner) {
        return vec![Document::broken(open.display().to_string(), PolicyFault::Unprotected)];
    }
    match files_in(&managed) {
        Ok(files) => files.iter().filter_map(|file| document(file, owner)).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(_) => vec![Document::broken(managed.display().to_string(), PolicyFault::Unreadable)],
    }
}

/// Whoever may write to a folder may put a file of the administrator's into it, or take one away.
fn first_unprotected<'a>(folders: &[&'a Path], owner: u32) -> Option<&'a Path> {
    let unprotected = |folder: &&&Path| folder.metadata().is_ok_and(|found| !is_of(&found, owner));
    folders.iter().find(unprotected).copied()
}

fn files_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn document(file: &Path, owner: u32) -> Option<Document> {
    let source = file.display().to_string();
    match administrators_file::read(file, owner) {
        Ok(text) => Some(Document::from_json(source, &text?)),
        Err(fault) => Some(Document::broken(source, fault)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    struct Etc(tempfile::TempDir);

    impl Etc {
        fn new() -> Self {
            let etc = Self(tempfile::tempdir().unwrap());
            fs::create_dir_all(etc.managed()).unwrap();
            for folder in [etc.0.path().to_owned(), etc.0.path().join("policies"), etc.managed()] {
                allow(&folder, 0o755);
            }
            etc
        }

        fn managed(&self) -> PathBuf {
            self.0.path().join("policies/managed")
        }

        fn put(&self, name: &str, text: &str) -> PathBuf {
            let file = self.managed().join(name);
            fs::write(&file, text).unwrap();
            allow(&file, 0o644);
            file
        }

        fn owner(&self) -> u32 {
            self.0.path().metadata().unwrap().uid()
        }

        fn resolve(&self, owner: u32) -> allia_client::policy::Resolved {
            PolicyStack { machine: documents(self.0.path(), owner), user: Vec::new() }.resolve()
        }
    }

    fn allow(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn files_are_merged_in_the_order_of_their_names_and_others_are_left_alone() {
        let etc = Etc::new();
        let late = etc.put("20-clinic.json", r#"{"LockAfterMinutes": 5}"#);
        etc.put("10-base.json", r#"{"LockAfterMinutes": 10, "CacheDays": 90}"#);
        etc.put("30-old.json.bak", r#"{"LockAfterMinutes": 1}"#);
        let resolved = etc.resolve(etc.owner());
        assert_eq!(resolved.problems, []);
        assert_eq!((resolved.policy.lock_after_minutes, resolved.policy.cache_days), (Some(5), Some(90)));
        assert!(resolved.sources.values().any(|source| *source == late.display().to_string()));
    }

    #[test]
    fn a_file_that_others_may_write_is_refused_and_named_and_the_rest_holds() {
        let etc = Etc::new();
        let open = etc.put("10-open.json", r#"{"LockAfterMinutes": 1}"#);
        etc.put("20-good.json", r#"{"CacheDays": 90}"#);
        for mode in [0o664, 0o646] {
            allow(&open, mode);
            let resolved = etc.resolve(etc.owner());
            assert_eq!((resolved.policy.lock_after_minutes, resolved.policy.cache_days), (None, Some(90)));
            assert_eq!(resolved.problems[0].source, open.display().to_string());
            assert_eq!(resolved.problems[0].fault, PolicyFault::Unprotected);
        }
    }

    #[test]
    fn a_file_that_is_not_the_administrators_is_refused_and_named() {
        let etc = Etc::new();
        etc.put("10.json", r#"{"LockAfterMinutes": 1}"#);
        let resolved = etc.resolve(etc.owner() + 1);
        assert_eq!(resolved.policy.lock_after_minutes, None);
        assert_eq!(resolved.problems[0].fault, PolicyFault::Unprotected);
    }

    #[test]
    fn a_folder_that_others_may_write_holds_nothing_that_counts() {
        let etc = Etc::new();
        etc.put("10.json", r#"{"LockAfterMinutes": 1}"#);
        allow(&etc.0.path().join("policies"), 0o777);
        let resolved = etc.resolve(etc.owner());
        assert_eq!(resolved.policy.lock_after_minutes, None);
        assert_eq!(resolved.problems[0].source, etc.0.path().join("policies").display().to_string());
    }

    #[test]
    fn what_is_no_json_or_far_too_large_or_a_folder_is_named() {
        let etc = Etc::new();
        etc.put("10.json", "{ LockAfterMinutes: 1 }");
        etc.put("20.json", &" ".repeat(2 * 1024 * 1024));
        fs::create_dir(etc.managed().join("30.json")).unwrap();
        let faults: Vec<_> =
            etc.resolve(etc.owner()).problems.into_iter().map(|problem| problem.fault).collect();
        assert_eq!(faults, vec![PolicyFault::Malformed; 3]);
    }

    #[test]
    fn a_computer_without_policies_has_none() {
        let nowhere = tempfile::tempdir().unwrap();
        assert_eq!(documents(&nowhere.path().join("none"), 0), []);
    }
}
