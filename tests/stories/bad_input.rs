//! Addresses and servers that are not ours, and passwords that are not right.

use allia_client::view::CommandErrorCode;
use allia_tests::practice::PASSWORD;
use allia_tests::{Desk, Practice};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

async fn refusal(server_address: &str) -> CommandErrorCode {
    let desk = Desk::unused().await;
    let refused = desk.enter_password(server_address, "anarivera", PASSWORD).await;
    refused.expect_err("no sign-in there").command_error().code
}

#[tokio::test]
async fn a_wrong_password_says_so_and_the_right_one_works() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let desk = Desk::unused().await;
    let server = practice.server_address();

    let wrong = desk.enter_password(&server, &ana.username, "not it").await.expect_err("refused");
    let unknown = desk.enter_password(&server, "nobody", PASSWORD).await.expect_err("refused");

    assert_eq!(wrong.command_error().code, CommandErrorCode::WrongPassword);
    assert_eq!(unknown.command_error().code, CommandErrorCode::WrongPassword);
    desk.enter_password(&server, &ana.username, PASSWORD).await.expect("the sign-in");
}

#[tokio::test]
async fn a_patients_account_is_not_let_into_the_clinicians_program() {
    let practice = Practice::open().await;
    let ana = practice.clinician("Ana Rivera").await;
    let (maya, _phone) = practice.active_patient("Maya Okafor", &ana).await;
    let desk = Desk::unused().await;

    let username = format!("p{}", maya.user_id);
    let refused = desk.enter_password(&practice.server_address(), &username, PASSWORD).await;

    assert_eq!(refused.expect_err("refused").command_error().code, CommandErrorCode::NotAClinician);
}

#[tokio::test]
async fn a_server_that_is_not_there_says_so() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
    let address = listener.local_addr().expect("a bound port");
    drop(listener);

    assert_eq!(refusal(&format!("http://{address}")).await, CommandErrorCode::ServerUnreachable);
}

#[tokio::test]
async fn a_public_address_without_encryption_is_refused_before_anything_is_sent() {
    for address in ["http://messages.example.org", "http://192.0.2.7:8420", "HTTP://[2001:db8::1]"] {
        assert_eq!(refusal(address).await, CommandErrorCode::InsecureAddress, "{address}");
    }
    for address in ["", "  ", "ftp://x", "https://user:pw@x", "not an address", "https://"] {
        assert_eq!(refusal(address).await, CommandErrorCode::InvalidAddress, "{address}");
    }
}

#[tokio::test]
async fn a_web_page_and_a_captive_portal_are_not_our_server() {
    let page = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 13\r\n\r\n<html></html>";
    let portal = "HTTP/1.1 302 Found\r\nlocation: http://portal.example/\r\ncontent-length: 0\r\n\r\n";
    for answer in [page, portal] {
        let address = answering(answer).await;
        assert_eq!(refusal(&address).await, CommandErrorCode::NotOurServer);
    }
}

#[tokio::test]
async fn a_server_without_tls_behind_an_https_address_is_a_bad_certificate_or_not_ours() {
    let address =
        answering("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await.replace("http://", "https://");
    let code = refusal(&address).await;
    assert!(matches!(code, CommandErrorCode::BadCertificate | CommandErrorCode::NotOurServer), "{code:?}");
}

async fn answering(answer: &'static str) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
    let address = listener.local_addr().expect("a bound port");
    tokio::spawn(async move {
        while let Ok((mut caller, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let _ = caller.read(&mut request).await;
            let _ = caller.write_all(answer.as_bytes()).await;
        }
    });
    format!("http://{address}")
}
