//! Windows and macOS announce these moments to window procedures and notification centres that are not listened to
//! yet. There, the program locks by itself when nobody has used it for a while; a sleep counts.

use super::LockProgram;

pub(super) async fn run(_lock: LockProgram) {}
