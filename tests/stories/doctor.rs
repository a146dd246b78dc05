//! Clinics' networks: proxies that look into what passes, ask who one is, dawdle or break, and the network doctor that
//! says so. The service has a real certificate under a name that only the proxy knows.

mod office;

use allia_client::view::{Check, CheckCode, CheckName, CommandErrorCode, Settings, Verdict};
use allia_tests::practice::PASSWORD;
use allia_tests::{Authority, Conduct, Desk, Practice, Proxy, eventually};
use office::{HOST, Office, SERVER};
use std::time::Duration;
use tokio::net::TcpListener;

const COMPANY: &str = "Harbor Practice Inspection";

fn found(checks: &[Check], name: CheckName) -> &Check {
    checks.iter().find(|check| check.name == name).expect("every check is told")
}

async fn examined(desk: &Desk) -> Vec<Check> {
    let diagnosis = desk.client().diagnose(Some(SERVER)).await.expect("an address");
    diagnosis.expect("nobody stopped it").checks
}

async fn codes(desk: &Desk) -> [CheckCode; 3] {
    let checks = examined(desk).await;
    [CheckName::Proxy, CheckName::Tls, CheckName::Service].map(|name| found(&checks, name).code)
}

#[tokio::test]
async fn a_fault_of_the_proxy_is_told_apart_from_one_of_the_service_and_named_by_the_doctor() {
    let office = Office::open().await;
    let proxy = Proxy::to(office.practice.address()).await;
    let desk = Desk::behind(proxy.policy(None)).await;
    let cases = [
        (Conduct::Refuses(403), CommandErrorCode::ProxyRefused, CheckCode::ProxyRefused),
        (Conduct::Refuses(502), CommandErrorCode::ProxyRefused, CheckCode::ProxyRefused),
        (
            Conduct::AsksFor("ana".to_owned(), "sesame".to_owned()),
            CommandErrorCode::ProxyNeedsSignIn,
            CheckCode::ProxyNeedsSignIn,
        ),
        (Conduct::Breaks, CommandErrorCode::ProxyRefused, CheckCode::ProxyNotOne),
    ];
    for (conduct, code, check) in cases {
        proxy.conduct(conduct.clone());
        let refused = office.sign_in(&desk).await.expect_err("no way to the service");
        assert_eq!(refused.command_error().code, code, "{conduct:?}");
        let expected = [check, CheckCode::TlsNotReached, CheckCode::ServiceNotReached];
        assert_eq!(codes(&desk).await, expected, "{conduct:?}");
    }
    let checks = examined(&desk).await;
    assert_eq!(found(&checks, CheckName::Proxy).facts.proxy, Some(proxy.address()));
    assert_eq!(found(&checks, CheckName::NameResolution).code, CheckCode::NameLeftToProxy);
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_said_to_be_unreachable() {
    let closed = TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("a port");
    let office = Office::open().await;
    let mut policy = Proxy::to(closed).await.policy(None);
    policy.address = Some(closed.to_string());
    let desk = Desk::behind(policy).await;
    let refused = office.sign_in(&desk).await.expect_err("no way to the service");
    assert_eq!(refused.command_error().code, CommandErrorCode::ProxyUnreachable);
    assert_eq!(codes(&desk).await[0], CheckCode::ProxyUnreachable);
}

#[tokio::test]
async fn an_inspecting_proxy_whose_authority_the_computer_does_not_know_is_refused_by_its_name() {
    let office = Office::open().await;
    let authority = Authority::named("Somebody Else");
    let proxy = Proxy::inspecting(office.practice.address(), authority.speak_for(HOST)).await;
    let desk = Desk::behind(proxy.policy(None)).await;

    let refused = office.sign_in(&desk).await.expect_err("not trusted").command_error();
    assert_eq!(refused.code, CommandErrorCode::BadCertificate);
    assert_eq!(refused.issuer.as_deref(), Some("Somebody Else"));
    let checks = examined(&desk).await;
    let tls = found(&checks, CheckName::Tls);
    assert_eq!((tls.verdict, tls.code), (Verdict::Bad, CheckCode::TlsUnknownIssuer));
    assert_eq!(tls.facts.issuer.as_deref(), Some("Somebody Else"));
    assert_eq!(found(&checks, CheckName::Proxy).code, CheckCode::ProxyWorks);
    assert_eq!(proxy.heard(), [""; 0], "nothing was said to it");
}

#[tokio::test]
async fn a_self_signed_certificate_is_refused_with_its_issuers_name() {
    let office = Office::open().await;
    let proxy = Proxy::inspecting(office.practice.address(), Authority::self_signed(HOST)).await;
    let desk = Desk::behind(proxy.policy(None)).await;
    let refused = office.sign_in(&desk).await.expect_err("not trusted").command_error();
    assert_eq!((refused.code, refused.issuer.as_deref()), (CommandErrorCode::BadCertificate, Some(HOST)));
    assert_eq!(codes(&desk).await[1], CheckCode::TlsSelfSigned);
}

#[tokio::test]
async fn the_whole_exchange_works_through_a_proxy_that_inspects_in_the_name_of_the_company() {
    let story = "doctor::the_whole_exchange_works_through_a_proxy_that_inspects_in_the_name_of_the_company";
    let Some(company) = Authority::trusted(COMPANY, story) else { return };
    let office = Office::open().await;
    let proxy = Proxy::inspecting(office.practice.address(), company.speak_for(HOST)).await;
    let desk = Desk::behind(proxy.policy(None)).await;
    office.sign_in(&desk).await.expect("the sign-in");
    office.exchange(&desk).await;
    assert!(proxy.heard().iter().any(|line| line.starts_with("PUT /v1/conversations/")), "it looked inside");

    let checks = examined(&desk).await;
    let tls = found(&checks, CheckName::Tls);
    assert_eq!((tls.verdict, tls.code), (Verdict::Good, CheckCode::TlsCompanyAuthority));
    assert_eq!(tls.facts.issuer.as_deref(), Some(COMPANY));
    let bad: Vec<_> = checks.iter().filter(|check| check.verdict == Verdict::Bad).collect();
    assert!(bad.is_empty(), "{bad:?}");
    assert_eq!(found(&checks, CheckName::LiveStream).code, CheckCode::LiveWorks);
    assert_eq!(found(&checks, CheckName::Service).code, CheckCode::ServiceWorks);
    assert_eq!(found(&checks, CheckName::Clock).code, CheckCode::ClockRight);
}

#[tokio::test]
async fn a_slow_proxy_is_only_slow_and_a_broken_one_is_come_back_from() {
    let story = "doctor::a_slow_proxy_is_only_slow_and_a_broken_one_is_come_back_from";
    let Some(company) = Authority::trusted(COMPANY, story) else { return };
    let office = Office::open().await;
    let service = office.behind_tls(&company).await;
    let proxy = Proxy::to(service.address()).await;
    let desk = Desk::behind(proxy.policy(None)).await;
    proxy.conduct(Conduct::Delays(Duration::from_millis(150)));
    office.sign_in(&desk).await.expect("the sign-in");
    office.exchange(&desk).await;

    proxy.conduct(Conduct::Breaks);
    desk.is_offline().await;
    desk.send(&office.maya, "Written while the proxy was broken").await;
    proxy.conduct(Conduct::Passes);
    desk.client().wake();
    desk.is_online().await;
    office.phone.receives("Written while the proxy was broken").await;
}

#[tokio::test]
async fn a_proxy_that_asks_who_one_is_gets_the_keyrings_answer_and_the_report_keeps_it_secret() {
    let story =
        "doctor::a_proxy_that_asks_who_one_is_gets_the_keyrings_answer_and_the_report_keeps_it_secret";
    let Some(company) = Authority::trusted(COMPANY, story) else { return };
    let office = Office::open().await;
    let service = office.behind_tls(&company).await;
    let proxy = Proxy::to(service.address()).await;
    proxy.conduct(Conduct::AsksFor("ana.at.proxy".to_owned(), "open:sesame".to_owned()));
    let desk = Desk::behind(proxy.policy(Some("ana.at.proxy"))).await;
    let refused = office.sign_in(&desk).await.expect_err("nobody signed in at the proxy");
    assert_eq!(refused.command_error().code, CommandErrorCode::ProxyNeedsSignIn);

    let asked = desk.client().proxy(Some(SERVER)).expect("an address").expect("a proxy");
    assert_eq!((asked.address, asked.user_name.as_deref()), (proxy.address(), Some("ana.at.proxy")));
    office.sign_in_at_proxy(&desk, "not the password").await;
    assert_eq!(codes(&desk).await[0], CheckCode::ProxySignInRefused);
    office.sign_in_at_proxy(&desk, "open:sesame").await;
    office.sign_in(&desk).await.expect("the sign-in");
    office.exchange(&desk).await;

    let desk = desk.restart().await;
    desk.is_online().await;
    let told = desk.client().diagnose(None).await.expect("signed in").expect("nobody stopped it");
    assert_eq!(found(&told.checks, CheckName::Proxy).code, CheckCode::ProxyWorks);
    assert_eq!(told.host, HOST);
    let home = desk.profile().to_string_lossy().into_owned();
    let secrets = ["ana", "Rivera", "Maya", "Okafor", "sesame", "YW5h", PASSWORD, "Bearer", home.as_str()];
    let report = told.report.replace(&proxy.address(), "").to_lowercase();
    for secret in secrets {
        assert!(!report.contains(&secret.to_lowercase()), "{secret} in\n{report}");
    }
    assert!(told.report.contains(COMPANY) && told.report.contains(HOST), "{}", told.report);
}

#[tokio::test]
async fn a_proxy_that_holds_the_live_stream_back_is_found_out() {
    let story = "doctor::a_proxy_that_holds_the_live_stream_back_is_found_out";
    let Some(company) = Authority::trusted(COMPANY, story) else { return };
    let office = Office::open().await;
    let proxy = Proxy::inspecting(office.practice.address(), company.speak_for(HOST)).await;
    proxy.conduct(Conduct::HoldsStreams);
    let desk = Desk::behind(proxy.policy(None)).await;
    office.sign_in(&desk).await.expect("the sign-in");
    let checks = examined(&desk).await;
    let live = found(&checks, CheckName::LiveStream);
    assert_eq!((live.verdict, live.code), (Verdict::Warning, CheckCode::LiveHeldBack));
    assert_eq!(found(&checks, CheckName::Service).code, CheckCode::ServiceWorks);
}

#[tokio::test]
async fn another_proxy_that_it_fixes_is_taken_at_once() {
    let story = "doctor::another_proxy_that_it_fixes_is_taken_at_once";
    let Some(company) = Authority::trusted(COMPANY, story) else { return };
    let office = Office::open().await;
    let former = Proxy::inspecting(office.practice.address(), company.speak_for(HOST)).await;
    let next = Proxy::inspecting(office.practice.address(), company.speak_for(HOST)).await;
    let mut desk = Desk::behind(former.policy(None)).await;
    office.sign_in(&desk).await.expect("the sign-in");
    office.exchange(&desk).await;
    assert_eq!(next.heard(), [""; 0]);

    desk.prescribe(&next.policy(None));
    eventually("the live stream through the other proxy", || async {
        next.heard().iter().any(|line| line.starts_with("GET /v1/live")).then_some(())
    })
    .await;
    former.conduct(Conduct::Breaks);
    desk.is_online().await;
    desk.send(&office.maya, "Through the other one").await;
    office.phone.receives("Through the other one").await;
    let checks = examined(&desk).await;
    assert_eq!(found(&checks, CheckName::Proxy).facts.proxy, Some(next.address()));
}

#[tokio::test]
async fn a_clock_that_is_ten_minutes_off_is_said_so() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let desk = practice.desk(&ana).await;
    desk.clock.forward(Duration::from_secs(600));
    let checks = examined(&desk).await;
    let clock = found(&checks, CheckName::Clock);
    assert_eq!((clock.verdict, clock.code), (Verdict::Warning, CheckCode::ClockWrong));
    let ahead = clock.facts.ahead_seconds.expect("a number");
    assert!((540..=660).contains(&ahead), "{ahead}");
}

#[tokio::test]
async fn the_doctor_asks_whether_notifications_are_shown_and_shows_none() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let desk = practice.desk(&ana).await;
    let checks = examined(&desk).await;
    let notifications = found(&checks, CheckName::Notifications);
    assert_eq!((notifications.verdict, notifications.code), (Verdict::Good, CheckCode::NotificationsShown));
    assert_eq!(notifications.facts.shown_by.as_deref(), Some("paper"));
    assert_eq!(desk.notices.shown(), []);

    let off = Settings { notifications: false, ..Settings::default() };
    desk.client().change_settings(&off).await.expect("kept");
    let checks = examined(&desk).await;
    assert_eq!(found(&checks, CheckName::Notifications).code, CheckCode::NotificationsOff);
}

#[tokio::test]
async fn the_doctor_stops_when_it_is_told_to_and_looks_at_nothing_behind_the_lock() {
    let office = Office::open().await;
    let proxy = Proxy::to(office.practice.address()).await;
    proxy.conduct(Conduct::IsSilent);
    let desk = Desk::behind(proxy.policy(None)).await;
    let mut events = desk.client().subscribe();
    let stopping = async {
        events.next().await;
        desk.client().stop_diagnosis();
    };
    let (told, ()) = tokio::join!(desk.client().diagnose(Some(SERVER)), stopping);
    assert_eq!(told.expect("an address"), None);

    let ana = office.practice.desk(&office.ana).await;
    ana.lock().await;
    let refused = ana.client().diagnose(None).await.expect_err("locked");
    assert_eq!(refused.command_error().code, CommandErrorCode::Locked);
}
