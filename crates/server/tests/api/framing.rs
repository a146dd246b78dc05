//! Requests as bytes: slow, half, doubled, oversized.

use crate::support::{DEADLINE, Running, running::PASSWORD};
use allia_server::Config;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

fn impatient(config: &mut Config) {
    config.header_timeout = Duration::from_millis(300);
    config.body_timeout = Duration::from_millis(300);
}

/// Sends these bytes and reads until the service closes the connection.
async fn exchange(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // The service may close before everything is written.
    let _ = stream.write_all(request.as_bytes()).await;
    let mut answer = Vec::new();
    let read = tokio::time::timeout(DEADLINE, stream.read_to_end(&mut answer)).await;
    let _ = read.expect("the connection stayed open");
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn half_a_header_and_an_idle_connection_are_closed_in_time() {
    let practice = Running::start_with(impatient).await;
    for request in ["", "GET /v1/me HTTP/1.1\r\nHost: x\r\n", "P"] {
        exchange(practice.address, request).await;
    }
    assert_eq!(practice.stranger().get("/readyz").await.status, 200);
}

#[tokio::test]
async fn half_a_body_is_refused_in_time() {
    let practice = Running::start_with(impatient).await;
    let request = "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n\
                   Content-Length: 100\r\n\r\n{\"username\":";
    let answer = exchange(practice.address, request).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("application/problem+json") && answer.contains("\"code\":\"invalid\""));
}

const POST_SESSION: &str = "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
const ANOTHER_REQUEST: &str = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

/// A body as one chunk and the end.
fn chunked(body: &str) -> String {
    format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len())
}

/// That there is one answer, of this status, and that the connection ends with it.
#[track_caller]
fn expect_last_answer(answer: &str, status: u16) {
    assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
    assert!(answer.contains("\r\nconnection: close\r\n"), "{answer}");
    assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "what follows is no request any more: {answer}");
}

#[tokio::test]
async fn a_body_in_chunks_is_taken_and_ends_its_connection() {
    let practice = Running::start_with(impatient).await;
    let sign_in = serde_json::json!({"username": "admin", "password": PASSWORD, "device_name": "desk"});
    let body = chunked(&sign_in.to_string());
    for (framing, status) in [
        ("Transfer-Encoding: chunked\r\n", 201),
        ("Transfer-encoding: CHUNKED\r\n", 201),
        ("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", 201),
        ("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", 201),
    ] {
        let request = format!("{POST_SESSION}{framing}\r\n{body}{ANOTHER_REQUEST}");
        expect_last_answer(&exchange(practice.address, &request).await, status);
    }
    let no_end = format!("{POST_SESSION}Transfer-Encoding: chunked\r\n\r\n5\r\n{{\"use");
    expect_last_answer(&exchange(practice.address, &no_end).await, 408);
    let too_large = chunked(&" ".repeat(1024 * 1024 + 1));
    let too_large = format!("{POST_SESSION}Transfer-Encoding: chunked\r\n\r\n{too_large}");
    expect_last_answer(&exchange(practice.address, &too_large).await, 413);
}

#[tokio::test]
async fn a_body_whose_end_is_not_plain_is_refused() {
    let practice = Running::start_with(impatient).await;
    for coding in [
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: chunked, chunked\r\n",
        "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
    ] {
        let request = format!("{POST_SESSION}{coding}\r\n{}{ANOTHER_REQUEST}", chunked("{}"));
        let answer = exchange(practice.address, &request).await;
        expect_last_answer(&answer, 400);
        assert!(answer.contains("application/problem+json"), "{answer}");
    }
    for framing in [
        "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        "Content-Length: +4\r\n\r\nabcd",
        "Transfer-Encoding: gzip\r\n\r\nabcd",
        "Transfer-Encoding: chunked, gzip\r\n\r\nabcd",
    ] {
        let answer = exchange(practice.address, &format!("{POST_SESSION}{framing}")).await;
        assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    }
}

#[tokio::test]
async fn a_header_block_has_a_size() {
    let practice = Running::start_with(impatient).await;
    let fits = format!("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Much: {}\r\n\r\n", "a".repeat(20 * 1024));
    assert!(exchange(practice.address, &fits).await.starts_with("HTTP/1.1 200"));
    let too_large = format!("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Much: {}\r\n\r\n", "a".repeat(40 * 1024));
    let answer = exchange(practice.address, &too_large).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
}

#[tokio::test]
async fn a_body_has_a_size() {
    let practice = Running::start().await;
    let (ann, _, conversation) = practice.ann_and_pat().await;
    let path = format!("/v1/conversations/{conversation}/messages/{}", crate::support::fresh_id());
    let text = "a".repeat(1024 * 1024);
    let body = serde_json::json!({"text": text, "composed_at": "2026-11-03T14:02:05.120Z"});
    ann.put(&path, body).await.expect_problem(413, "too_large");
    ann.get("/v1/me").await.expect(200);
}

#[tokio::test]
async fn what_is_no_http_is_answered_with_a_refusal_or_nothing() {
    let practice = Running::start_with(impatient).await;
    for request in [
        "\x16\x03\x01\x02\x00 hello\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET\r\n\r\n",
        "\r\n\r\n\r\n",
    ] {
        let answer = exchange(practice.address, request).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    assert_eq!(practice.stranger().get("/readyz").await.status, 200);
}

#[tokio::test]
async fn beyond_the_cap_connections_that_ask_for_nothing_give_way_to_those_who_do() {
    // Only giving way can help: nothing times out while the test lasts.
    let practice = Running::start_with(|config| {
        config.connections = 8;
        config.header_timeout = Duration::from_secs(3_600);
        config.body_timeout = Duration::from_secs(3_600);
        config.body_pause = Duration::from_secs(3_600);
    })
    .await;
    let (ann, _, conversation) = practice.ann_and_pat().await;
    let ann = ann.with_fresh_connections();
    let half_a_body = format!("{POST_SESSION}Content-Length: 100\r\n\r\n{{");
    let mut idle = Vec::new();
    for half in ["", "GET /v1/me HTTP/1.1\r\nHost: x\r\n", half_a_body.as_str()].iter().cycle().take(60) {
        let mut stream = TcpStream::connect(practice.address).await.unwrap();
        let _ = stream.write_all(half.as_bytes()).await;
        idle.push(stream);
        if idle.len() % 10 == 0 {
            ann.send(&conversation, "Still here").await;
        }
    }
    assert_eq!(ann.texts(&conversation).await.len(), 6);
}

#[tokio::test]
async fn whoever_is_being_answered_keeps_their_place() {
    let practice = Running::start_with(|config| config.connections = 3).await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let (ann, pat) = (ann.with_fresh_connections(), pat.with_fresh_connections());
    let (mut anns, pats) = (ann.listen().await, pat.listen().await);
    for _ in 0..20 {
        TcpStream::connect(practice.address).await.unwrap();
        pat.send(&conversation, "Hello").await;
        anns.until("changed").await;
    }
    let third = ann.listen().await;
    let mut fourth = TcpStream::connect(practice.address).await.unwrap();
    fourth.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let mut answer = [0; 12];
    let early = tokio::time::timeout(Duration::from_millis(300), fourth.read_exact(&mut answer)).await;
    assert!(early.is_err(), "it was served beside three streams");
    drop((third, pats));
    tokio::time::timeout(DEADLINE, fourth.read_exact(&mut answer)).await.expect("its turn came").unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200");
}
