-- The most that a notification on a clinician's computer may show.
ALTER TABLE practice ADD COLUMN notification_content TEXT NOT NULL DEFAULT 'nothing'
    CHECK (notification_content IN ('nothing', 'name', 'name_and_text'));

-- A feed tells of the practice too. A check cannot be altered, so the table is made anew.
CREATE TABLE feed_anew (
    user_id         BLOB NOT NULL REFERENCES users,
    seq             INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    kind            TEXT NOT NULL
        CHECK (kind IN ('message', 'conversation', 'conversation_removed', 'receipt', 'notice', 'practice')),
    conversation_id BLOB,
    -- Of a message.
    position        INTEGER,
    -- Whose receipt.
    participant_id  BLOB,
    -- Of a removal.
    reason          TEXT CHECK (reason IN ('left_care_team', 'patient_deactivated')),
    PRIMARY KEY (user_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO feed_anew (user_id, seq, at, kind, conversation_id, position, participant_id, reason)
    SELECT user_id, seq, at, kind, conversation_id, position, participant_id, reason FROM feed;
DROP TABLE feed;
ALTER TABLE feed_anew RENAME TO feed;
CREATE INDEX feed_by_age ON feed (at);
