use crate::support::Running;

#[tokio::test]
async fn the_page_comes_with_a_strict_policy() {
    let practice = Running::start().await;
    let page = practice.stranger().get("/patient").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(
        page.header("content-security-policy"),
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert_eq!(page.header("cache-control"), "no-store");
}

#[tokio::test]
async fn files_have_their_types_and_others_are_not_there() {
    let practice = Running::start().await;
    for (path, content_type) in [
        ("/patient/index.html", "text/html; charset=utf-8"),
        ("/patient/app.js", "text/javascript; charset=utf-8"),
        ("/patient/styles/base.css", "text/css; charset=utf-8"),
        ("/patient/icon.svg", "image/svg+xml"),
    ] {
        let file = practice.stranger().get(path).await;
        assert_eq!((file.status, file.header("content-type")), (200, content_type), "{path}");
    }
    for path in ["/patient/../Cargo.toml", "/patient/%2e%2e/Cargo.toml", "/patient/nothing.js"] {
        practice.stranger().get(path).await.expect_problem(404, "not_found");
    }
}
