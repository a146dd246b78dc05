//! See `allia_tests::fuzzing::cursors`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| allia_tests::fuzzing::cursors(data));
