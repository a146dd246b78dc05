//! What the network doctor found.

use allia_protocol::Timestamp;
use serde::Serialize;
use ts_rs::TS;

/// All that the network doctor found, in the order in which a connection is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Diagnosis {
    /// The service's host that was looked at.
    pub host: String,
    /// One verdict a check.
    pub checks: Vec<Check>,
    /// The same for IT, in English: no patient, no name, no token, no password, no folder.
    pub report: String,
}

/// One check of the network doctor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Check {
    /// What was looked at.
    pub name: CheckName,
    /// How it stands.
    pub verdict: Verdict,
    /// What was found.
    pub code: CheckCode,
    /// The particulars.
    pub facts: CheckFacts,
    /// How long it took.
    pub milliseconds: u32,
}

/// What the network doctor looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckName {
    /// Whether the service's name leads to a number.
    NameResolution,
    /// The proxy on the way.
    Proxy,
    /// The certificate.
    Tls,
    /// Whether the service answers.
    Service,
    /// Whether news come at once.
    LiveStream,
    /// This computer's clock.
    Clock,
    /// Room on the disk.
    DiskSpace,
    /// The system's keyring.
    Keyring,
    /// Whether the system shows notifications.
    Notifications,
}

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// As it should be.
    Good,
    /// It works, and somebody should look at it.
    Warning,
    /// It does not work.
    Bad,
    /// It could not be looked at, or does not matter here.
    Skipped,
}

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckCode {
    /// The name leads to a number.
    NameFound,
    /// The address is a number already.
    NameIsNumber,
    /// The name is not known here; the proxy finds it.
    NameLeftToProxy,
    /// Nobody knows the name.
    NameNotFound,
    /// Those who should know the name do not answer.
    NameSilent,

    /// There is no proxy.
    ProxyNone,
    /// The proxy lets the connection through.
    ProxyWorks,
    /// The policy names the proxy in a way that cannot be understood.
    ProxyUnusable,
    /// Nobody knows the proxy's name.
    ProxyNotFound,
    /// The proxy cannot be reached.
    ProxyUnreachable,
    /// The proxy does not answer.
    ProxySilent,
    /// The proxy asks for a name and a password.
    ProxyNeedsSignIn,
    /// The proxy does not accept the name and the password that it was given.
    ProxySignInRefused,
    /// The proxy forbids the service, or cannot reach it.
    ProxyRefused,
    /// What listens there is no proxy.
    ProxyNotOne,

    /// The certificate is trusted by everybody.
    TlsTrusted,
    /// The certificate comes from an authority that only this computer's own store knows.
    TlsCompanyAuthority,
    /// The certificate is trusted and ends within two weeks.
    TlsExpiresSoon,
    /// The certificate's time is over.
    TlsExpired,
    /// The certificate's time has not begun.
    TlsNotYetValid,
    /// The certificate is for another name.
    TlsOtherName,
    /// The certificate was issued by itself.
    TlsSelfSigned,
    /// Nobody that this computer knows issued the certificate.
    TlsUnknownIssuer,
    /// The certificate was taken back.
    TlsRevoked,
    /// The certificate is refused for another reason.
    TlsRefused,
    /// What answers does not speak TLS, or breaks off.
    TlsBroken,
    /// What should answer does not.
    TlsSilent,
    /// There is not one authority in this computer's store.
    TlsNoAuthorities,
    /// The service is on this computer itself, without TLS.
    TlsNotUsed,
    /// The connection does not get that far.
    TlsNotReached,

    /// The service answers.
    ServiceWorks,
    /// The service answers and cannot serve now.
    ServiceUnavailable,
    /// Something else answers.
    ServiceNotOurs,
    /// The service speaks another version.
    ServiceUpdateNeeded,
    /// The service does not answer in time.
    ServiceSilent,
    /// The connection does not get that far.
    ServiceNotReached,

    /// News come at once.
    LiveWorks,
    /// Something on the way holds news back.
    LiveHeldBack,
    /// The live stream breaks off.
    LiveBroken,
    /// The service does not open the live stream.
    LiveRefused,
    /// Only somebody who is signed in has a live stream.
    LiveNotSignedIn,
    /// The connection does not get that far.
    LiveNotReached,

    /// The clock is right.
    ClockRight,
    /// The clock is more than five minutes off.
    ClockWrong,
    /// Nobody said what time it is.
    ClockUnknown,

    /// There is room.
    DiskEnough,
    /// There is little room.
    DiskLow,
    /// There is no room.
    DiskFull,
    /// The disk does not say.
    DiskUnknown,

    /// The keyring keeps and gives back.
    KeyringWorks,
    /// The keyring is locked.
    KeyringLocked,
    /// There is no keyring.
    KeyringMissing,
    /// The keyring refuses this program.
    KeyringDenied,
    /// The keyring does not answer.
    KeyringSilent,
    /// The keyring does not give back what it was given.
    KeyringForgets,
    /// The keyring fails otherwise.
    KeyringFails,

    /// The system shows notifications.
    NotificationsShown,
    /// The system takes notifications and does not say whether it shows them.
    NotificationsUnsaid,
    /// The system is told not to disturb.
    NotificationsHeldBack,
    /// Nothing on this computer shows notifications.
    NotificationsMissing,
    /// What shows notifications does not answer.
    NotificationsSilent,
    /// What shows notifications refuses them.
    NotificationsRefused,
    /// The person or IT turned notifications off.
    NotificationsOff,

    /// The check itself did not end in time.
    TimedOut,
}

/// The particulars of a check; what does not matter is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct CheckFacts {
    /// The proxy's host and port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxy: Option<String>,
    /// Who names the proxy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxy_source: Option<ProxyOrigin>,
    /// The HTTP status of an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The numbers to which a name leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Vec<String>>,
    /// Who issued the certificate, by its own word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// The issuers of the whole chain, from the service upwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chain: Option<Vec<String>>,
    /// When the certificate's time begins, where that matters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(type = "string", optional)]
    pub begins_at: Option<Timestamp>,
    /// When the certificate's time ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(type = "string", optional)]
    pub ends_at: Option<Timestamp>,
    /// The version of TLS or of the contract.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// How far the clock is ahead of the service's, in seconds; negative when it is behind.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(type = "number", optional)]
    pub ahead_seconds: Option<i64>,
    /// Free room on the disk, in megabytes of 1,000,000 bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(type = "number", optional)]
    pub free_megabytes: Option<u64>,
    /// Which keyring answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keyring: Option<String>,
    /// The name and version of what shows notifications.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown_by: Option<String>,
}

/// Who names the proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProxyOrigin {
    /// The computer's settings.
    System,
    /// IT.
    Policy,
}

/// A proxy at which the program may sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ProxyView {
    /// Host and port.
    pub address: String,
    /// The name with which IT wants the program to sign in; `None` when the person says it.
    pub user_name: Option<String>,
}
