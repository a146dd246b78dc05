//! What passes through a proxy once it has let a connection through.

use super::Conduct;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadHalf, WriteHalf, split};
use tokio::sync::watch;

/// In the head of an answer that has no end.
const STREAM: &[u8] = b"content-type: text/event-stream";

/// The lines of requests that were read.
type Heard = Arc<Mutex<Vec<String>>>;

/// Carries bytes both ways until one side closes. `heard` is given where they can be read.
pub(super) async fn carry<Near, Far>(
    near: Near,
    far: Far,
    conduct: watch::Receiver<Conduct>,
    heard: Option<Heard>,
) where
    Near: AsyncRead + AsyncWrite,
    Far: AsyncRead + AsyncWrite,
{
    let (from_near, to_near) = split(near);
    let (from_far, to_far) = split(far);
    tokio::select! {
        () = ask(from_near, to_far, &conduct, heard) => {}
        () = answer(from_far, to_near, &conduct) => {}
    }
}

async fn ask(
    mut from: ReadHalf<impl AsyncRead>,
    mut to: WriteHalf<impl AsyncWrite>,
    conduct: &watch::Receiver<Conduct>,
    heard: Option<Heard>,
) {
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut buffer).await {
        if let Some(heard) = &heard {
            let line =
                String::from_utf8_lossy(&buffer[..count]).lines().next().unwrap_or_default().to_owned();
            heard.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
        delay(conduct).await;
        if write(&mut to, &buffer[..count]).await.is_none() {
            return;
        }
    }
}

async fn answer(
    mut from: ReadHalf<impl AsyncRead>,
    mut to: WriteHalf<impl AsyncWrite>,
    conduct: &watch::Receiver<Conduct>,
) {
    let mut buffer = vec![0; 16 * 1024];
    let mut is_held = false;
    while let Ok(count @ 1..) = from.read(&mut buffer).await {
        if *conduct.borrow() == Conduct::LosesAnswers {
            return;
        }
        delay(conduct).await;
        // The one endless answer; all others are whole at once.
        is_held |= *conduct.borrow() == Conduct::HoldsStreams && contains(&buffer[..count], STREAM);
        if !is_held && write(&mut to, &buffer[..count]).await.is_none() {
            return;
        }
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

async fn write(to: &mut WriteHalf<impl AsyncWrite>, bytes: &[u8]) -> Option<()> {
    to.write_all(bytes).await.ok()?;
    to.flush().await.ok()
}

async fn delay(conduct: &watch::Receiver<Conduct>) {
    let delay = match &*conduct.borrow() {
        Conduct::Delays(delay) => *delay,
        _ => return,
    };
    tokio::time::sleep(delay).await;
}
