//! What the fuzzers have found worth keeping, again: each file of the corpora as it is, cut off, and with a byte of it
//! altered.

use allia_tests::fuzzing::TARGETS;
use std::fs;
use std::path::Path;

/// Cuts and alterations of one file, spread over its length.
const VARIANTS: usize = 12;

#[test]
fn every_corpus_passes_its_target() {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    for (name, target) in TARGETS {
        let mut files: Vec<_> =
            fs::read_dir(corpora.join(name)).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        assert!(files.len() >= 5, "{name} has next to no corpus");
        for file in files {
            let bytes = fs::read(&file).unwrap();
            let tried =
                std::panic::catch_unwind(|| variants(&bytes).iter().for_each(|variant| target(variant)));
            assert!(tried.is_ok(), "{} breaks {name}", file.display());
        }
    }
}

fn variants(bytes: &[u8]) -> Vec<Vec<u8>> {
    let step = (bytes.len() / VARIANTS).max(1);
    let places = (0..bytes.len()).step_by(step);
    let cut = places.clone().map(|place| bytes[..place].to_vec());
    let altered = places.map(|place| {
        let mut altered = bytes.to_vec();
        altered[place] ^= 0x20;
        altered
    });
    std::iter::once(bytes.to_vec()).chain(cut).chain(altered).collect()
}
