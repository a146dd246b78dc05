use super::*;
use proptest::prelude::*;

/// A message has one place; the service never gives it another.
const PLACE: Position = Position::new(5);

fn reason() -> impl Strategy<Value = NotSentReason> {
    prop_oneof![
        Just(NotSentReason::NoLongerOnCareTeam),
        Just(NotSentReason::TooLong),
        Just(NotSentReason::Refused),
        Just(NotSentReason::Conflict),
    ]
}

fn news() -> impl Strategy<Value = DeliveryNews> {
    prop_oneof![
        Just(DeliveryNews::Accepted(PLACE)),
        (0_u64..10, 0_u64..10).prop_map(|(delivered, read)| DeliveryNews::Receipt {
            delivered: Position::new(delivered),
            read: Position::new(read),
        }),
        (reason(), any::<bool>()).prop_map(|(reason, can_retry)| DeliveryNews::Refused { reason, can_retry }),
        Just(DeliveryNews::Retried),
    ]
}

/// *Not sent* and *queued* are one rank: a person can go from one to the other by trying again.
fn rank(delivery: Delivery) -> u8 {
    match delivery.status() {
        DeliveryStatus::Queued | DeliveryStatus::NotSent { .. } => 0,
        DeliveryStatus::Sent => 1,
        DeliveryStatus::Delivered => 2,
        DeliveryStatus::Read => 3,
    }
}

fn learn_all(all: &[DeliveryNews]) -> Delivery {
    all.iter().fold(Delivery::default(), |delivery, news| delivery.learn(*news))
}

proptest! {
    #[test]
    fn no_order_of_news_makes_a_message_go_backwards(all in prop::collection::vec(news(), 0..30)) {
        let mut delivery = Delivery::default();
        for one in all {
            let next = delivery.learn(one);
            prop_assert!(rank(next) >= rank(delivery), "{delivery:?} then {one:?}");
            delivery = next;
        }
    }

    #[test]
    fn once_accepted_no_refusal_can_be_laid_to_it(all in prop::collection::vec(news(), 0..30)) {
        let delivery = learn_all(&all).learn(DeliveryNews::Accepted(PLACE));
        let refused = delivery.learn(DeliveryNews::Refused { reason: NotSentReason::Conflict, can_retry: true });
        prop_assert_eq!(refused.status(), delivery.status());
        prop_assert!(rank(delivery) > 0);
    }

    #[test]
    fn hearing_something_twice_is_hearing_it_once(all in prop::collection::vec(news(), 0..10), again in news()) {
        let once = learn_all(&all).learn(again);
        prop_assert_eq!(once.learn(again), once);
    }

    #[test]
    fn receipts_and_acceptance_give_the_same_in_any_order(
        all in prop::collection::vec(news(), 0..10)
            .prop_map(|all| all.into_iter()
                .filter(|one| matches!(one, DeliveryNews::Accepted(_) | DeliveryNews::Receipt { .. }))
                .collect::<Vec<_>>())
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
    ) {
        prop_assert_eq!(learn_all(&all.0), learn_all(&all.1));
    }
}

#[test]
fn every_stage_is_reached_in_turn() {
    let receipt = |delivered, read| DeliveryNews::Receipt {
        delivered: Position::new(delivered),
        read: Position::new(read),
    };
    let queued = Delivery::default();
    let sent = queued.learn(DeliveryNews::Accepted(PLACE)).learn(receipt(4, 4));
    let delivered = sent.learn(receipt(5, 4));
    let read = delivered.learn(receipt(5, 5));
    let shown = [queued, sent, delivered, read].map(Delivery::status);
    let expected =
        [DeliveryStatus::Queued, DeliveryStatus::Sent, DeliveryStatus::Delivered, DeliveryStatus::Read];
    assert_eq!(shown, expected);
}

#[test]
fn only_what_can_be_retried_goes_back_to_the_queue() {
    let retried = |can_retry| {
        Delivery::refused(NotSentReason::Refused, can_retry).learn(DeliveryNews::Retried).status()
    };
    assert_eq!(retried(true), DeliveryStatus::Queued);
    assert_eq!(retried(false), DeliveryStatus::NotSent { reason: NotSentReason::Refused, can_retry: false });
}
