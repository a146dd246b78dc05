//! The program that drives the web view, and the program below it.

use super::Computer;
use crate::process::Process;
use anyhow::Context;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

/// The web view's driver, with the program below it, in a process group of their own.
pub(super) struct DriverProcess {
    pub(super) child: Child,
    port: u16,
}

impl DriverProcess {
    pub(super) fn start(computer: &Computer) -> anyhow::Result<Self> {
        let port = free_port()?;
        // Nothing outside of the program keeps it from writing a core file.
        let mut driver = Command::new("sh");
        driver
            .args(["-c", "ulimit -c unlimited; exec WebKitWebDriver \"$@\"", "sh"])
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(Stdio::null())
            .process_group(0);
        computer.prepare(&mut driver)?;
        let child = driver.spawn().context("WebKitWebDriver")?;
        Ok(Self { child, port })
    }

    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The program and its web view's processes: the driver's process group without the driver.
    pub(super) fn programs(&self) -> Vec<Process> {
        let driver = self.child.id();
        Process::group(driver).into_iter().filter(|process| process.id != driver).collect()
    }
}

impl Drop for DriverProcess {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["--", &group]).stderr(Stdio::null()).status();
        let _ = self.child.wait();
    }
}

fn free_port() -> anyhow::Result<u16> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
