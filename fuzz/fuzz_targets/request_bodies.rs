//! See `allia_tests::fuzzing::request_bodies`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| allia_tests::fuzzing::request_bodies(data));
