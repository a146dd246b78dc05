-- The practice itself: one row.
CREATE TABLE practice (
    practice_id      BLOB NOT NULL PRIMARY KEY CHECK (length(practice_id) = 16),
    name             TEXT NOT NULL,
    time_zone        TEXT NOT NULL,
    cache_lease_days INTEGER NOT NULL CHECK (cache_lease_days BETWEEN 1 AND 30),
    cursor_key       BLOB NOT NULL CHECK (length(cursor_key) = 32),
    founded_at       INTEGER NOT NULL
) STRICT;

CREATE TABLE users (
    user_id        BLOB NOT NULL PRIMARY KEY CHECK (length(user_id) = 16),
    kind           TEXT NOT NULL CHECK (kind IN ('clinician', 'patient', 'administrator')),
    display_name   TEXT NOT NULL,
    birth_date     TEXT CHECK ((birth_date IS NOT NULL) = (kind = 'patient')),
    pronouns       TEXT,
    title          TEXT,
    created_at     INTEGER NOT NULL,
    -- When a patient activated the app; other kinds are active from the start.
    activated_at   INTEGER,
    deactivated_at INTEGER,
    disabled_at    INTEGER,
    last_seen_at   INTEGER
) STRICT;

CREATE TABLE accounts (
    user_id       BLOB NOT NULL PRIMARY KEY REFERENCES users,
    -- Folded to lower case, so that a name is taken in every spelling.
    username      TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL
) STRICT;

CREATE TABLE sessions (
    session_id        BLOB NOT NULL PRIMARY KEY CHECK (length(session_id) = 16),
    user_id           BLOB NOT NULL REFERENCES users,
    device_name       TEXT NOT NULL,
    access_hash       BLOB NOT NULL UNIQUE CHECK (length(access_hash) = 32),
    access_expires_at INTEGER NOT NULL,
    refresh_hash      BLOB NOT NULL UNIQUE CHECK (length(refresh_hash) = 32),
    created_at        INTEGER NOT NULL,
    last_seen_at      INTEGER NOT NULL,
    expires_at        INTEGER NOT NULL,
    ended_at          INTEGER
) STRICT;
CREATE INDEX sessions_of_user ON sessions (user_id, created_at);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Refresh tokens that were used. One that comes back has been stolen, or its thief was faster.
CREATE TABLE spent_refresh_tokens (
    refresh_hash BLOB NOT NULL PRIMARY KEY CHECK (length(refresh_hash) = 32),
    session_id   BLOB NOT NULL REFERENCES sessions ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX spent_refresh_tokens_of_session ON spent_refresh_tokens (session_id);

CREATE TABLE recovery_shares (
    user_id    BLOB NOT NULL REFERENCES users,
    device_id  BLOB NOT NULL CHECK (length(device_id) = 16),
    share      BLOB NOT NULL CHECK (length(share) = 32),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (user_id, device_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitations (
    code_hash  BLOB NOT NULL PRIMARY KEY CHECK (length(code_hash) = 32),
    patient_id BLOB NOT NULL REFERENCES users,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT;
CREATE INDEX invitations_of_patient ON invitations (patient_id);

CREATE TABLE memberships (
    membership_id INTEGER NOT NULL PRIMARY KEY,
    patient_id    BLOB NOT NULL REFERENCES users,
    clinician_id  BLOB NOT NULL REFERENCES users,
    joined_at     INTEGER NOT NULL,
    left_at       INTEGER
) STRICT;
CREATE UNIQUE INDEX open_memberships ON memberships (patient_id, clinician_id) WHERE left_at IS NULL;

CREATE TABLE access_grants (
    patient_id   BLOB NOT NULL REFERENCES users,
    clinician_id BLOB NOT NULL REFERENCES users,
    level        TEXT NOT NULL CHECK (level IN ('view', 'supervisory')),
    granted_at   INTEGER NOT NULL,
    PRIMARY KEY (patient_id, clinician_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE conversations (
    conversation_id BLOB NOT NULL PRIMARY KEY CHECK (length(conversation_id) = 16),
    patient_id      BLOB NOT NULL REFERENCES users,
    clinician_id    BLOB NOT NULL REFERENCES users,
    created_at      INTEGER NOT NULL,
    last_position   INTEGER NOT NULL DEFAULT 0,
    last_sent_at    INTEGER NOT NULL DEFAULT 0,
    UNIQUE (patient_id, clinician_id)
) STRICT;
CREATE INDEX conversations_of_clinician ON conversations (clinician_id, conversation_id);
CREATE INDEX conversations_of_patient ON conversations (patient_id, conversation_id);

-- The one place that says who may exchange messages: an active patient and an active member of their team.
-- Access grants are not asked.
CREATE VIEW active_conversations AS
SELECT c.conversation_id, c.patient_id, c.clinician_id, c.last_position, c.last_sent_at
FROM conversations c
JOIN memberships m ON m.patient_id = c.patient_id AND m.clinician_id = c.clinician_id AND m.left_at IS NULL
JOIN users p ON p.user_id = c.patient_id
JOIN users k ON k.user_id = c.clinician_id
WHERE p.activated_at IS NOT NULL AND p.deactivated_at IS NULL AND p.disabled_at IS NULL
  AND k.disabled_at IS NULL;

CREATE TABLE participants (
    conversation_id    BLOB NOT NULL REFERENCES conversations,
    user_id            BLOB NOT NULL REFERENCES users,
    delivered_position INTEGER NOT NULL DEFAULT 0,
    read_position      INTEGER NOT NULL DEFAULT 0,
    -- The place in this user's feed at which they last lost the conversation: nothing from before it leaves.
    removed_seq        INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (conversation_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
    conversation_id BLOB NOT NULL REFERENCES conversations,
    position        INTEGER NOT NULL CHECK (position > 0),
    message_id      BLOB NOT NULL UNIQUE CHECK (length(message_id) = 16),
    sender_id       BLOB NOT NULL REFERENCES users,
    kind            TEXT NOT NULL CHECK (kind IN ('text', 'automatic')),
    text            TEXT NOT NULL,
    sent_at         INTEGER NOT NULL,
    composed_at     INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, position)
) STRICT;
-- Counts what one side has not read without touching the texts.
CREATE INDEX messages_of_sender ON messages (conversation_id, sender_id, position);

CREATE TRIGGER messages_are_immutable BEFORE UPDATE ON messages
BEGIN SELECT raise(ABORT, 'messages are immutable'); END;
CREATE TRIGGER messages_are_kept BEFORE DELETE ON messages
BEGIN SELECT raise(ABORT, 'messages are kept'); END;

CREATE TABLE notices (
    version INTEGER NOT NULL PRIMARY KEY,
    title   TEXT NOT NULL,
    text    TEXT NOT NULL,
    phone   TEXT NOT NULL,
    set_at  INTEGER NOT NULL
) STRICT;

-- How far each user's feed goes, and up to where it was pruned.
CREATE TABLE feed_heads (
    user_id    BLOB NOT NULL PRIMARY KEY REFERENCES users,
    seq        INTEGER NOT NULL DEFAULT 0,
    pruned_seq INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- What happened, for whom; what it looks like is read when it leaves.
CREATE TABLE feed (
    user_id         BLOB NOT NULL REFERENCES users,
    seq             INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    kind            TEXT NOT NULL
        CHECK (kind IN ('message', 'conversation', 'conversation_removed', 'receipt', 'notice')),
    conversation_id BLOB,
    -- Of a message.
    position        INTEGER,
    -- Whose receipt.
    participant_id  BLOB,
    -- Of a removal.
    reason          TEXT CHECK (reason IN ('left_care_team', 'patient_deactivated')),
    PRIMARY KEY (user_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX feed_by_age ON feed (at);

CREATE TABLE audit_entries (
    seq        INTEGER NOT NULL PRIMARY KEY,
    at         INTEGER NOT NULL,
    actor_id   BLOB,
    action     TEXT NOT NULL,
    subject_id TEXT,
    result     TEXT NOT NULL CHECK (result IN ('allowed', 'denied', 'failed')),
    origin     TEXT NOT NULL,
    hash       BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_entries_of_actor ON audit_entries (actor_id, seq);
-- The first id of the subject: what the entries about one patient are found by.
CREATE INDEX audit_entries_of_subject ON audit_entries (substr(subject_id, 1, 36), seq);

CREATE TRIGGER audit_entries_are_immutable BEFORE UPDATE ON audit_entries
BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_entries_are_kept BEFORE DELETE ON audit_entries
BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
