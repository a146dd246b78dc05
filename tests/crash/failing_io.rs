//! Every operation on the encrypted files with its nth touch of the disk failing, for all n until none fails any more.
//! Afterwards it has happened wholly or not at all, what was kept before is there, and the same open file goes on.

mod bench;
mod cache;
mod journal;
mod opening;
mod salvage;
mod service;
mod tables;
