//! The administrator: puts clinicians on care teams and takes them off, deactivates patients and invites them again.
//! Sits beside the service: their line holds, so an order is done when it is answered and not later.

use super::caller::{Answer, Caller};
use super::cast::{ADMINISTRATOR, HOW_MANY};
use super::wire::Wire;
use super::world::{World, lock, stream_of};
use allia_protocol::admin::Invitation;
use allia_protocol::id::UserId;
use allia_protocol::path;
use http::Method;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

const NOTHING: Option<&()> = None;

struct Office {
    world: Arc<World>,
    caller: Caller,
    chance: StdRng,
    deactivated: [bool; HOW_MANY],
}

/// The administrator's part of the simulation. Has no end.
pub(super) async fn administer(world: Arc<World>) {
    let nobody = UserId::generate();
    let caller = Caller::new(Wire::steady(&world, nobody));
    let chance = StdRng::seed_from_u64(stream_of(world.seed, ADMINISTRATOR));
    let mut office = Office { world, caller, chance, deactivated: [false; HOW_MANY] };
    loop {
        let pause = office.chance.random_range(500..5_000);
        tokio::time::sleep(Duration::from_millis(pause)).await;
        if office.world.is_calm() {
            continue;
        }
        office.world.busy.fetch_add(1, Ordering::Relaxed);
        office.order().await;
        office.world.busy.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Office {
    async fn order(&mut self) {
        let (clinician, patient) =
            (self.chance.random_range(0..HOW_MANY), self.chance.random_range(0..HOW_MANY));
        match self.chance.random_range(0..10) {
            0..5 => self.join(clinician, patient).await,
            5..9 => self.leave(clinician, patient).await,
            _ if self.deactivated[patient] => {}
            _ => self.deactivate(patient).await,
        }
        let waiting = (0..HOW_MANY).find(|patient| self.deactivated[*patient]);
        if let Some(patient) = waiting.filter(|_| self.chance.random_bool(0.4)) {
            self.invite(patient).await;
        }
    }

    async fn join(&mut self, clinician: usize, patient: usize) {
        let pair = self.pair(clinician, patient);
        self.world.history.pages().rejoin(pair);
        self.insist(Method::PUT, &path::care_team_member(pair.0, pair.1)).await;
    }

    async fn leave(&mut self, clinician: usize, patient: usize) {
        let pair = self.pair(clinician, patient);
        self.insist(Method::DELETE, &path::care_team_member(pair.0, pair.1)).await;
        self.world.history.pages().part(pair);
    }

    async fn deactivate(&mut self, patient: usize) {
        let patient_id = self.world.cast.patients[patient];
        self.insist(Method::POST, &path::deactivation(patient_id)).await;
        self.deactivated[patient] = true;
        self.world.history.pages().part_from_all(patient_id);
    }

    async fn invite(&mut self, patient: usize) {
        let patient_id = self.world.cast.patients[patient];
        self.world.history.pages().rejoin_all(patient_id);
        let answer = self.insist(Method::POST, &path::invitation(patient_id)).await;
        if let Some(invitation) = answer.parse::<Invitation>() {
            lock(&self.world.letters).insert(patient, invitation.code);
        }
        self.deactivated[patient] = false;
    }

    fn pair(&self, clinician: usize, patient: usize) -> (UserId, UserId) {
        (self.world.cast.patients[patient], self.world.cast.clinicians[clinician])
    }

    /// Orders until it is done.
    async fn insist(&mut self, method: Method, path: &str) -> Answer {
        loop {
            if !self.caller.is_signed_in() {
                self.caller.sign_in(ADMINISTRATOR).await;
            }
            match self.caller.call(method.clone(), path, NOTHING).await {
                Some(answer) if answer.status.is_success() => return answer,
                _ => tokio::time::sleep(Duration::from_millis(300)).await,
            }
        }
    }
}
