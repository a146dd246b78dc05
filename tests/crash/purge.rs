//! After a removal, nothing of the patient is left in either file, even for one who has the key: pages, free pages, frames
//! of the write-ahead log, words of the search index.
//!
//! Short: a few orders of removal, offline, restart and return. Long: `ALLIA_ORDERS=100`. A failure prints its seed.

mod clinic;
mod dump;

use allia_tests::seed;
use clinic::Clinic;
use rand::RngExt;

/// Orders in the short form.
const ORDERS: u64 = 4;
/// Steps in one order of events.
const STEPS: u32 = 14;

#[tokio::test]
async fn what_was_purged_stands_in_no_page_frame_or_index_of_either_file() {
    let seed = seed::of_this_run();
    let orders = seed::number("ALLIA_ORDERS").unwrap_or(ORDERS);
    let mut found_before = 0;
    for order in 0..orders {
        let seed = seed.wrapping_add(order);
        println!("order with ALLIA_SEED={seed}");
        let mut randomness = seed::randomness(seed);
        let mut clinic = Clinic::open().await;
        if randomness.random_bool(0.5) {
            clinic.fill().await;
        }
        for _ in 0..STEPS {
            match randomness.random_range(0..12) {
                0..3 => clinic.patient_writes(&mut randomness).await,
                3..5 => clinic.clinician_sends(&mut randomness).await,
                5..7 => clinic.clinician_drafts(&mut randomness).await,
                7 => clinic.leave(&mut randomness).await,
                8 => clinic.rejoin(&mut randomness).await,
                9 => clinic.cut_or_mend().await,
                _ => clinic.restart().await,
            }
        }
        found_before += clinic.remove_all_but_one_and_look().await;
    }
    println!("{orders:>6} orders, {found_before} places found before the removals, 0 after");
}

#[tokio::test]
async fn the_dump_finds_what_is_there_and_no_longer_what_was_purged() {
    let mut clinic = Clinic::open().await;
    clinic.fill().await;
    assert!(clinic.remove_all_but_one_and_look().await > 0);
}
