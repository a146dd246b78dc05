//! What the screens get: complete, ready to draw, in the vocabulary of the clinician.
//!
//! The types are generated into `ui/src/api/generated/`; a test fails when the copies there are stale.

mod account;
mod command_error;
mod connection;
mod conversation;
mod device;
mod diagnosis;
mod event;
mod menu;
mod message;
mod notification;
mod policy;
mod quiet_hours;
mod setting;

pub use account::{
    Account, AppState, KeyFault, Recovery, RecoveryCause, SignInForm, SignOutReason, StorageMode,
};
pub use command_error::{CommandError, CommandErrorCode};
pub use connection::{Connection, ConnectionProblem, ConnectionState, SyncProgress};
pub use conversation::{
    ConversationList, ConversationRow, NoticeView, OpenConversation, PatientView, PresenceKnown, PresenceView,
};
pub use device::{DeviceView, Rehearsal};
pub use diagnosis::{Check, CheckCode, CheckFacts, CheckName, Diagnosis, ProxyOrigin, ProxyView, Verdict};
pub use event::ClientEvent;
pub use menu::{MenuEntry, MenuFolder, StandardEntry, SystemMenu};
pub use message::{
    DeliveryStatus, MessageHit, MessageRange, MessageSlice, MessageView, NotSentMessage, NotSentReason,
    OlderMessages,
};
pub use notification::{NotificationNote, NotificationOutcome, NotificationTest, NotificationVerdict};
pub use policy::{Managed, PolicyProblem, SettingsView};
pub use quiet_hours::{NotATimeOfDay, QuietHours, TimeOfDay};
pub use setting::{Appearance, Language, NotificationContent, SendKey, Settings, WhenClosed};
