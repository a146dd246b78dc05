//! Which positions of a conversation are here: unbroken runs of them.

/// A run of positions, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) first: i64,
    pub(super) last: i64,
}

/// The runs of one conversation, ascending, with at least one missing position between two of them. The last one ends
/// with the newest message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Runs(Vec<Run>);

impl Runs {
    /// Runs that were stored before, in any order.
    pub(super) fn new(stored: impl IntoIterator<Item = Run>) -> Self {
        let mut runs = Self::default();
        stored.into_iter().for_each(|run| runs.add(run));
        runs
    }

    /// These positions are here now. Runs that touch become one.
    pub(super) fn add(&mut self, run: Run) {
        if run.first < 1 || run.last < run.first {
            return;
        }
        let mut merged = run;
        let mut rest = Vec::with_capacity(self.0.len() + 1);
        for other in self.0.drain(..) {
            let apart = other.last < merged.first - 1 || merged.last < other.first.saturating_sub(1);
            if apart {
                rest.push(other);
            } else {
                merged = Run { first: merged.first.min(other.first), last: merged.last.max(other.last) };
            }
        }
        let place = rest.partition_point(|other| other.last < merged.first);
        rest.insert(place, merged);
        self.0 = rest;
    }

    /// Nothing before this position is here any more.
    pub(super) fn cut_before(&mut self, position: i64) {
        self.0.retain(|run| run.last >= position);
        if let Some(first) = self.0.first_mut() {
            first.first = first.first.max(position);
        }
    }

    /// The run that ends with the newest message.
    pub(super) fn newest(&self) -> Option<Run> {
        self.0.last().copied()
    }

    /// The runs before the newest one.
    pub(super) fn islands(&self) -> &[Run] {
        self.0.split_last().map_or(&[], |(_, islands)| islands)
    }

    /// The newest position here; zero when there is none.
    pub(super) fn last(&self) -> i64 {
        self.newest().map_or(0, |run| run.last)
    }

    /// The position from which everything up to the newest is here; zero when nothing is.
    pub(super) fn oldest_unbroken(&self) -> i64 {
        self.newest().map_or(0, |run| run.first)
    }

    /// How many positions are missing between `after` (excluded) and the newest one.
    pub(super) fn missing_above(&self, after: i64) -> i64 {
        let here: i64 = self
            .0
            .iter()
            .map(|run| run.last - run.first.max(after.saturating_add(1)) + 1)
            .map(|n| n.max(0))
            .sum();
        (self.last() - after.max(0)).max(0).saturating_sub(here)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn run(first: i64, last: i64) -> Run {
        Run { first, last }
    }

    #[test]
    fn runs_that_touch_become_one() {
        let runs = Runs::new([run(1, 3), run(7, 9), run(4, 6)]);
        assert_eq!(runs.newest(), Some(run(1, 9)));
        assert!(runs.islands().is_empty());
    }

    #[test]
    fn a_jump_leaves_an_island() {
        let mut runs = Runs::new([run(1, 3)]);
        runs.add(run(9, 9));
        assert_eq!((runs.newest(), runs.islands()), (Some(run(9, 9)), &[run(1, 3)][..]));
        assert_eq!((runs.missing_above(0), runs.missing_above(5), runs.missing_above(8)), (5, 3, 0));
    }

    proptest! {
        #[test]
        fn runs_know_exactly_the_positions_added(added in prop::collection::vec((1_i64..60, 0_i64..8), 0..12), after in 0_i64..70) {
            let mut runs = Runs::default();
            let mut positions = BTreeSet::new();
            for (first, length) in added {
                runs.add(run(first, first + length));
                positions.extend(first..=first + length);
            }
            let here: BTreeSet<i64> = runs.0.iter().flat_map(|run| run.first..=run.last).collect();
            prop_assert_eq!(&here, &positions);
            prop_assert!(runs.0.windows(2).all(|pair| pair[0].last + 1 < pair[1].first));
            let last = positions.last().copied().unwrap_or(0);
            let missing = (after + 1..=last).filter(|position| !positions.contains(position)).count();
            prop_assert_eq!(runs.missing_above(after), i64::try_from(missing).unwrap());
        }
    }
}
