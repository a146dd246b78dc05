//! A dock on the desktop: it hears how many messages programs say to have unread.

use crate::wait::eventually_equal;
use futures_util::StreamExt;
use std::collections::HashMap;
use tokio::sync::watch;
use zbus::message::Type;
use zbus::zvariant::OwnedValue;
use zbus::{Connection, MatchRule, MessageStream};

/// A dock. It goes when it is dropped.
pub struct Launcher {
    shown: watch::Receiver<Option<i64>>,
    listening: tokio::task::JoinHandle<()>,
}

impl Launcher {
    /// Begins to listen.
    ///
    /// # Panics
    /// When there is no desktop.
    pub async fn start() -> Self {
        let bus = Connection::session().await.expect("the desktop's bus");
        let rule = MatchRule::builder().msg_type(Type::Signal).member("Update").expect("a name");
        let rule = rule.interface("com.canonical.Unity.LauncherEntry").expect("an interface").build();
        let mut updates = MessageStream::for_match_rule(rule, &bus, None).await.expect("the bus has room");
        let (tell, shown) = watch::channel(None);
        let listening = tokio::spawn(async move {
            while let Some(Ok(update)) = updates.next().await {
                let Ok((program, mut told)) =
                    update.body().deserialize::<(String, HashMap<String, OwnedValue>)>()
                else {
                    continue;
                };
                assert_eq!(program, "application://allia-messages.desktop");
                let visible = told.remove("count-visible").and_then(|visible| visible.try_into().ok());
                let count = told.remove("count").and_then(|count| i64::try_from(count).ok());
                tell.send_replace(count.filter(|_| visible == Some(true)));
            }
        });
        Self { shown, listening }
    }

    /// Waits until the program's icon has this number; `None` is no number.
    pub async fn shows(&self, count: Option<i64>) {
        eventually_equal("the number on the program's icon", count, || async { *self.shown.borrow() }).await;
    }
}

impl Drop for Launcher {
    fn drop(&mut self) {
        self.listening.abort();
    }
}
