//! The service as a process: the program `allia-server` over its folder.

use super::tally::Tally;
use allia_protocol::{Secret, Sensitive};
use allia_server::{Config, Founding, Practice};
use allia_tests::api::{Api, NOTHING};
use allia_tests::eventually;
use allia_tests::practice::PASSWORD;
use reqwest::Method;
use rusqlite::Connection;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::process::{Child, Command};

/// The service over its folder. It is killed when it is dropped.
pub(super) struct Service {
    folder: PathBuf,
    address: SocketAddr,
    child: Child,
}

impl Service {
    /// Founds a practice and serves it.
    pub(super) async fn found(folder: &Path) -> Self {
        let founding = Founding {
            practice_name: "Harbor Family Practice".to_owned(),
            time_zone: "America/New_York".to_owned(),
            username: Sensitive::new("admin".to_owned()),
            password: Secret::new(PASSWORD),
        };
        allia_server::initialize(Config::new(folder), founding).await.expect("a new practice");
        let free = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = free.local_addr().expect("bound");
        drop(free);
        let service = Self { folder: folder.to_owned(), address, child: start(folder, address) };
        service.is_ready().await;
        service
    }

    pub(super) const fn address(&self) -> SocketAddr {
        self.address
    }

    pub(super) fn server_address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Kills it and looks at what it left on the disk.
    pub(super) async fn kill(&mut self) {
        self.child.kill().await.expect("killed");
    }

    /// The database as the kill left it: whole, and with an unbroken chain of audit entries.
    pub(super) async fn check(&self, tally: &mut Tally) {
        let file = Connection::open(self.folder.join("practice.db")).expect("the file");
        let sound: String = file.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("readable");
        assert_eq!(sound, "ok", "the service's database");
        let mut foreign = file.prepare("PRAGMA foreign_key_check").expect("readable");
        assert!(!foreign.exists([]).expect("readable"), "the service's database: a row points to nothing");
        drop(foreign);
        drop(file);
        let practice = Practice::open(Config::new(&self.folder)).await.expect("the practice opens");
        let entries = practice.verify_audit_log().await.expect("readable").expect("an unbroken chain");
        tally.audit_entries += entries;
        practice.close().await;
    }

    pub(super) async fn restart(&mut self) {
        self.child = start(&self.folder, self.address);
        self.is_ready().await;
    }

    async fn is_ready(&self) {
        let anyone = Api::new(self.server_address());
        eventually("the service to be ready", || async {
            anyone
                .call(Method::GET, "/readyz", NOTHING)
                .await
                .ok()
                .filter(|answer| answer.status.is_success())
        })
        .await;
    }
}

fn start(folder: &Path, address: SocketAddr) -> Child {
    let program = allia_tests::window::built("allia-server")
        .expect("the service's program is built: cargo build -p allia-server");
    Command::new(program)
        .arg("serve")
        .arg("--listen")
        .arg(address.to_string())
        .arg("--data")
        .arg(folder)
        .env("ALLIA_LOG", "error")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("the service starts")
}
