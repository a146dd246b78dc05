//! What can be tried, as the audit log names it.

/// Everything that leaves an entry, in `noun.verb` form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    PracticeFound,
    SessionOpen,
    SessionRefresh,
    SessionEnd,
    SessionEndForReuse,
    SessionTouch,
    RequestAuthorize,
    RecoveryShareRead,
    ConversationList,
    ConversationRead,
    ConversationSync,
    ChangesRead,
    MessageSend,
    HistoryImport,
    ReceiptPut,
    TypingSend,
    PresenceKeep,
    FeedPrune,
    UserCreate,
    UserDisable,
    PatientInvite,
    PatientActivate,
    PatientDeactivate,
    CareTeamJoin,
    CareTeamLeave,
    AccessGrantPut,
    AccessGrantDelete,
    NoticePut,
    NotificationContentPut,
    AuditRead,
}

impl Action {
    /// The word in the log.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::PracticeFound => "practice.found",
            Self::SessionOpen => "session.open",
            Self::SessionRefresh => "session.refresh",
            Self::SessionEnd => "session.end",
            Self::SessionEndForReuse => "session.end_for_reuse",
            Self::SessionTouch => "session.touch",
            Self::RequestAuthorize => "request.authorize",
            Self::RecoveryShareRead => "recovery_share.read",
            Self::ConversationList => "conversation.list",
            Self::ConversationRead => "conversation.read",
            Self::ConversationSync => "conversation.sync",
            Self::ChangesRead => "changes.read",
            Self::MessageSend => "message.send",
            Self::HistoryImport => "history.import",
            Self::ReceiptPut => "receipt.put",
            Self::TypingSend => "typing.send",
            Self::PresenceKeep => "presence.keep",
            Self::FeedPrune => "feed.prune",
            Self::UserCreate => "user.create",
            Self::UserDisable => "user.disable",
            Self::PatientInvite => "patient.invite",
            Self::PatientActivate => "patient.activate",
            Self::PatientDeactivate => "patient.deactivate",
            Self::CareTeamJoin => "care_team.join",
            Self::CareTeamLeave => "care_team.leave",
            Self::AccessGrantPut => "access_grant.put",
            Self::AccessGrantDelete => "access_grant.delete",
            Self::NoticePut => "notice.put",
            Self::NotificationContentPut => "notification_content.put",
            Self::AuditRead => "audit.read",
        }
    }

    /// Whether doing it is worth an entry. A refusal always is.
    pub(crate) const fn is_recorded_when_allowed(self) -> bool {
        !matches!(
            self,
            Self::SessionTouch
                | Self::RequestAuthorize
                | Self::ChangesRead
                | Self::ReceiptPut
                | Self::TypingSend
                | Self::PresenceKeep
                | Self::FeedPrune
        )
    }

    /// Whether the caller waits for the disk. Everything that changes something of value does. What was only
    /// read has its entry in the same transaction too, but that entry may reach the disk a moment later.
    pub(crate) const fn waits_for_disk(self) -> bool {
        !matches!(
            self,
            Self::ConversationList
                | Self::ConversationRead
                | Self::ChangesRead
                | Self::AuditRead
                | Self::SessionTouch
                | Self::PresenceKeep
        )
    }
}
