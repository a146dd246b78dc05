use crate::support::{Running, fresh_id};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

#[tokio::test]
async fn a_share_is_the_same_ever_after_and_nobody_elses() {
    let practice = Running::start().await;
    let (ann, bob) = (practice.clinician("ann").await, practice.clinician("bob").await);
    let path = format!("/v1/devices/{}/recovery_share", fresh_id());
    let share = ann.get(&path).await.expect(200);
    assert_eq!(STANDARD.decode(share["share"].as_str().unwrap()).unwrap().len(), 32);
    assert_eq!(practice.sign_in("ann").await.get(&path).await.expect(200), share);
    assert_ne!(bob.get(&path).await.expect(200), share);
    let other_device = format!("/v1/devices/{}/recovery_share", fresh_id());
    assert_ne!(ann.get(&other_device).await.expect(200), share);
}

#[tokio::test]
async fn nobody_fills_the_disk_with_devices() {
    let practice = Running::start().await;
    let ann = practice.clinician("ann").await;
    for _ in 0..100 {
        ann.get(&format!("/v1/devices/{}/recovery_share", fresh_id())).await.expect(200);
    }
    let one_more = ann.get(&format!("/v1/devices/{}/recovery_share", fresh_id())).await;
    one_more.expect_problem(409, "conflict");
}
