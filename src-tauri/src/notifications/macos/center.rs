//! The user's notification centre.

use super::delegate::Delegate;
use super::{Reporter, identifier};
use crate::notifications::Report;
use allia_client::notification::Notification;
use allia_protocol::id::ConversationId;
use block2::RcBlock;
use objc2::rc::Retained;
use objc2::runtime::{Bool, ProtocolObject};
use objc2_foundation::{NSArray, NSBundle, NSError, NSString};
use objc2_user_notifications::{
    UNAuthorizationOptions, UNAuthorizationStatus, UNMutableNotificationContent, UNNotificationRequest,
    UNNotificationSettings, UNUserNotificationCenter,
};
use std::mem::ManuallyDrop;
use std::ptr::NonNull;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// The centre of this program.
pub(super) struct Center(Retained<UNUserNotificationCenter>);

impl Center {
    /// None for a program without a bundle: the centre would end it.
    pub(super) fn of_program() -> Option<Self> {
        NSBundle::mainBundle().bundleIdentifier()?;
        Some(Self(UNUserNotificationCenter::currentNotificationCenter()))
    }

    /// Asks for the person's permission, hears clicks from now on, and takes away what stands there.
    pub(super) fn start(&self, report: &Reporter) {
        let asked = RcBlock::new(|allowed: Bool, _: *mut NSError| {
            tracing::info!(allowed = allowed.as_bool(), "asked to show notifications");
        });
        let wanted = UNAuthorizationOptions::Alert | UNAuthorizationOptions::Badge;
        self.0.requestAuthorizationWithOptions_completionHandler(wanted, &asked);
        // The centre does not keep it, so it is kept until the program ends.
        let delegate = ManuallyDrop::new(Delegate::new(Arc::clone(report)));
        self.0.setDelegate(Some(ProtocolObject::from_ref(&**delegate)));
        self.0.removeAllDeliveredNotifications();
    }

    pub(super) fn show(&self, notification: &Notification, report: &Reporter) {
        let content = UNMutableNotificationContent::new();
        content.setTitle(&NSString::from_str(notification.title.expose()));
        if let Some(body) = &notification.body {
            content.setBody(&NSString::from_str(body.expose()));
        }
        let identifier = NSString::from_str(&identifier(notification.conversation_id));
        let request =
            UNNotificationRequest::requestWithIdentifier_content_trigger(&identifier, &content, None);
        let (conversation, report) = (notification.conversation_id, Arc::clone(report));
        let done = RcBlock::new(move |error: *mut NSError| {
            if !error.is_null() {
                tracing::warn!("the system does not take a notification");
                report(Report::Refused(conversation));
            }
        });
        self.0.addNotificationRequest_withCompletionHandler(&request, Some(&done));
    }

    pub(super) fn withdraw(&self, conversation: Option<ConversationId>) {
        let identifiers = NSArray::from_retained_slice(&[NSString::from_str(&identifier(conversation))]);
        self.0.removePendingNotificationRequestsWithIdentifiers(&identifiers);
        self.0.removeDeliveredNotificationsWithIdentifiers(&identifiers);
    }
}

/// Whether the person allows notifications of this program; nothing where there is no centre for it.
pub(super) async fn is_allowed() -> Option<bool> {
    ask()?.await.ok()
}

fn ask() -> Option<oneshot::Receiver<bool>> {
    let (tell, told) = oneshot::channel();
    let tell = Mutex::new(Some(tell));
    let answered = RcBlock::new(move |settings: NonNull<UNNotificationSettings>| {
        let allowed = is_authorized(settings);
        if let Some(tell) = tell.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ = tell.send(allowed);
        }
    });
    Center::of_program()?.0.getNotificationSettingsWithCompletionHandler(&answered);
    Some(told)
}

#[expect(unsafe_code, reason = "the centre hands over a pointer")]
fn is_authorized(settings: NonNull<UNNotificationSettings>) -> bool {
    // SAFETY: the centre's settings live as long as the block runs that gets them.
    let settings = unsafe { settings.as_ref() };
    settings.authorizationStatus() == UNAuthorizationStatus::Authorized
}
