//! See `allia_tests::fuzzing::stream_frames`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| allia_tests::fuzzing::stream_frames(data));
