//! Whether the service's name leads to a number.

use super::dial::{bare, host_and_port};
use super::{Finding, Scene};
use crate::proxy::Route;
use crate::view::{CheckCode, CheckFacts, Verdict};
use std::net::IpAddr;

/// So many numbers are told.
const ADDRESSES: usize = 8;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Observed {
    IsNumber,
    Found(Vec<IpAddr>),
    NotFound,
}

pub(super) async fn check(scene: &Scene) -> Finding {
    let (host, port) = host_and_port(&scene.address);
    let host = bare(&host);
    let observed = if host.parse::<IpAddr>().is_ok() {
        Observed::IsNumber
    } else {
        match tokio::net::lookup_host((host, port)).await {
            Ok(found) => Observed::Found(found.map(|socket| socket.ip()).collect()),
            Err(_) => Observed::NotFound,
        }
    };
    judge(&observed, &scene.route)
}

fn judge(observed: &Observed, route: &Route) -> Finding {
    match observed {
        Observed::IsNumber => Finding::new(Verdict::Good, CheckCode::NameIsNumber),
        Observed::Found(numbers) if !numbers.is_empty() => {
            let addresses = numbers.iter().take(ADDRESSES).map(IpAddr::to_string).collect();
            Finding::new(Verdict::Good, CheckCode::NameFound)
                .with(CheckFacts { addresses: Some(addresses), ..CheckFacts::default() })
        }
        // Behind a proxy many networks know only names of their own.
        Observed::Found(_) | Observed::NotFound if matches!(route, Route::Through(_)) => {
            Finding::new(Verdict::Good, CheckCode::NameLeftToProxy)
        }
        Observed::Found(_) | Observed::NotFound => Finding::new(Verdict::Bad, CheckCode::NameNotFound),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::tests::a_proxy;

    #[test]
    fn an_unknown_name_is_bad_only_without_a_proxy() {
        let judged = |observed, route| {
            let finding = judge(&observed, &route);
            (finding.verdict, finding.code)
        };
        let nothing = || Observed::Found(Vec::new());
        assert_eq!(judged(Observed::NotFound, Route::Direct), (Verdict::Bad, CheckCode::NameNotFound));
        assert_eq!(judged(nothing(), Route::Direct), (Verdict::Bad, CheckCode::NameNotFound));
        let through = Route::Through(a_proxy());
        assert_eq!(judged(Observed::NotFound, through), (Verdict::Good, CheckCode::NameLeftToProxy));
        assert_eq!(judged(Observed::IsNumber, Route::Direct), (Verdict::Good, CheckCode::NameIsNumber));
    }

    #[test]
    fn the_numbers_of_a_known_name_are_told() {
        let finding = judge(&Observed::Found(vec!["192.0.2.7".parse().unwrap(); 20]), &Route::Direct);
        assert_eq!(finding.code, CheckCode::NameFound);
        assert_eq!(finding.facts.addresses, Some(vec!["192.0.2.7".to_owned(); ADDRESSES]));
    }
}
