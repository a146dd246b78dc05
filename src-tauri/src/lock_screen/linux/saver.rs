//! The desktop's screen saver comes on, and with it the desktop's lock.

use crate::lock_screen::LockProgram;
use std::pin::pin;
use tokio_stream::{Stream, StreamExt};
use zbus::message::Type;
use zbus::{Connection, MatchRule, Message, MessageStream};

/// Each desktop has one of these; all say `ActiveChanged` with whether it is on.
const INTERFACES: [&str; 4] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
];

/// Begins to listen. Whoever may speak on the session's bus may make the program lock.
pub(super) async fn listen(
    session: &Connection,
) -> zbus::Result<impl Stream<Item = zbus::Result<Message>> + use<>> {
    let [freedesktop, gnome, cinnamon, mate] = INTERFACES;
    let one = announcements(session, freedesktop).await?.merge(announcements(session, gnome).await?);
    let other = announcements(session, cinnamon).await?.merge(announcements(session, mate).await?);
    Ok(one.merge(other))
}

/// Locks when a screen saver comes on.
pub(super) async fn follow(
    changes: impl Stream<Item = zbus::Result<Message>>,
    lock: &LockProgram,
) -> zbus::Result<()> {
    let mut changes = pin!(changes);
    while let Some(change) = changes.next().await {
        if change?.body().deserialize::<bool>().unwrap_or(false) {
            lock().await;
        }
    }
    Ok(())
}

async fn announcements(session: &Connection, interface: &'static str) -> zbus::Result<MessageStream> {
    let rule =
        MatchRule::builder().msg_type(Type::Signal).interface(interface)?.member("ActiveChanged")?.build();
    MessageStream::for_match_rule(rule, session, None).await
}
