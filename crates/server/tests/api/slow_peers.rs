//! Peers that are slow, hostile or gone, against the service with the limits that a practice has: all at the
//! same time, each given up within twenty seconds, while honest callers are answered as ever.

mod attack;

use crate::support::Running;
use attack::{Attack, attacks};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// How long a peer that is no good caller may stay.
const LIMIT: Duration = Duration::from_secs(20);
/// Peers of each kind at a time.
const EACH: usize = 4;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_and_hostile_peers_are_given_up_in_time_and_honest_callers_do_not_notice() {
    let practice = Running::start_with(|config| config.presence_lapse = Duration::from_millis(100)).await;
    let (ann, pat, conversation) = practice.ann_and_pat().await;
    let mut under_way = JoinSet::new();
    for attack in attacks(&practice, &pat) {
        for _ in 0..EACH {
            under_way.spawn(attack.clone().run(practice.address));
        }
    }
    let over = AtomicBool::new(false);
    let attacking = async {
        let mut longest = Vec::new();
        while let Some(ended) = under_way.join_next().await {
            longest.push(ended.unwrap());
        }
        over.store(true, Ordering::SeqCst);
        longest
    };
    let honest = async {
        let (mut calls, mut slowest) = (0, Duration::ZERO);
        while !over.load(Ordering::SeqCst) {
            let began = Instant::now();
            ann.send(&conversation, "Still here").await;
            ann.get("/v1/conversations").await.expect(200);
            slowest = slowest.max(began.elapsed());
            calls += 2;
        }
        (calls, slowest)
    };
    let (ended, (calls, slowest)) = tokio::join!(attacking, honest);
    println!("slow peers: {} given up; {calls} honest calls, slowest pair {slowest:.1?}", ended.len());
    for (name, stayed) in &ended {
        assert!(*stayed < LIMIT, "{name} stayed for {stayed:.1?}");
    }
    assert_eq!(ended.len() % EACH, 0);
    // Those who never read their live stream were given up too: nobody counts as online because of them.
    crate::support::eventually("the stream that nobody read is over", async || {
        ann.conversation(&conversation).await["presence"]["state"] == "offline"
    })
    .await;
}

#[tokio::test]
async fn requests_that_come_in_one_breath_are_answered_in_their_order() {
    let practice = Running::start().await;
    let last = "GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let many = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".repeat(300);
    let answer = Attack::speak("pipelining", format!("{many}{last}")).read(practice.address).await;
    assert_eq!(answer.matches("HTTP/1.1 200").count(), 301);
    assert!(answer.ends_with("ready\n"));
}

#[tokio::test]
async fn nobody_talks_the_service_into_another_protocol() {
    let practice = Running::start().await;
    for upgrade in [
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
    ] {
        let request = format!("GET /healthz HTTP/1.1\r\nHost: x\r\n{upgrade}\r\n");
        let last = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        let answer = Attack::speak("upgrade", format!("{request}{last}")).read(practice.address).await;
        assert_eq!(answer.matches("HTTP/1.1 200").count(), 2, "{answer}");
    }
}
