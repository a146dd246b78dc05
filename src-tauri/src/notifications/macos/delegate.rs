//! What the notification centre tells the program.
#![expect(unsafe_code, reason = "a class of Objective-C")]

use super::{Reporter, conversation};
use crate::notifications::Report;
use block2::DynBlock;
use objc2::rc::Retained;
use objc2::runtime::{NSObject, NSObjectProtocol};
use objc2::{AnyThread, DefinedClass, define_class, msg_send};
use objc2_user_notifications::{
    UNNotification, UNNotificationPresentationOptions, UNNotificationResponse, UNUserNotificationCenter,
    UNUserNotificationCenterDelegate,
};

/// Whom the delegate tells of clicks.
pub(super) struct Ears {
    report: Reporter,
}

define_class!(
    // SAFETY: NSObject asks nothing of its subclasses, and the class has no Drop of its own.
    #[unsafe(super(NSObject))]
    #[ivars = Ears]
    /// Hears of clicks, on any thread.
    pub(super) struct Delegate;

    // SAFETY: it adds nothing to the protocol.
    unsafe impl NSObjectProtocol for Delegate {}

    // SAFETY: the methods have the protocol's types.
    unsafe impl UNUserNotificationCenterDelegate for Delegate {
        /// Shows it although the program is in front: the engine has decided that already.
        #[unsafe(method(userNotificationCenter:willPresentNotification:withCompletionHandler:))]
        fn present(
            &self,
            _: &UNUserNotificationCenter,
            _: &UNNotification,
            answer: &DynBlock<dyn Fn(UNNotificationPresentationOptions)>,
        ) {
            let shown = UNNotificationPresentationOptions::Banner | UNNotificationPresentationOptions::List;
            answer.call((shown,));
        }

        #[unsafe(method(userNotificationCenter:didReceiveNotificationResponse:withCompletionHandler:))]
        fn respond(
            &self,
            _: &UNUserNotificationCenter,
            response: &UNNotificationResponse,
            done: &DynBlock<dyn Fn()>,
        ) {
            let identifier = response.notification().request().identifier().to_string();
            if let Some(conversation) = conversation(&identifier) {
                (self.ivars().report)(Report::Clicked(conversation));
            }
            done.call(());
        }
    }
);

impl Delegate {
    pub(super) fn new(report: Reporter) -> Retained<Self> {
        let delegate = Self::alloc().set_ivars(Ears { report });
        // SAFETY: NSObject's initializer, which returns the object.
        unsafe { msg_send![super(delegate), init] }
    }
}
