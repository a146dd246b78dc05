//! See `allia_tests::fuzzing::links`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| allia_tests::fuzzing::links(data));
