//! Toasts, as Windows has them.

use allia_client::notification::Notification;
use allia_protocol::id::ConversationId;
use std::collections::HashMap;
use windows::Foundation::TypedEventHandler;
use windows::UI::Notifications::{
    NotificationSetting, ToastNotification, ToastNotificationManager, ToastNotifier, ToastTemplateType,
};
use windows::Win32::Foundation::ERROR_ACCESS_DISABLED_BY_POLICY;
use windows::core::{Error, HSTRING, Result, h};
use windows_registry::CURRENT_USER;

/// Under this name Windows knows the program; an installer gives it to the entry in the Start menu.
const PROGRAM: &str = "org.allia.messages";
const GROUP: &str = "conversations";
/// The tag of a locked program's toast.
const LOCKED: &str = "locked";

/// The toasts that stand. While one is kept here, its click is heard.
#[derive(Default)]
pub(super) struct Toasts(HashMap<Option<ConversationId>, ToastNotification>);

impl Toasts {
    pub(super) fn show(
        &mut self,
        notification: &Notification,
        clicked: impl Fn() + Send + 'static,
    ) -> Result<()> {
        let notifier = notifier()?;
        if !takes_toasts(&notifier)? {
            return Err(Error::from(ERROR_ACCESS_DISABLED_BY_POLICY.to_hresult()));
        }
        let toast = toast(notification)?;
        toast.Activated(&TypedEventHandler::new(move |_, _| {
            clicked();
            Ok(())
        }))?;
        notifier.Show(&toast)?;
        self.0.insert(notification.conversation_id, toast);
        Ok(())
    }

    pub(super) fn withdraw(&mut self, conversation: Option<ConversationId>) -> Result<()> {
        if self.0.remove(&conversation).is_none() {
            return Ok(());
        }
        let (tag, group) = (tag(conversation), HSTRING::from(GROUP));
        ToastNotificationManager::History()?.RemoveGroupedTagWithId(&tag, &group, &HSTRING::from(PROGRAM))
    }
}

/// Shows the sample, if there is one, and says whether this program's toasts are shown at all.
pub(super) fn try_out(sample: Option<&Notification>) -> Result<bool> {
    let notifier = notifier()?;
    let taken = takes_toasts(&notifier)?;
    if let Some(sample) = sample.filter(|_| taken) {
        notifier.Show(&toast(sample)?)?;
    }
    Ok(taken)
}

/// Takes away all toasts of the program.
pub(super) fn clear() -> Result<()> {
    ToastNotificationManager::History()?.ClearWithId(&HSTRING::from(PROGRAM))
}

/// Says under which name toasts stand, for a program that was not installed: Windows shows none of one that it does not
/// know.
pub(super) fn name_program() -> Result<()> {
    let key = CURRENT_USER.create(format!(r"Software\Classes\AppUserModelId\{PROGRAM}"))?;
    key.set_string("DisplayName", "Allia Messages")
}

fn notifier() -> Result<ToastNotifier> {
    ToastNotificationManager::CreateToastNotifierWithId(&HSTRING::from(PROGRAM))
}

/// The person, the practice or IT may have turned them off.
fn takes_toasts(notifier: &ToastNotifier) -> Result<bool> {
    Ok(notifier.Setting()? == NotificationSetting::Enabled)
}

/// One line in bold and text below. The texts are put in as such: none of their characters means anything.
fn toast(notification: &Notification) -> Result<ToastNotification> {
    let content = ToastNotificationManager::GetTemplateContent(ToastTemplateType::ToastText02)?;
    let lines = content.GetElementsByTagName(h!("text"))?;
    let body = notification.body.as_ref().map_or("", |body| body.expose());
    for (line, text) in [(0, notification.title.expose().as_str()), (1, body)] {
        lines.Item(line)?.AppendChild(&content.CreateTextNode(&HSTRING::from(text))?)?;
    }
    let toast = ToastNotification::CreateToastNotification(&content)?;
    toast.SetTag(&tag(notification.conversation_id))?;
    toast.SetGroup(&HSTRING::from(GROUP))?;
    Ok(toast)
}

fn tag(conversation: Option<ConversationId>) -> HSTRING {
    conversation.map_or_else(|| HSTRING::from(LOCKED), |conversation| conversation.to_string().into())
}
