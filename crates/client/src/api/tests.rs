use super::*;
use crate::error::ClientError;
use crate::fixture;
use crate::fixture::peer::{Answer, Peer};
use crate::fixture::untrusted;
use allia_protocol::id::UserId;
use allia_protocol::problem::ErrorCode;
use allia_protocol::session::SessionList;
use tokio::net::TcpListener;

async fn answered(answer: Answer) -> Result<SessionList, ApiFault> {
    let peer = Peer::start(move |_| answer.clone()).await;
    Api::new(peer.address.clone()).read(&call::me(), None).await
}

fn head(headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{headers}\r\n").into_bytes()
}

#[tokio::test]
async fn a_web_page_is_not_our_server() {
    assert!(matches!(answered(Answer::web_page()).await, Err(ApiFault::NotOurServer)));
}

#[tokio::test]
async fn a_captive_portals_redirect_is_not_followed() {
    let elsewhere = Peer::start(|_| Answer::json(&SessionList { sessions: Vec::new() })).await;
    let location = format!("location: {}\r\n", elsewhere.address.join("/login"));
    let portal = Peer::start(move |_| Answer::with(302, &location, "")).await;
    let api = Api::new(portal.address.clone());
    let read = api.read::<SessionList>(&call::me(), Some(&Secret::new("token"))).await;
    assert!(matches!(read, Err(ApiFault::NotOurServer)));
    let told = api.tell(&call::sign_out(), Some(&Secret::new("token"))).await;
    assert!(matches!(told, Err(ApiFault::NotOurServer)));
    assert_eq!(elsewhere.seen("").len(), 0);
}

#[tokio::test]
async fn an_answer_cut_short_is_a_broken_line_and_a_whole_one_that_is_no_json_is_not_ours() {
    let mut cut = head("content-length: 40\r\n");
    cut.extend_from_slice(b"{\"sessions\":[");
    assert!(matches!(answered(Answer::Bytes(cut)).await, Err(ApiFault::Unreachable(_))));
    let mut whole = head("content-length: 13\r\n");
    whole.extend_from_slice(b"{\"sessions\":[");
    assert!(matches!(answered(Answer::Bytes(whole)).await, Err(ApiFault::NotOurServer)));
}

#[tokio::test]
async fn an_answer_that_says_it_is_too_large_is_refused_unread() {
    let mut large = head("content-length: 52428800\r\n");
    large.extend_from_slice(b"{\"sessions\":[");
    assert!(matches!(answered(Answer::ThenSilence(large)).await, Err(ApiFault::TooLarge)));
}

#[tokio::test]
async fn an_endless_answer_is_given_up_while_it_streams() {
    let endless = head("transfer-encoding: identity\r\nconnection: close\r\n");
    assert!(matches!(answered(Answer::ThenEndless(endless)).await, Err(ApiFault::TooLarge)));
}

#[tokio::test]
async fn a_refusal_carries_its_word_and_when_to_come_back() {
    let refused = answered(Answer::problem_with(429, "rate_limited", "retry-after: 7\r\n")).await;
    let Err(ApiFault::Refused { status, code, retry_after, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!((status.as_u16(), code), (429, ErrorCode::RateLimited));
    assert_eq!(retry_after, Some(Duration::from_secs(7)));
}

#[tokio::test]
async fn a_moment_to_come_back_is_measured_by_the_services_own_clock() {
    let headers = "date: Tue, 03 Nov 2026 14:00:00 GMT\r\nretry-after: Tue, 03 Nov 2026 14:00:30 GMT\r\n";
    let refused = answered(Answer::problem_with(503, "unavailable", headers)).await;
    let Err(ApiFault::Refused { retry_after, .. }) = refused else { panic!("{refused:?}") };
    assert_eq!(retry_after, Some(Duration::from_secs(30)));
}

#[tokio::test]
async fn a_word_from_a_later_version_is_still_a_refusal() {
    let refused = answered(Answer::problem(418, "teapot")).await;
    assert!(matches!(refused, Err(ApiFault::Refused { code: ErrorCode::Unknown, .. })), "{refused:?}");
}

#[tokio::test]
async fn nobody_there_is_unreachable_and_plain_http_on_an_https_address_is_not_ours() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let nobody = Api::new(format!("http://{closed}").parse().unwrap());
    let read = nobody.read::<SessionList>(&call::me(), None).await;
    assert!(matches!(read, Err(ApiFault::Unreachable(_))), "{read:?}");

    let plain = Peer::start(|_| Answer::web_page()).await;
    let port = plain.address.as_str().rsplit(':').next().unwrap();
    let secure = Api::new(format!("https://127.0.0.1:{port}").parse().unwrap());
    let talk = secure.read::<SessionList>(&call::me(), None).await;
    assert!(matches!(talk, Err(ApiFault::NotOurServer | ApiFault::Unreachable(_))), "{talk:?}");
}

#[tokio::test]
async fn an_access_tokens_lifetime_does_not_depend_on_this_computers_clock() {
    let service_now: Timestamp = "2026-11-03T14:00:00.000Z".parse().unwrap();
    let tokens = fixture::tokens("a", "r", UserId::generate(), service_now);
    let body = serde_json::to_string(&tokens).unwrap();
    let headers = "content-type: application/json\r\ndate: Tue, 03 Nov 2026 14:00:00 GMT\r\n";
    let peer = Peer::start(move |_| Answer::with(201, headers, &body)).await;
    let two_days_off = service_now.plus_millis(-2 * 24 * 60 * 60 * 1_000);
    let call = call::refresh(Secret::new("r"));
    let grant = Api::new(peer.address.clone()).grant(&call, two_days_off).await.unwrap();
    assert_eq!(grant.access_lifetime, Duration::from_secs(15 * 60));
}

#[tokio::test]
async fn a_web_page_in_place_of_the_live_stream_is_not_ours() {
    let peer = Peer::start(|_| Answer::web_page()).await;
    let opened = Api::new(peer.address.clone()).stream(&call::live(), &Secret::new("t")).await;
    assert!(matches!(opened.map(drop), Err(ApiFault::NotOurServer)));
}

#[tokio::test]
async fn a_certificate_that_nobody_trusts_is_called_that() {
    let (address, _accepting) = untrusted::start().await;
    let read = Api::new(address).read::<SessionList>(&call::me(), None).await;
    assert!(matches!(read, Err(ApiFault::BadCertificate(_))), "{read:?}");
    let told = ClientError::from(read.unwrap_err()).command_error();
    assert_eq!(told.issuer.as_deref(), Some("Not a real authority"));
}

#[tokio::test]
async fn a_call_on_a_line_that_is_known_to_be_dead_is_given_up_but_not_the_renewal_of_a_session() {
    const PATIENCE: Duration = Duration::from_secs(15);
    let silent = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = format!("http://{}", silent.local_addr().unwrap()).parse().unwrap();
    let api = std::sync::Arc::new(Api::new(address));
    let asking = std::sync::Arc::clone(&api);
    let call = tokio::spawn(async move { asking.read::<SessionList>(&call::me(), None).await });
    let _first = silent.accept().await.unwrap();
    let asking = std::sync::Arc::clone(&api);
    let renewal = call::refresh(Secret::new("token"));
    let renewing = tokio::spawn(async move {
        asking.grant(&renewal, crate::clock::Clock::now(&crate::clock::SystemClock)).await
    });
    let second = silent.accept().await.unwrap();

    api.drop_connections();
    let given_up = tokio::time::timeout(PATIENCE, call).await.unwrap().unwrap();
    assert!(matches!(given_up, Err(ApiFault::Silent)));
    assert!(!renewing.is_finished());
    drop(second);
    let broken = tokio::time::timeout(PATIENCE, renewing).await.unwrap().unwrap();
    assert!(matches!(broken, Err(ApiFault::Unreachable(_))), "it was waited for until the line broke");
}
