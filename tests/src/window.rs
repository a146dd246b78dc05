//! The real window, taken by the hand: the program under its web view's own driver, on the desktop of
//! `script/desktop`.

mod computer;
mod desktop_notices;
mod driver;
pub mod frame;
mod keyboard;
mod screen_reader;

pub use computer::Computer;
pub use desktop_notices::{DesktopNotice, DesktopNotices, click_notification, hold_notifications_back};

use crate::process::Process;
use crate::wait::{eventually, eventually_equal};
use anyhow::Context;
use driver::DriverProcess;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use thirtyfour::TypingData;
use thirtyfour::prelude::*;

/// The program's window, open.
pub struct Window {
    process: DriverProcess,
    driver: WebDriver,
}

impl Window {
    /// Starts the program with this profile folder and the service's address, and waits for its first screen.
    pub async fn open(profile: &Path, server_address: &str) -> Self {
        Computer::default().open(profile, server_address).await
    }

    /// Starts any program of this web view and waits until it can be driven.
    pub async fn start(program: &Path, arguments: &[String]) -> Self {
        Self::start_on(&Computer::default(), program, arguments).await
    }

    async fn start_on(computer: &Computer, program: &Path, arguments: &[String]) -> Self {
        let process = DriverProcess::start(computer).expect("WebKitWebDriver starts");
        let mut wanted = Capabilities::new();
        let options = serde_json::json!({ "binary": program, "args": arguments });
        wanted.set("webkitgtk:browserOptions", options).expect("capabilities are JSON");
        let driver = eventually("the window to open", || async {
            WebDriver::new(process.address(), wanted.clone()).await.ok()
        })
        .await;
        Self { driver, process }
    }

    /// Signs in as the demo practice's clinician; the address is already in its field.
    pub async fn sign_in(&self, demo: &Demo) {
        self.sign_in_as(&demo.clinician.username, &demo.clinician.password).await;
    }

    /// Signs in with an account name and its password.
    pub async fn sign_in_as(&self, username: &str, password: &str) {
        self.fill("[data-part=sign-in-username]", username).await;
        self.fill("[data-part=sign-in-password]", password).await;
        self.click("[data-part=sign-in-submit]").await;
    }

    /// Memory of the program's process tree: the sum of the proportional set sizes, in KiB.
    pub fn memory_kib(&self) -> u64 {
        self.processes().iter().map(Process::memory_kib).sum()
    }

    /// How long the program's process tree has computed, on all cores together.
    pub fn processor_time(&self) -> Duration {
        self.processes().iter().map(Process::processor_time).sum()
    }

    /// The program and its web view's processes.
    pub fn processes(&self) -> Vec<Process> {
        self.process.programs()
    }

    /// The program itself.
    ///
    /// # Panics
    /// When it does not run.
    pub fn program(&self) -> Process {
        let driver = self.process.child.id();
        let mut programs = self.processes().into_iter();
        programs.find(|process| process.parent() == Some(driver)).expect("the program runs")
    }

    /// Closes the program as a person does.
    pub async fn close(self) {
        let _ = self.driver.clone().quit().await;
    }

    /// Closes the window with the desktop's key for that, and waits until the program has ended.
    pub async fn close_by_key(self) {
        self.press_on_keyboard("alt+F4");
        self.has_ended().await;
    }

    /// Waits until the program has ended, however that came about, and clears away what is left of it.
    pub async fn has_ended(self) {
        eventually_equal("the program to end", 0, || async {
            self.processes().iter().filter(|process| process.runs()).count()
        })
        .await;
    }

    /// The driver, for what has no word here.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Waits for an element and gives it.
    pub async fn find(&self, css: &str) -> WebElement {
        self.find_saying(css, "").await
    }

    /// Waits for an element that can be seen and has this text somewhere, and gives it.
    pub async fn find_saying(&self, css: &str, text: &str) -> WebElement {
        eventually(&format!("{css} saying {text:?} in the window"), || self.look_for(css, text)).await
    }

    /// One look, in one round trip: a web view's driver is slow.
    async fn look_for(&self, css: &str, text: &str) -> Option<WebElement> {
        const LOOK: &str = "return [...document.querySelectorAll(arguments[0])].find((element) =>
            element.getClientRects().length > 0 && element.textContent.includes(arguments[1])) ?? null;";
        self.driver.execute(LOOK, vec![css.into(), text.into()]).await.ok()?.element().ok()
    }

    /// Waits until nothing matches any more.
    pub async fn no_longer_shows(&self, css: &str) {
        eventually(&format!("{css} to leave the window"), || async {
            self.driver.find_all(By::Css(css)).await.ok()?.is_empty().then_some(())
        })
        .await;
    }

    /// Clicks an element once it is there.
    pub async fn click(&self, css: &str) {
        eventually(&format!("a click on {css}"), || async { self.find(css).await.click().await.ok() }).await;
    }

    /// Puts a text into a field, in place of what stood there.
    pub async fn fill(&self, css: &str, text: &str) {
        let field = self.find(css).await;
        field.send_keys(Key::Control + "a").await.expect("a field");
        field.send_keys(Key::Backspace + text).await.expect("a field");
    }

    /// Presses keys in an element.
    pub async fn press(&self, css: &str, keys: impl Into<TypingData>) {
        self.find(css).await.send_keys(keys).await.expect("an element that takes keys");
    }

    /// How many elements match now.
    pub async fn count(&self, css: &str) -> usize {
        self.driver.find_all(By::Css(css)).await.map_or(0, |found| found.len())
    }

    /// The texts of everything that matches and can be seen, in the order of the page.
    ///
    /// # Panics
    /// When the window does not answer.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        const READ: &str = "return [...document.querySelectorAll(arguments[0])]
            .filter((element) => element.getClientRects().length > 0)
            .map((element) => element.textContent.trim());";
        let read = self.driver.execute(READ, vec![css.into()]).await.expect("the window answers");
        read.convert().expect("texts")
    }

    /// Waits until everything is drawn as it stays.
    async fn comes_to_rest(&self) {
        const DRAWN: &str = "const done = arguments[0];
            requestAnimationFrame(() => requestAnimationFrame(() => {
                const ends = (animation) => animation.effect.getComputedTiming().endTime < Infinity;
                done(document.fonts.status === 'loaded' && !document.getAnimations().some(ends));
            }));";
        eventually("the window to come to rest", || async {
            let drawn = self.driver.execute_async(DRAWN, Vec::new()).await.ok()?;
            drawn.json().as_bool()?.then_some(())
        })
        .await;
    }

    /// Keeps a picture of the window if the environment variable `ALLIA_SCREENSHOTS` names a folder.
    pub async fn photograph(&self, name: &str) {
        let Some(file) = picture(name) else { return };
        self.comes_to_rest().await;
        let picture = self.driver.screenshot_as_png().await.expect("a picture");
        std::fs::write(file, picture).expect("the picture is kept");
    }
}

impl Drop for Window {
    /// A window that was not closed, as when a test fails, ends with its process; to ask it to end would take minutes.
    fn drop(&mut self) {
        let _ = self.driver.clone().leak();
    }
}

/// Where a picture is kept, if pictures are.
fn picture(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("ALLIA_SCREENSHOTS").map(PathBuf::from)?;
    std::fs::create_dir_all(&folder).expect("a folder for pictures");
    Some(folder.join(format!("{name}.png")))
}

/// The service of a demo practice, as a process of its own. It ends when it is dropped.
pub struct Demo {
    child: Child,
    /// The service's address.
    pub server_address: String,
    /// How the clinician signs in.
    pub clinician: Credentials,
}

/// An account of the demo practice.
#[derive(Deserialize)]
pub struct Credentials {
    /// The account name.
    pub username: String,
    /// The password.
    pub password: String,
}

/// What the demo says on its last line, behind the word `ready`.
#[derive(Deserialize)]
struct Ready {
    address: String,
    clinician: Credentials,
}

impl Demo {
    /// Starts the demo practice over this folder and waits until it is ready.
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        use std::io::{BufRead, BufReader};
        let mut child = Command::new(built("allia-server").expect("the service is built: script/build"))
            .args(["demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the service starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let ready = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("ready ").map(str::to_owned))
            .expect("the service says when it is ready");
        let ready: Ready = serde_json::from_str(&ready).expect("the line is JSON");
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, server_address: ready.address, clinician: ready.clinician }
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

/// A program of the same build as the test binary: `target/debug/deps/stories-… → target/debug/NAME`.
///
/// # Errors
/// When it was not built.
pub fn built(name: &str) -> anyhow::Result<PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own.ancestors().nth(2).context("a target folder")?;
    let path = folder.join(name);
    anyhow::ensure!(path.exists(), "{} is not there", path.display());
    Ok(path)
}
