//! The checker: what everybody saw, against what the service has.

use super::desk::Desk;
use super::findings::{Finding, Kind};
use super::history::{Pages, Pair, Written};
use super::ledger::{Deed, Entry, Ledger};
use super::look::Seen;
use super::world::lock;
use allia_client::view::{DeliveryStatus, MessageView};
use allia_protocol::id::{ConversationId, MessageId, UserId};
use std::collections::{HashMap, HashSet};

/// All that is wrong with the service's database by itself, whatever the clients still have to fetch.
pub(super) fn service(pages: &Pages, ledger: &Ledger) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (conversation_id, entries) in &ledger.messages {
        check_conversation(pages, *conversation_id, entries, &mut findings);
    }
    check_texts(ledger, &mut findings);
    check_accepted(pages, ledger, &mut findings);
    check_shown(pages, &mut findings);
    check_deeds(ledger, &mut findings);
    findings
}

fn check_conversation(pages: &Pages, id: ConversationId, entries: &[Entry], findings: &mut Vec<Finding>) {
    let mut newest: HashMap<UserId, &Written> = HashMap::new();
    for (place, entry) in (1..).zip(entries) {
        if entry.position != place {
            let what = format!("{id} has position {} in place of {place}", entry.position);
            findings.push(Finding::new(Kind::Lost, what));
        }
        let written = pages.written.get(&entry.text);
        let Some(written) =
            written.filter(|written| written.author == entry.sender && written.conversation_id == id)
        else {
            findings
                .push(Finding::new(Kind::Phantom, format!("{id} has {:?}, written by nobody", entry.text)));
            continue;
        };
        let Some(before) = newest.insert(entry.sender, written) else { continue };
        // What a removal had its sender give up may still have been on the line, and arrive once they are together again.
        if written.number <= before.number && !pages.were_parted(id, written.at, before.at) {
            let what = format!("{id} has {:?} after a later one", entry.text);
            findings.push(Finding::new(Kind::Reordered, what));
        }
    }
}

fn check_texts(ledger: &Ledger, findings: &mut Vec<Finding>) {
    let mut texts = HashSet::new();
    for entry in ledger.messages.values().flatten() {
        if !texts.insert(&entry.text) {
            findings.push(Finding::new(Kind::Duplicate, format!("{:?} is there twice", entry.text)));
        }
    }
}

/// Whatever was answered as accepted is there, as it was answered.
fn check_accepted(pages: &Pages, ledger: &Ledger, findings: &mut Vec<Finding>) {
    for (message_id, send) in &pages.sends {
        for message in &send.accepted {
            let is_there = ledger.message(*message_id).is_some_and(|(conversation_id, entry)| {
                conversation_id == message.conversation_id
                    && entry.position == message.position.get()
                    && entry.text == *message.text.expose()
            });
            if !is_there {
                let what = format!("{:?} was accepted and is not there", message.text.expose());
                findings.push(Finding::new(Kind::Lost, what));
            }
        }
    }
}

/// Nothing was shown or taken by a call that began after a removal was answered and ended before anybody rejoined.
fn check_shown(pages: &Pages, findings: &mut Vec<Finding>) {
    for shown in &pages.shown {
        if pages.was_apart(shown.conversation_id, shown.begun, shown.ended) {
            let what = format!("{} for {} in {}", shown.what, shown.who, shown.conversation_id);
            findings.push(Finding::new(Kind::Unauthorised, what));
        }
    }
}

/// The audit log in the order of its commits: nothing of a conversation between a removal and the next beginning.
fn check_deeds(ledger: &Ledger, findings: &mut Vec<Finding>) {
    let (mut members, mut active): (HashSet<Pair>, HashSet<UserId>) = Default::default();
    for deed in &ledger.deeds {
        let first = deed.subject.first().map(|id| UserId::from_uuid(*id));
        match (deed.action.as_str(), first, pair_of(deed)) {
            ("care_team.join", _, Some(pair)) => drop(members.insert(pair)),
            ("care_team.leave", _, Some(pair)) => drop(members.remove(&pair)),
            ("patient.activate", Some(patient), _) => drop(active.insert(patient)),
            ("patient.deactivate", Some(patient), _) => drop(active.remove(&patient)),
            ("message.send" | "conversation.read" | "conversation.sync", ..) => {
                let Some(id) = deed.subject.first().map(|id| ConversationId::from_uuid(*id)) else {
                    continue;
                };
                let may = ledger.pairs.get(&id).is_some_and(|pair| {
                    members.contains(pair)
                        && active.contains(&pair.0)
                        && deed.actor.is_some_and(|actor| actor == pair.0 || actor == pair.1)
                });
                if !may {
                    let what = format!("the log allows {} in {id} when nobody may", deed.action);
                    findings.push(Finding::new(Kind::Unauthorised, what));
                }
            }
            _ => {}
        }
    }
}

fn pair_of(deed: &Deed) -> Option<Pair> {
    match deed.subject.as_slice() {
        [patient, clinician] => Some((UserId::from_uuid(*patient), UserId::from_uuid(*clinician))),
        _ => None,
    }
}

/// All that is wrong with one clinician's screens. While the program still catches up, some of it passes.
pub(super) fn desk(pages: &Pages, ledger: &Ledger, desk: &Desk, seen: Option<&Seen>) -> Vec<Finding> {
    let Some(seen) = seen else {
        return vec![Finding::new(Kind::Stuck, format!("{}: the screens cannot be read", desk.name))];
    };
    let mut findings = Vec::new();
    let mut find = |kind, what: String| findings.push(Finding::new(kind, format!("{}: {what}", desk.name)));
    if !seen.is_online {
        find(Kind::Stuck, "is not online".to_owned());
    }
    let mine: HashSet<_> = ledger
        .active
        .iter()
        .copied()
        .filter(|id| ledger.pairs.get(id).is_some_and(|p| p.1 == desk.user_id))
        .collect();
    for id in seen.chats.keys().filter(|id| !mine.contains(id)) {
        find(Kind::AfterRemoval, format!("{id} is still in the list"));
    }
    for id in &mine {
        let entries = ledger.messages.get(id).map_or(&[][..], Vec::as_slice);
        match seen.chats.get(id) {
            Some(chat) => check_chat(*id, entries, chat, &mut find),
            None => find(Kind::Lost, format!("{id} is not in the list")),
        }
    }
    check_found(ledger, &mine, seen, &mut find);
    check_kept(pages, ledger, desk, seen, &mut find);
    check_drafts(desk, &mine, seen, &mut find);
    findings
}

fn check_chat(
    id: ConversationId,
    entries: &[Entry],
    chat: &[MessageView],
    find: &mut impl FnMut(Kind, String),
) {
    let is_waiting = |message: &&MessageView| message.status == Some(DeliveryStatus::Queued);
    for message in chat.iter().filter(is_waiting) {
        find(Kind::Stuck, format!("{id} still shows {:?} as {:?}", message.text.expose(), message.status));
    }
    let shown: Vec<_> =
        chat.iter().filter_map(|m| Some((m.position?, m.message_id, m.text.expose()))).collect();
    let there: Vec<_> = entries.iter().map(|entry| (entry.position, entry.message_id, &entry.text)).collect();
    if shown == there {
        return;
    }
    let (had, owed): (HashSet<_>, HashSet<_>) = (shown.iter().collect(), there.iter().collect());
    let kind = if owed.difference(&had).next().is_some() {
        Kind::Lost
    } else if had.difference(&owed).next().is_some() {
        Kind::Phantom
    } else if shown.len() > there.len() {
        Kind::Duplicate
    } else {
        Kind::Reordered
    };
    find(kind, format!("{id} shows {shown:?}, the service has {there:?}"));
}

fn check_found(
    ledger: &Ledger,
    mine: &HashSet<ConversationId>,
    seen: &Seen,
    find: &mut impl FnMut(Kind, String),
) {
    let owed: HashSet<(ConversationId, MessageId)> = mine
        .iter()
        .flat_map(|id| ledger.messages.get(id).into_iter().flatten().map(|entry| (*id, entry.message_id)))
        .collect();
    let found: HashSet<_> = seen.found.iter().copied().collect();
    if found.len() < seen.found.len() {
        find(Kind::Duplicate, "the search finds a message twice".to_owned());
    }
    for (id, message_id) in owed.difference(&found) {
        find(Kind::Lost, format!("the search does not find {message_id} in {id}"));
    }
    for (id, message_id) in found.difference(&owed) {
        let kind = if mine.contains(id) { Kind::Phantom } else { Kind::AfterRemoval };
        find(kind, format!("the search finds {message_id} in {id}"));
    }
}

/// Every message that the program took over went out, or is named as not sent.
fn check_kept(pages: &Pages, ledger: &Ledger, desk: &Desk, seen: &Seen, find: &mut impl FnMut(Kind, String)) {
    for (message_id, (_, text)) in pages.kept.iter().filter(|(_, (index, _))| *index == desk.index) {
        let is_sent = ledger.message(*message_id).is_some();
        let is_named = seen.not_sent.iter().any(|message| message.message_id == *message_id);
        let is_waiting = seen.chats.values().flatten().any(|message| message.message_id == *message_id);
        let was_named = is_named || lock(&desk.named).contains(text);
        if !is_sent && !was_named && !is_waiting {
            find(Kind::Lost, format!("{text:?} is neither sent nor named as not sent"));
        }
        // Who never heard the answer, or was interrupted after it, and has no access any more, cannot know.
        let is_shown = seen.found.iter().any(|(_, found)| found == message_id);
        let is_certain =
            pages.sends.get(message_id).is_some_and(|send| send.answered_at > Some(desk.started_at()));
        if is_sent && is_named && (is_shown || is_certain) {
            find(Kind::Duplicate, format!("{text:?} is named as not sent and was"));
        }
    }
}

fn check_drafts(
    desk: &Desk,
    mine: &HashSet<ConversationId>,
    seen: &Seen,
    find: &mut impl FnMut(Kind, String),
) {
    for (id, text) in lock(&desk.drafts).iter() {
        let Some(text) = text else { continue };
        // Above it may stand what came back from a journal that had been set aside.
        let draft = seen.drafts.get(id).map_or("", String::as_str);
        let is_there = mine.contains(id) && draft.split("\n\n").any(|part| part == text);
        if !is_there && !lock(&desk.named).contains(text) {
            let what = format!("{text:?} in {id} is neither there nor named as not sent; {draft:?} is");
            find(Kind::Lost, what);
        }
    }
}
