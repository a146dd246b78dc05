//! The network doctor: looks at everything between this computer and the service, and at what of the computer itself a
//! message needs, and says in one verdict each what it found. Every check observes first and judges then: the judgement is pure. Nothing is sent that a session could be
//! taken from, and a certificate that is not trusted is looked at and still refused.

mod clock;
mod dial;
mod disk;
mod keyring;
mod live;
mod name;
mod notifications;
mod proxy;
mod report;
mod service;
mod tls;

pub(crate) use report::report;

use crate::address::ServerAddress;
use crate::api::Api;
use crate::clock::Clock;
use crate::key_store::KeyStore;
use crate::notification::Notifier;
use crate::proxy::Route;
use crate::session::Session;
use crate::view::{Check, CheckCode, CheckFacts, CheckName, Verdict};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// The longest that a check takes.
pub(crate) const CHECK_TIME: Duration = Duration::from_secs(10);

/// What is looked at.
pub(crate) struct Scene {
    /// The service.
    pub(crate) address: ServerAddress,
    /// The way to it.
    pub(crate) route: Route,
    /// The program's own calls over that way.
    pub(crate) api: Api,
    /// The session of whoever is signed in there.
    pub(crate) session: Option<Session>,
    /// This computer's clock.
    pub(crate) clock: Arc<dyn Clock>,
    /// The keyring.
    pub(crate) key_store: Arc<dyn KeyStore>,
    /// What shows notifications.
    pub(crate) notifier: Arc<dyn Notifier>,
    /// Whether a new message may raise one, by the settings that hold.
    pub(crate) notifications_wanted: bool,
    /// The folder with the program's files.
    pub(crate) profile: PathBuf,
    /// The longest that a check may take.
    pub(crate) limit: Duration,
}

impl Scene {
    /// The service's host, as it stands in its address.
    pub(crate) fn host(&self) -> String {
        dial::host_and_port(&self.address).0
    }
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Finding {
    verdict: Verdict,
    code: CheckCode,
    facts: CheckFacts,
}

impl Finding {
    fn new(verdict: Verdict, code: CheckCode) -> Self {
        Self { verdict, code, facts: CheckFacts::default() }
    }

    fn with(mut self, facts: CheckFacts) -> Self {
        self.facts = facts;
        self
    }
}

/// Runs all checks side by side, tells each as it ends, and gives them in the order in which a connection is made.
/// Dropping the future ends them all.
pub(crate) async fn examine(scene: &Scene, tell: impl Fn(&Check)) -> Vec<Check> {
    let run = async |name, check: &mut (dyn Future<Output = Finding> + Send + Unpin)| {
        let begun = Instant::now();
        let finding = tokio::time::timeout(scene.limit, check).await;
        let finding = finding.unwrap_or_else(|_| timed_out(name));
        let check = told(name, finding, begun);
        tell(&check);
        check
    };
    let mut name = Box::pin(name::check(scene));
    let mut proxy = Box::pin(proxy::check(scene));
    let mut tls = Box::pin(tls::check(scene));
    let mut live = Box::pin(live::check(scene));
    let mut disk = Box::pin(disk::check(scene));
    let mut keyring = Box::pin(keyring::check(scene));
    let mut notifications = Box::pin(notifications::check(scene));
    let begun = Instant::now();
    let answering = async {
        let observed = tokio::time::timeout(scene.limit, service::observe(scene)).await;
        let (service, clock) = match observed {
            Ok(observed) => (service::judge(&observed), clock::judge(observed.clock)),
            Err(_) => (timed_out(CheckName::Service), clock::judge(None)),
        };
        let both = [told(CheckName::Service, service, begun), told(CheckName::Clock, clock, begun)];
        both.iter().for_each(&tell);
        both
    };
    let (name, proxy, tls, [service, clock], live, disk, keyring, notifications) = tokio::join!(
        run(CheckName::NameResolution, &mut name),
        run(CheckName::Proxy, &mut proxy),
        run(CheckName::Tls, &mut tls),
        answering,
        run(CheckName::LiveStream, &mut live),
        run(CheckName::DiskSpace, &mut disk),
        run(CheckName::Keyring, &mut keyring),
        run(CheckName::Notifications, &mut notifications),
    );
    vec![name, proxy, tls, service, live, clock, disk, keyring, notifications]
}

fn timed_out(name: CheckName) -> Finding {
    let code = match name {
        CheckName::NameResolution => CheckCode::NameSilent,
        CheckName::Proxy => CheckCode::ProxySilent,
        CheckName::Tls => CheckCode::TlsSilent,
        CheckName::Service => CheckCode::ServiceSilent,
        CheckName::LiveStream => CheckCode::LiveHeldBack,
        CheckName::Keyring => CheckCode::KeyringSilent,
        CheckName::Notifications => CheckCode::NotificationsSilent,
        CheckName::Clock | CheckName::DiskSpace => CheckCode::TimedOut,
    };
    // Without the live stream the program still asks by itself.
    let verdict = if name == CheckName::LiveStream { Verdict::Warning } else { Verdict::Bad };
    Finding::new(verdict, code)
}

fn told(name: CheckName, finding: Finding, begun: Instant) -> Check {
    let Finding { verdict, code, facts } = finding;
    let milliseconds = u32::try_from(begun.elapsed().as_millis()).unwrap_or(u32::MAX);
    tracing::info!(?name, ?verdict, ?code, milliseconds, "checked");
    Check { name, verdict, code, facts, milliseconds }
}

#[cfg(test)]
mod tests;
