//! The peers that no service wants.

use crate::support::{DEADLINE, Person, Running};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, Interest};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::Instant;

const FIVE_SECONDS: Duration = Duration::from_secs(5);
/// The smallest that the operating system gives: it is full at once.
const TINY_BUFFER: u32 = 1;

/// What a peer does once it has said its say.
#[derive(Clone, Copy)]
enum Then {
    /// Reads, and says nothing more.
    Listen,
    /// Sends this byte every five seconds.
    Drip(u8),
    /// Sends this again and again, as fast as it is taken.
    Flood(&'static [u8]),
    /// Reads nothing, with next to no room for what comes.
    Ignore,
    /// Will not send more, and reads nothing.
    HalfClose,
}

#[derive(Clone)]
pub(super) struct Attack {
    name: &'static str,
    first: Vec<u8>,
    then: Then,
}

const POST: &str = "POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
const GET: &str = "GET /healthz HTTP/1.1\r\nHost: x\r\n";
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
/// SETTINGS without acknowledgement, empty.
const SETTINGS: &[u8] = &[0, 0, 0, 4, 0, 0, 0, 0, 0];
const PING: &[u8] = &[0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8];
/// A request on stream 1 and its reset, CANCEL.
const RAPID_RESET: &[u8] =
    &[0, 0, 3, 1, 5, 0, 0, 0, 1, 0x82, 0x84, 0x86, 0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 8];
/// A window of nothing for every stream.
const ZERO_WINDOW: &[u8] = &[0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0];
/// A header block that never ends.
const CONTINUATION: &[u8] = &[0, 0, 4, 9, 0, 0, 0, 0, 1, 0x82, 0x84, 0x86, 0x82];

/// All of them; `listener` is the one whose live stream is opened and never read.
pub(super) fn attacks(practice: &Running, listener: &Person) -> Vec<Attack> {
    let mut attacks = slow();
    attacks.extend(oversized());
    attacks.extend(ambiguous());
    attacks.extend(other_protocols());
    attacks.extend(deaf(practice, listener));
    attacks
}

fn slow() -> Vec<Attack> {
    let half_a_body = |framing: &str| format!("{POST}{framing}\r\n{{");
    vec![
        Attack::speak("a connection that says nothing", ""),
        Attack::speak("half a header", format!("{GET}X-Half")),
        Attack { then: Then::Drip(b'a'), ..Attack::speak("a header in drips", format!("{GET}X-Slow: ")) },
        Attack { then: Then::Drip(b'\n'), ..Attack::speak("empty lines in drips", "") },
        Attack::speak("half a body", half_a_body("Content-Length: 9000\r\n")),
        Attack {
            then: Then::Drip(b' '),
            ..Attack::speak("a body in drips", half_a_body("Content-Length: 9000\r\n"))
        },
        Attack {
            then: Then::Drip(b'1'),
            ..Attack::speak("a chunk size in drips", format!("{POST}Transfer-Encoding: chunked\r\n\r\n0"))
        },
        Attack {
            then: Then::Drip(b'a'),
            ..Attack::speak("a body that nobody asked for", format!("{GET}Content-Length: 9000\r\n\r\n"))
        },
        Attack::speak(
            "a promise to continue",
            format!("{POST}Expect: 100-continue\r\nContent-Length: 9000\r\n\r\n"),
        ),
        Attack { then: Then::HalfClose, ..Attack::speak("half closed", format!("{GET}X-Half")) },
    ]
}

fn oversized() -> Vec<Attack> {
    let headers: String = (0..10_000).map(|number| format!("X-{number}: a\r\n")).collect();
    let small: String = (0..200).map(|number| format!("A{number}:\r\n")).collect();
    vec![
        Attack::speak("ten thousand headers", format!("{GET}{headers}\r\n")),
        Attack::speak("more headers than anyone has", format!("{GET}{small}\r\n")),
        Attack::speak("a header of 1 MiB", format!("{GET}X-Much: {}\r\n\r\n", "a".repeat(1024 * 1024))),
        Attack::speak("a path of 1 MiB", format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(1024 * 1024))),
        Attack {
            then: Then::Flood(b"X-Endless: aaaaaaaaaaaaaaaa\r\n"),
            ..Attack::speak("headers without end", GET)
        },
        Attack {
            then: Then::Flood(b"1000;extension=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
            ..Attack::speak(
                "a chunk extension without end",
                format!("{POST}Transfer-Encoding: chunked\r\n\r\n"),
            )
        },
    ]
}

fn ambiguous() -> Vec<Attack> {
    let both = "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n";
    vec![
        Attack::speak("a length and chunks", format!("{POST}{both}\r\n2\r\n{{}}\r\n0\r\n\r\n{GET}\r\n")),
        Attack::speak("a length and half a chunk", format!("{POST}{both}\r\n2\r\n{{")),
        Attack::speak("two lengths", format!("{POST}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{{}}")),
        Attack::speak("a length that is none", format!("{POST}Content-Length: -1\r\n\r\n{{}}")),
        Attack::speak("chunks of a negative size", format!("{POST}Transfer-Encoding: chunked\r\n\r\n-1\r\n")),
    ]
}

fn other_protocols() -> Vec<Attack> {
    let preface = |name, frames: &[u8], then| Attack { name, first: [PREFACE, frames].concat(), then };
    let hello = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec();
    vec![
        preface("HTTP/2 settings without end", SETTINGS, Then::Flood(SETTINGS)),
        preface("HTTP/2 pings without end", SETTINGS, Then::Flood(PING)),
        preface("HTTP/2 rapid resets", SETTINGS, Then::Flood(RAPID_RESET)),
        preface("HTTP/2 headers without end", SETTINGS, Then::Flood(CONTINUATION)),
        preface("HTTP/2 with a window of nothing", ZERO_WINDOW, Then::Ignore),
        preface("half a preface", b"", Then::Listen),
        Attack { name: "TLS", first: hello, then: Then::Listen },
        Attack { name: "TLS without end", first: b"\x16\x03\x01".to_vec(), then: Then::Flood(&[0xff; 64]) },
        Attack::speak("SSH", "SSH-2.0-OpenSSH_9.2\r\n"),
        Attack { name: "zeros", first: vec![0; 64], then: Then::Flood(&[0; 64]) },
        Attack::speak("CONNECT", "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n"),
    ]
}

fn deaf(practice: &Running, listener: &Person) -> Vec<Attack> {
    let contract = "GET /v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".repeat(4_000);
    let live =
        |token: &str| format!("GET /v1/live HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n");
    let deaf = |name, first: String| Attack { then: Then::Ignore, ..Attack::speak(name, first) };
    vec![
        deaf("a reader who never reads", contract),
        deaf("a live stream that nobody reads", live(&listener.token)),
        deaf("a live stream that is not allowed", live(&practice.administrator.token)),
    ]
}

impl Attack {
    /// A peer that says this and then waits.
    pub(super) fn speak(name: &'static str, first: impl Into<Vec<u8>>) -> Self {
        Self { name, first: first.into(), then: Then::Listen }
    }

    /// Attacks, and answers with how long the service put up with it.
    pub(super) async fn run(self, address: SocketAddr) -> (&'static str, Duration) {
        let began = Instant::now();
        let mut stream = self.connect(address).await;
        let attacking = async {
            // The service may close before everything is written.
            let _ = stream.write_all(&self.first).await;
            self.then.go_on(&mut stream).await;
        };
        let ended = tokio::time::timeout(2 * DEADLINE, attacking).await;
        assert!(ended.is_ok(), "{} was put up with for ever", self.name);
        (self.name, began.elapsed())
    }

    /// Says it, and reads all that is answered.
    pub(super) async fn read(self, address: SocketAddr) -> String {
        let mut stream = self.connect(address).await;
        let (mut reading, mut writing) = stream.split();
        let mut answer = String::new();
        let (_, read) = tokio::join!(writing.write_all(&self.first), reading.read_to_string(&mut answer));
        read.unwrap();
        answer
    }

    async fn connect(&self, address: SocketAddr) -> TcpStream {
        let socket = TcpSocket::new_v4().unwrap();
        if matches!(self.then, Then::Ignore) {
            socket.set_recv_buffer_size(TINY_BUFFER).unwrap();
        }
        socket.connect(address).await.unwrap()
    }
}

impl Then {
    /// Goes on until the service has closed the connection.
    async fn go_on(self, stream: &mut TcpStream) {
        match self {
            Self::Listen => read_to_end(stream).await,
            Self::HalfClose => {
                let _ = stream.shutdown().await;
                read_to_end(stream).await;
            }
            Self::Drip(byte) => drip(stream, byte).await,
            Self::Flood(again) => while stream.write_all(again).await.is_ok() {},
            Self::Ignore => until_closed(stream).await,
        }
    }
}

async fn read_to_end(stream: &mut TcpStream) {
    let _ = stream.read_to_end(&mut Vec::new()).await;
}

async fn drip(stream: &mut TcpStream, byte: u8) {
    let (mut reading, mut writing) = stream.split();
    let mut answer = Vec::new();
    let dripping = async {
        while writing.write_all(&[byte]).await.is_ok() {
            tokio::time::sleep(FIVE_SECONDS).await;
        }
    };
    tokio::select! {
        _ = reading.read_to_end(&mut answer) => {}
        () = dripping => {}
    }
}

/// Notices the end without reading anything before it. Some empty lines now and then, which are no request, bring
/// to light a service that has gone without a word.
async fn until_closed(stream: &TcpStream) {
    loop {
        let ready = stream.ready(Interest::READABLE.add(Interest::ERROR)).await.unwrap();
        let written = stream.try_write(b"\r\n");
        let gone = written.is_err_and(|error| error.kind() != std::io::ErrorKind::WouldBlock);
        if gone || ready.is_read_closed() || ready.is_error() {
            return;
        }
        // What is there to be read stays there, so there is nothing to wait for but time.
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
}
