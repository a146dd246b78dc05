use crate::support::running::PASSWORD;
use crate::support::{Running, fresh_id};
use allia_server::Clock;
use serde_json::{Value, json};

#[tokio::test]
async fn each_kind_of_user_has_what_it_needs_and_nothing_else() {
    let practice = Running::start().await;
    let refused = [
        json!({"kind": "patient", "display_name": "Pat"}),
        json!({"kind": "patient", "display_name": "Pat", "birth_date": "1980-02-30"}),
        json!({"kind": "patient", "display_name": "Pat", "birth_date": "1980-03-04", "username": "pat"}),
        json!({"kind": "patient", "display_name": "Pat", "birth_date": "1980-03-04", "title": "RN"}),
        json!({"kind": "clinician", "display_name": "Ann"}),
        json!({"kind": "clinician", "display_name": "Ann", "username": "ann", "password": "short"}),
        json!({"kind": "clinician", "display_name": " ", "username": "ann", "password": PASSWORD}),
        json!({"kind": "clinician", "display_name": "x".repeat(201), "username": "ann", "password": PASSWORD}),
        json!({"kind": "robot", "display_name": "Ann", "username": "ann", "password": PASSWORD}),
        json!({"kind": "clinician", "display_name": "Ann", "username": "ann", "password": PASSWORD, "extra": 1}),
        json!({}),
        json!([]),
        json!("clinician"),
    ];
    for body in refused {
        practice.administrator.post("/v1/admin/users", body).await.expect_problem(422, "invalid");
    }
}

#[tokio::test]
async fn a_username_is_taken_in_every_spelling() {
    let practice = Running::start().await;
    practice.clinician("ann").await;
    let again = json!({
        "kind": "clinician", "display_name": "Another Ann", "username": "ANN", "password": PASSWORD,
    });
    practice.administrator.post("/v1/admin/users", again).await.expect_problem(409, "conflict");
}

#[tokio::test]
async fn the_last_administrator_cannot_be_disabled() {
    let practice = Running::start().await;
    let disablement = format!("/v1/admin/users/{}/disablement", practice.administrator.id);
    practice.administrator.post(&disablement, Value::Null).await.expect_problem(409, "conflict");
    practice
        .create(json!({
            "kind": "administrator", "display_name": "Second", "username": "second", "password": PASSWORD,
        }))
        .await;
    practice.administrator.post(&disablement, Value::Null).await.expect(204);
    practice.administrator.get("/v1/me").await.expect_problem(401, "unauthenticated");
}

#[tokio::test]
async fn an_unknown_user_cannot_be_disabled() {
    let practice = Running::start().await;
    for id in [fresh_id(), "not-an-id".to_owned()] {
        let answer =
            practice.administrator.post(&format!("/v1/admin/users/{id}/disablement"), Value::Null).await;
        answer.expect_problem(404, "not_found");
    }
}

#[tokio::test]
async fn a_birth_date_is_written_in_one_way_and_is_somebodys_who_may_live() {
    let practice = Running::start().await;
    let create = async |birth_date: Value| {
        let body = json!({"kind": "patient", "display_name": "Pat", "birth_date": birth_date});
        practice.administrator.post("/v1/admin/users", body).await
    };
    let refused = [
        "1849-12-31",
        "2999-01-01",
        "-000001-01-01",
        "+001980-03-04",
        "19800304",
        "1980-3-4",
        "1980-03-04T00:00",
        "1980-03-04T00:00:00Z",
        "1980-03-04[UTC]",
        "1980-063",
        "1980-W10-2",
        " 1980-03-04",
        "",
    ];
    for birth_date in refused {
        create(json!(birth_date)).await.expect_problem(422, "invalid");
    }
    create(json!(19_800_304)).await.expect_problem(422, "invalid");
    let calendar = jiff::tz::TimeZone::get("America/New_York").unwrap();
    let now = jiff::Timestamp::from_millisecond(practice.clock.now().as_millis()).unwrap();
    let today = now.to_zoned(calendar).date();
    create(json!(today.saturating_add(jiff::Span::new().days(2)))).await.expect_problem(422, "invalid");
    for birth_date in ["1850-01-01", "1980-03-04", &today.to_string()] {
        create(json!(birth_date)).await.expect(201);
    }
}
