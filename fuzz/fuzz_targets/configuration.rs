//! See `allia_tests::fuzzing::configuration`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| allia_tests::fuzzing::configuration(data));
