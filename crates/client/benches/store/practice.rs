//! A fictional practice, the same in every run: each message follows from its place.

use allia_client::store::HistoryPage;
use allia_protocol::Timestamp;
use allia_protocol::conversation::{
    Clinician, Conversation, Message, MessageKind, Patient, Presence, PresenceState,
};
use allia_protocol::id::{ConversationId, MessageId, Position, UserId};
use jiff::civil::date;
use uuid::Uuid;

const FIRST: [&str; 24] = [
    "Ada", "Ben", "Chloé", "Dmitri", "Élise", "Farid", "Grace", "Håkon", "Ines", "João", "Karl", "Łucja",
    "Maria", "Noor", "Oskar", "Priya", "Quinn", "Rosa", "Søren", "Tara", "Umar", "Vera", "Wei", "Zoë",
];
const LAST: [&str; 24] = [
    "Abbott",
    "Bauer",
    "Castillo",
    "Dąbrowski",
    "Eriksen",
    "Fischer",
    "García",
    "Hughes",
    "Ibrahim",
    "Jensen",
    "Kim",
    "Lindqvist",
    "Martínez",
    "Nguyen",
    "O'Brien",
    "Petrov",
    "Quispe",
    "Rossi",
    "Silva",
    "Tanaka",
    "Ueda",
    "Vasquez",
    "Weiß",
    "Yilmaz",
];
const SYLLABLES: [&str; 16] =
    ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo", "xu", "za"];
const START: i64 = 1_700_000_000_000;
const TWO_YEARS: i64 = 2 * 365 * 24 * 3_600 * 1_000;

/// How much there is.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) patients: u64,
    pub(crate) messages: u64,
    pub(crate) largest: u64,
}

impl Size {
    pub(crate) const ORDINARY: Self = Self { patients: 2_000, messages: 200_000, largest: 10_000 };
    pub(crate) const LARGE: Self = Self { patients: 10_000, messages: 1_000_000, largest: 50_000 };
}

/// The practice as its service has it.
pub(crate) struct Practice {
    pub(crate) me: UserId,
    pub(crate) size: Size,
    lengths: Vec<u64>,
}

impl Practice {
    /// The first patient's chat is the largest; the others have between none and twice the mean.
    pub(crate) fn new(size: Size) -> Self {
        let mean = (size.messages - size.largest) / (size.patients - 1);
        let others = (1..size.patients).map(|patient| scatter(patient) % (2 * mean + 1));
        let lengths = std::iter::once(size.largest).chain(others).collect();
        Self { me: UserId::from_uuid(uuid(1, 0)), size, lengths }
    }

    pub(crate) fn id(patient: u64) -> ConversationId {
        ConversationId::from_uuid(uuid(2, patient))
    }

    pub(crate) fn patient_of(id: ConversationId) -> u64 {
        id.as_uuid().as_u64_pair().1 & 0xFFFF_FFFF
    }

    pub(crate) fn name(patient: u64) -> String {
        let (first, last) = (pick(&FIRST, scatter(patient)), pick(&LAST, scatter(patient) >> 16));
        format!("{first} {} {last}", word(scatter(patient) >> 32))
    }

    pub(crate) fn length(&self, patient: u64) -> u64 {
        usize::try_from(patient).ok().and_then(|patient| self.lengths.get(patient)).copied().unwrap_or(0)
    }

    pub(crate) fn conversations(&self) -> Vec<Conversation> {
        (0..self.size.patients).map(|patient| self.conversation(patient)).collect()
    }

    fn conversation(&self, patient: u64) -> Conversation {
        let length = self.length(patient);
        let day = i8::try_from(scatter(patient) % 28 + 1).unwrap_or(1);
        let month = i8::try_from((scatter(patient) >> 8) % 12 + 1).unwrap_or(1);
        let year = i16::try_from(1_930 + (scatter(patient) >> 20) % 80).unwrap_or(1_980);
        Conversation {
            conversation_id: Self::id(patient),
            patient: Patient {
                user_id: UserId::from_uuid(uuid(3, patient)),
                display_name: Self::name(patient).into(),
                birth_date: date(year, month, day).into(),
                pronouns: None,
            },
            clinician: Clinician {
                user_id: self.me,
                display_name: "Robin Vega".to_owned().into(),
                title: Some("RN".to_owned()),
            },
            last_message: (length > 0).then(|| self.message(patient, length)),
            unread_count: 0,
            my_read_position: Position::new(length),
            peer_delivered_position: Position::new(length),
            peer_read_position: Position::new(length.saturating_sub(1)),
            presence: Presence { state: PresenceState::Offline, last_seen_at: None },
        }
    }

    /// Messages of a chat are spread over two years; those beyond its length come after.
    pub(crate) fn message(&self, patient: u64, position: u64) -> Message {
        let seed = scatter(patient << 32 | position);
        let length = self.length(patient).max(1);
        let age = i64::try_from(position).unwrap_or(0) * (TWO_YEARS / i64::try_from(length).unwrap_or(1));
        let sent_at = Timestamp::from_millis(START + age + i64::try_from(seed % 60_000).unwrap_or(0));
        let mine = seed.is_multiple_of(2);
        Message {
            message_id: MessageId::from_uuid(uuid(patient, position)),
            conversation_id: Self::id(patient),
            position: Position::new(position),
            sender_id: if mine { self.me } else { UserId::from_uuid(uuid(3, patient)) },
            kind: MessageKind::Text,
            text: text(seed).into(),
            sent_at,
            composed_at: sent_at,
        }
    }

    /// A page of history as the service answers it.
    pub(crate) fn page(&self, id: ConversationId, before: Position, limit: u64) -> HistoryPage {
        let first = before.get().saturating_sub(limit).max(1);
        let patient = Self::patient_of(id);
        HistoryPage {
            conversation_id: id,
            before: Some(before),
            messages: (first..before.get()).map(|position| self.message(patient, position)).collect(),
            reached_start: first == 1,
        }
    }
}

/// A number that looks random and follows from another one (the finalizer of SplitMix64).
pub(crate) fn scatter(number: u64) -> u64 {
    let mixed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// Between 4 and 19 words; small numbers of the vocabulary of about 4,000 come far more often, as in a language.
fn text(seed: u64) -> String {
    let count = 4 + seed % 16;
    let words = (0..count).map(|number| {
        let draw = scatter(seed ^ number);
        word(if draw.is_multiple_of(3) { draw % 30 } else { (draw >> 8) % (1 + (draw >> 32) % 4_000) })
    });
    words.collect::<Vec<_>>().join(" ")
}

pub(crate) fn word(number: u64) -> String {
    [number, number >> 4, number >> 8].map(|part| pick(&SYLLABLES, part)).concat()
}

fn pick<const N: usize>(from: &[&'static str; N], number: u64) -> &'static str {
    usize::try_from(number).ok().and_then(|number| from.get(number % N)).copied().unwrap_or("")
}

fn uuid(high: u64, low: u64) -> Uuid {
    Uuid::from_u64_pair(0x0190_0000_0000_7000 | high << 16 & 0xFFFF_FFFF_0000, 0x8000_0000_0000_0000 | low)
}
