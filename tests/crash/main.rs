//! What survives when programs are killed, disks fail and fill, and patients are removed. Each subject has a short form
//! that runs with all other tests, and a long one that an environment variable asks for.

mod failing_io;
mod full_disk;
mod kills;
mod purge;
