//! See `allia_tests::fuzzing::change_pages`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| allia_tests::fuzzing::change_pages(data));
