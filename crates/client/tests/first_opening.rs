//! The first files that a process opens. Alone in its process: SQLite is set up only once in each.

use allia_client::journal::Journal;
use allia_client::key::DatabaseKey;
use std::sync::Barrier;
use std::thread;
use tempfile::TempDir;

#[test]
fn threads_that_open_files_at_the_same_time_all_get_them() {
    const THREADS: usize = 16;
    let folder = TempDir::new().expect("a folder");
    let key = DatabaseKey::generate().expect("a key");
    let together = Barrier::new(THREADS);
    thread::scope(|scope| {
        for number in 0..THREADS {
            let (file, key, together) = (folder.path().join(format!("{number}.db")), &key, &together);
            scope.spawn(move || {
                together.wait();
                if let Err(error) = Journal::open(&file, key) {
                    panic!("thread {number}: {error}");
                }
            });
        }
    });
}
