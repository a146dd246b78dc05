//! Every operation × who calls × how the clinician stands to the patient × the patient's state × what is aimed
//! at, tried on the running service and compared with a pure function that says what the rules are.

mod calls;
mod oracle;
mod pair;
mod situation;
mod world;

use calls::{Aim, Heard, Operation, operations};
use futures_util::{StreamExt, stream};
use oracle::{Combination, Expected, ROWS, Rule, Target, after, alters, expected, targets};
use pair::Pair;
use situation::{Patient, ROLES, Relation, Role, Situation, situations};
use std::collections::{BTreeMap, BTreeSet};
use world::World;

/// Pairs that are tried side by side.
const AT_ONCE: usize = 16;

/// What was tried with one pair.
#[derive(Default)]
struct Tried {
    combinations: usize,
    /// What came out otherwise than it has to.
    faults: Vec<String>,
    /// Whole refusals of callers who may not, by status.
    refusals: BTreeMap<u16, BTreeSet<String>>,
}

impl Tried {
    fn absorb(mut self, other: Self) -> Self {
        self.combinations += other.combinations;
        self.faults.extend(other.faults);
        for (status, refusals) in other.refusals {
            self.refusals.entry(status).or_default().extend(refusals);
        }
        self
    }

    fn note(&mut self, operation: &str, combination: &Combination, heard: &Heard) {
        self.combinations += 1;
        let wanted = expected(combination);
        let got = Expected { status: heard.answer.status, shows: heard.shows };
        if got != wanted {
            self.faults.push(format!("{operation} {combination:?}\n    wanted {wanted:?}, got {got:?}"));
        }
        if matches!(got.status, 403 | 404) {
            let names: Vec<_> = heard.answer.headers.keys().map(|name| name.as_str()).collect();
            let whole = format!("{names:?} {}", heard.answer.text);
            self.refusals.entry(got.status).or_default().insert(whole);
        }
    }
}

#[test]
fn every_operation_of_the_document_has_a_row() {
    let described: BTreeSet<_> = operations().into_iter().map(|operation| operation.id).collect();
    let judged: BTreeSet<_> = ROWS.iter().map(|(id, _)| (*id).to_owned()).collect();
    assert_eq!(described, judged);
    assert_eq!(ROWS.len(), judged.len(), "one row each");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_operation_answers_every_caller_as_the_rules_say() {
    let (world, operations) = (World::start().await, operations());
    let (world, operations) = (&world, &operations);
    let tried = stream::iter(situations())
        .map(|situation| try_situation(world, operations, situation))
        .buffer_unordered(AT_ONCE)
        .fold(Tried::default(), async |all, one| all.absorb(one))
        .await;
    println!("authorization: {} combinations tried", tried.combinations);
    let shown: Vec<_> = tried.faults.iter().take(20).cloned().collect();
    assert!(shown.is_empty(), "{} faults, such as\n{}", tried.faults.len(), shown.join("\n"));
    for (status, refusals) in tried.refusals {
        assert_eq!(refusals.len(), 1, "every {status} answers alike: {refusals:#?}");
    }
}

/// Tries everything with one pair; what alters the pair's situation, each with a pair of its own.
async fn try_situation(world: &World, operations: &[Operation], situation: Situation) -> Tried {
    let mut pair = Pair::with_spare_sessions(world, situation).await;
    let (mut tried, mut altering) = (Tried::default(), Vec::new());
    for role in ROLES {
        for (operation, rule) in with_rules(operations) {
            for target in targets(rule, role) {
                let combination = Combination { rule, role, situation, target: *target };
                if alters(&combination) {
                    altering.push((operation, combination));
                } else {
                    try_one(world, &pair, operation, &combination, &mut tried).await;
                }
            }
        }
    }
    for (operation, combination) in altering {
        try_altering(world, operations, operation, &combination, &mut tried).await;
    }
    if situation.relation == Relation::Future && situation.patient != Patient::Disabled {
        pair.begin_membership(world).await;
        try_conversations(world, operations, &pair, &mut tried).await;
    }
    tried
}

fn with_rules(operations: &[Operation]) -> impl Iterator<Item = (&Operation, Rule)> {
    operations.iter().map(|operation| {
        let row = ROWS.iter().find(|(id, _)| *id == operation.id);
        (operation, row.unwrap_or_else(|| panic!("no row for {}", operation.id)).1)
    })
}

async fn try_one(
    world: &World,
    pair: &Pair,
    operation: &Operation,
    combination: &Combination,
    tried: &mut Tried,
) -> Heard {
    let caller = pair.caller(&world.practice, combination.role);
    let aim = Aim { world, pair, caller: &caller, role: combination.role, target: combination.target };
    let heard = operation.call(&aim).await;
    tried.note(&operation.id, combination, &heard);
    heard
}

/// Does what alters a fresh pair's situation, and then judges the pair by the new one.
async fn try_altering(
    world: &World,
    operations: &[Operation],
    operation: &Operation,
    combination: &Combination,
    tried: &mut Tried,
) {
    let mut pair = Pair::bare(world, combination.situation).await;
    let heard = try_one(world, &pair, operation, combination, tried).await;
    if combination.rule == Rule::Code && heard.answer.status == 201 {
        pair.patient.person = world.practice.stranger().with_session(&heard.answer.json());
    }
    pair.move_to(world, after(combination)).await;
    try_conversations(world, operations, &pair, tried).await;
}

/// What clinician and patient see and may do in the situation in which the pair is now.
async fn try_conversations(world: &World, operations: &[Operation], pair: &Pair, tried: &mut Tried) {
    for role in [Role::Clinician, Role::Patient] {
        for (operation, rule) in with_rules(operations) {
            if matches!(rule, Rule::List | Rule::Conversation(_)) && operation.id != "live_listen" {
                let situation = pair.situation;
                let combination = Combination { rule, role, situation, target: Target::Own };
                try_one(world, pair, operation, &combination, tried).await;
            }
        }
    }
}
