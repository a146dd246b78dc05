//! Which proxy is on the way, and whether it lets the program through.

use super::dial::{DialFault, dial};
use super::{Finding, Scene};
use crate::proxy::{ProxySource, Route};
use crate::view::{CheckCode, CheckFacts, ProxyOrigin, Verdict};

pub(super) async fn check(scene: &Scene) -> Finding {
    match &scene.route {
        Route::Through(_) => judge(&scene.route, dial(&scene.route, &scene.address).await.err()),
        Route::Direct | Route::Unusable => judge(&scene.route, None),
    }
}

fn judge(route: &Route, fault: Option<DialFault>) -> Finding {
    let proxy = match route {
        Route::Direct => return Finding::new(Verdict::Good, CheckCode::ProxyNone),
        Route::Unusable => return Finding::new(Verdict::Bad, CheckCode::ProxyUnusable),
        Route::Through(proxy) => proxy,
    };
    let (verdict, code) = match &fault {
        None => (Verdict::Good, CheckCode::ProxyWorks),
        Some(DialFault::ProxyAnswered(407)) if proxy.authorization.is_some() => {
            (Verdict::Bad, CheckCode::ProxySignInRefused)
        }
        Some(DialFault::ProxyAnswered(407)) => (Verdict::Bad, CheckCode::ProxyNeedsSignIn),
        Some(DialFault::ProxyAnswered(_)) => (Verdict::Bad, CheckCode::ProxyRefused),
        Some(DialFault::ProxyNotFound) => (Verdict::Bad, CheckCode::ProxyNotFound),
        Some(DialFault::ProxyUnreachable | DialFault::Service) => (Verdict::Bad, CheckCode::ProxyUnreachable),
        Some(DialFault::NotAProxy) => (Verdict::Bad, CheckCode::ProxyNotOne),
        Some(DialFault::Unusable) => (Verdict::Bad, CheckCode::ProxyUnusable),
    };
    let status = match fault {
        Some(DialFault::ProxyAnswered(status)) => Some(status),
        _ => None,
    };
    let proxy_source = Some(match proxy.source {
        ProxySource::System => ProxyOrigin::System,
        ProxySource::Policy => ProxyOrigin::Policy,
    });
    let facts = CheckFacts { proxy: Some(proxy.authority()), proxy_source, status, ..CheckFacts::default() };
    Finding::new(verdict, code).with(facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::tests::a_proxy;
    use http::HeaderValue;

    fn code(fault: Option<DialFault>) -> CheckCode {
        judge(&Route::Through(a_proxy()), fault).code
    }

    #[test]
    fn every_answer_of_a_proxy_has_its_word() {
        assert_eq!(code(None), CheckCode::ProxyWorks);
        assert_eq!(code(Some(DialFault::ProxyAnswered(407))), CheckCode::ProxyNeedsSignIn);
        for status in [302, 403, 502, 503] {
            assert_eq!(code(Some(DialFault::ProxyAnswered(status))), CheckCode::ProxyRefused, "{status}");
        }
        assert_eq!(code(Some(DialFault::ProxyNotFound)), CheckCode::ProxyNotFound);
        assert_eq!(code(Some(DialFault::ProxyUnreachable)), CheckCode::ProxyUnreachable);
        assert_eq!(code(Some(DialFault::NotAProxy)), CheckCode::ProxyNotOne);
    }

    #[test]
    fn a_password_that_the_proxy_does_not_accept_is_told_from_one_that_it_was_not_given() {
        let mut proxy = a_proxy();
        proxy.authorization = Some(HeaderValue::from_static("Basic YTpi"));
        let finding = judge(&Route::Through(proxy), Some(DialFault::ProxyAnswered(407)));
        assert_eq!((finding.verdict, finding.code), (Verdict::Bad, CheckCode::ProxySignInRefused));
    }

    #[test]
    fn no_proxy_is_good_and_one_that_cannot_be_understood_is_not() {
        assert_eq!(judge(&Route::Direct, None), Finding::new(Verdict::Good, CheckCode::ProxyNone));
        assert_eq!(judge(&Route::Unusable, None), Finding::new(Verdict::Bad, CheckCode::ProxyUnusable));
    }

    #[test]
    fn it_is_said_which_proxy_and_who_names_it() {
        let facts = judge(&Route::Through(a_proxy()), Some(DialFault::ProxyAnswered(403))).facts;
        assert_eq!(facts.proxy.as_deref(), Some("proxy.clinic.example:3128"));
        assert_eq!((facts.proxy_source, facts.status), (Some(ProxyOrigin::Policy), Some(403)));
    }
}
