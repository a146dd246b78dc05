//! How long the local copy may be read without asking the service: a pure decision.

use allia_protocol::Timestamp;

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1_000;
/// What the service may set, in days.
const SHORTEST: u8 = 1;
const LONGEST: u8 = 30;
/// Days when the service's word is not known.
const ORDINARY: u8 = 7;

/// Whether the lease is over. `contact` is when the local copy was last complete; without it there is nothing to be
/// read yet. A clock that shows more than a day before that was put back, and proves nothing.
pub fn is_over(contact: Option<Timestamp>, now: Timestamp, lease_days: Option<u8>) -> bool {
    let Some(contact) = contact else { return false };
    let days = lease_days.unwrap_or(ORDINARY).clamp(SHORTEST, LONGEST);
    let passed = now.millis_since(contact);
    passed > i64::from(days) * DAY_MILLIS || passed < -DAY_MILLIS
}

/// Whether the lease cannot be over, whatever the service has set.
pub fn is_fresh(contact: Option<Timestamp>, now: Timestamp) -> bool {
    !is_over(contact, now, Some(SHORTEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(days_passed: i64, lease_days: Option<u8>) -> bool {
        let contact = Timestamp::from_millis(1_790_000_000_000);
        is_over(Some(contact), contact.plus_millis(days_passed * DAY_MILLIS + 1), lease_days)
    }

    #[test]
    fn lasts_as_long_as_the_service_says_and_never_over_thirty_days() {
        assert!(!over(6, Some(7)));
        assert!(over(7, Some(7)));
        assert!(!over(29, Some(200)));
        assert!(over(30, Some(200)));
        assert!(over(1, Some(0)));
        assert!(over(7, None));
    }

    #[test]
    fn a_clock_put_back_by_more_than_a_day_ends_it_and_an_hour_does_not() {
        let contact = Timestamp::from_millis(1_790_000_000_000);
        assert!(!is_over(Some(contact), contact.plus_millis(-3_600_000), Some(7)));
        assert!(is_over(Some(contact), contact.plus_millis(-DAY_MILLIS - 1), Some(7)));
        assert!(!is_over(None, contact, Some(7)));
    }

    #[test]
    fn a_contact_of_today_is_fresh_under_any_lease() {
        let contact = Timestamp::from_millis(1_790_000_000_000);
        assert!(is_fresh(Some(contact), contact.plus_millis(DAY_MILLIS)));
        assert!(!is_fresh(Some(contact), contact.plus_millis(DAY_MILLIS + 1)));
    }
}
