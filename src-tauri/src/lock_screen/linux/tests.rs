//! Over a bus daemon of their own, on which a logind and a screen saver of the test say what the real ones say.

use super::{LockProgram, saver, session, sleep};
use crate::private_bus::Bus;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::{Notify, mpsc};
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{Fd, OwnedObjectPath};
use zbus::{Connection, interface};

const PATIENCE: Duration = Duration::from_secs(20);
const LOGIND: &str = "/org/freedesktop/login1";
const SESSION: &str = "/org/freedesktop/login1/session/_31";
const ANOTHER_SESSION: &str = "/org/freedesktop/login1/session/_32";

/// Gives out delays, and says when the last copy of one is closed.
struct Logind {
    delays: mpsc::UnboundedSender<std::io::PipeReader>,
    knows_processes: bool,
}

#[interface(name = "org.freedesktop.login1.Manager")]
impl Logind {
    fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> Fd<'static> {
        assert_eq!((what, mode), ("sleep", "delay"));
        let (watched, held) = std::io::pipe().unwrap();
        self.delays.send(watched).unwrap();
        Fd::from(std::os::fd::OwnedFd::from(held))
    }

    #[zbus(name = "GetSessionByPID")]
    fn get_session_by_pid(&self, process: u32) -> zbus::fdo::Result<OwnedObjectPath> {
        assert_eq!(process, std::process::id());
        let path = OwnedObjectPath::try_from(SESSION).unwrap();
        if self.knows_processes { Ok(path) } else { Err(zbus::fdo::Error::Failed("no session".to_owned())) }
    }

    #[zbus(signal)]
    async fn prepare_for_sleep(emitter: &SignalEmitter<'_>, start: bool) -> zbus::Result<()>;
}

struct User;

#[interface(name = "org.freedesktop.login1.User")]
impl User {
    #[zbus(property)]
    fn display(&self) -> (String, OwnedObjectPath) {
        ("1".to_owned(), OwnedObjectPath::try_from(SESSION).unwrap())
    }
}

struct Session {
    active: bool,
}

#[interface(name = "org.freedesktop.login1.Session")]
impl Session {
    #[zbus(property)]
    fn active(&self) -> bool {
        self.active
    }

    #[zbus(signal)]
    async fn lock(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;
}

/// What is called instead of the engine: it counts, and ends when it is let.
#[derive(Clone)]
struct Called {
    calls: Arc<AtomicUsize>,
    called: Arc<Notify>,
    may_end: Arc<Notify>,
}

impl Called {
    fn new() -> Self {
        Self { calls: Arc::default(), called: Arc::default(), may_end: Arc::default() }
    }

    fn lock(&self) -> LockProgram {
        let called = self.clone();
        Arc::new(move || {
            let called = called.clone();
            Box::pin(async move {
                called.calls.fetch_add(1, Ordering::SeqCst);
                called.called.notify_one();
                called.may_end.notified().await;
            })
        })
    }

    /// Waits for a call and lets it end.
    async fn is_called(&self) {
        tokio::time::timeout(PATIENCE, self.called.notified()).await.unwrap();
        self.may_end.notify_one();
    }
}

async fn logind(
    bus: &Bus,
    knows_processes: bool,
) -> (Connection, mpsc::UnboundedReceiver<std::io::PipeReader>) {
    let (delays, given) = mpsc::unbounded_channel();
    let builder = bus.connect().name("org.freedesktop.login1").unwrap();
    let builder = builder.serve_at(LOGIND, Logind { delays, knows_processes }).unwrap();
    let builder = builder.serve_at(format!("{LOGIND}/user/self"), User).unwrap();
    let builder = builder.serve_at(SESSION, Session { active: true }).unwrap();
    let builder = builder.serve_at(ANOTHER_SESSION, Session { active: true }).unwrap();
    (builder.build().await.unwrap(), given)
}

/// Whether the other end of the pipe is closed by now; waits for that.
async fn is_let_go(watched: std::io::PipeReader) {
    use std::io::Read;
    let mut watched = watched;
    let ended = tokio::task::spawn_blocking(move || watched.read(&mut [0]).unwrap());
    assert_eq!(tokio::time::timeout(PATIENCE, ended).await.unwrap().unwrap(), 0);
}

async fn say_sleep(logind: &Connection, start: bool) {
    let emitter = SignalEmitter::new(logind, LOGIND).unwrap();
    Logind::prepare_for_sleep(&emitter, start).await.unwrap();
}

#[tokio::test]
async fn the_computer_sleeps_only_once_the_program_is_locked() {
    let bus = Bus::start();
    let (logind, mut delays) = logind(&bus, true).await;
    let (system, lock) = (bus.connect().build().await.unwrap(), Called::new());
    let called = lock.lock();
    let following = tokio::spawn(async move { sleep::follow(&system, &called).await });
    for _ in 0..2 {
        let delay = tokio::time::timeout(PATIENCE, delays.recv()).await.unwrap().unwrap();
        say_sleep(&logind, true).await;
        tokio::time::timeout(PATIENCE, lock.called.notified()).await.unwrap();
        let let_go = tokio::spawn(is_let_go(delay));
        assert!(!let_go.is_finished());
        lock.may_end.notify_one();
        let_go.await.unwrap();
        say_sleep(&logind, false).await;
    }
    assert_eq!(lock.calls.load(Ordering::SeqCst), 2);
    following.abort();
}

#[tokio::test]
async fn the_program_locks_with_its_own_session() {
    for knows_processes in [true, false] {
        let bus = Bus::start();
        let (logind, _delays) = logind(&bus, knows_processes).await;
        let (system, lock) = (bus.connect().build().await.unwrap(), Called::new());
        let listening = session::listen(&system).await.unwrap();
        let called = lock.lock();
        let following = tokio::spawn(async move { listening.follow(&called).await });
        for session in [ANOTHER_SESSION, SESSION] {
            Session::lock(&SignalEmitter::new(&logind, session).unwrap()).await.unwrap();
        }
        lock.is_called().await;
        assert_eq!(lock.calls.load(Ordering::SeqCst), 1);
        following.abort();
    }
}

#[tokio::test]
async fn the_program_locks_when_another_user_takes_the_screen() {
    let bus = Bus::start();
    let (logind, _delays) = logind(&bus, true).await;
    let (system, lock) = (bus.connect().build().await.unwrap(), Called::new());
    let listening = session::listen(&system).await.unwrap();
    let called = lock.lock();
    let following = tokio::spawn(async move { listening.follow(&called).await });
    let session = logind.object_server().interface::<_, Session>(SESSION).await.unwrap();
    session.get_mut().await.active = false;
    session.get().await.active_changed(session.signal_emitter()).await.unwrap();
    lock.is_called().await;
    following.abort();
}

#[tokio::test]
async fn the_program_locks_when_a_screen_saver_comes_on_and_not_when_it_goes() {
    let bus = Bus::start();
    for desktop in ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"] {
        let (session, lock) = (bus.connect().build().await.unwrap(), Called::new());
        let listening = saver::listen(&session).await.unwrap();
        let called = lock.lock();
        let following = tokio::spawn(async move { saver::follow(listening, &called).await });
        let desktop_bus = bus.connect().build().await.unwrap();
        for on in [false, true] {
            let nobody = None::<zbus::names::BusName<'_>>;
            desktop_bus.emit_signal(nobody, "/ScreenSaver", desktop, "ActiveChanged", &on).await.unwrap();
        }
        lock.is_called().await;
        assert_eq!(lock.calls.load(Ordering::SeqCst), 1);
        following.abort();
    }
}
