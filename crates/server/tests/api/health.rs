use crate::support::Running;

#[tokio::test]
async fn the_service_says_that_it_is_alive_and_ready() {
    let practice = Running::start().await;
    for path in ["/healthz", "/readyz"] {
        assert_eq!(practice.stranger().get(path).await.status, 200);
    }
}

#[tokio::test]
async fn it_is_not_ready_once_its_database_is_closed() {
    let practice = Running::start().await;
    practice.practice.close().await;
    practice.stranger().get("/readyz").await.expect_problem(503, "unavailable");
    assert_eq!(practice.stranger().get("/healthz").await.status, 200);
}

#[tokio::test]
async fn numbers_are_for_this_computer_only_and_hold_no_ids() {
    let practice = Running::start().await;
    let (ann, _, conversation) = practice.ann_and_pat().await;
    let numbers = practice.stranger().get("/metrics").await;
    assert_eq!(numbers.status, 200);
    assert!(numbers.text.contains("allia_requests_total"), "{}", numbers.text);
    assert!(!numbers.text.contains(&conversation) && !numbers.text.contains(&ann.id));
    let passed_on = practice.stranger().request("GET", "/metrics").header("x-forwarded-for", "192.0.2.7");
    assert_eq!(passed_on.send().await.unwrap().status(), 404);
}
