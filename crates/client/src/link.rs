//! Links from other programs, such as the record system's: `allia-messages://conversation/<id>`. One opens a
//! conversation, and there is nothing else that it could do.

use allia_protocol::id::ConversationId;

/// The scheme that the program is registered for with the operating system.
pub const SCHEME: &str = "allia-messages";

const CONVERSATION: &str = "allia-messages://conversation/";
/// The form in which the service writes ids, with hyphens; other forms of a UUID are none.
const ID_LENGTH: usize = 36;

/// The conversation that a link leads to. `None` for every text that is not exactly such a link: nothing is trimmed,
/// decoded or guessed.
pub fn conversation_in(link: &str) -> Option<ConversationId> {
    let id = link.strip_prefix(CONVERSATION)?;
    (id.len() == ID_LENGTH).then(|| id.parse().ok())?
}

/// The link that leads to a conversation.
pub fn link_to(conversation_id: ConversationId) -> String {
    format!("{CONVERSATION}{conversation_id}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LINK: &str = "allia-messages://conversation/0199b1c2-7a40-7cc3-98c4-dc0c0c07398f";

    #[test]
    fn a_link_leads_to_its_conversation_in_either_case() {
        let id = conversation_in(LINK).unwrap();
        assert_eq!(link_to(id), LINK);
        let upper =
            LINK.replace("0199b1c2-7a40-7cc3-98c4-dc0c0c07398f", "0199B1C2-7A40-7CC3-98C4-DC0C0C07398F");
        assert_eq!(conversation_in(&upper), Some(id));
        assert!(LINK.starts_with(&format!("{SCHEME}://")));
    }

    #[test]
    fn what_only_looks_like_a_link_leads_nowhere() {
        for other in [
            "",
            "allia-messages:",
            "allia-messages://conversation/",
            "allia-messages://message/0199b1c2-7a40-7cc3-98c4-dc0c0c07398f",
            "allia-messages://user@conversation/0199b1c2-7a40-7cc3-98c4-dc0c0c07398f",
            "allia-messages:conversation/0199b1c2-7a40-7cc3-98c4-dc0c0c07398f",
            "ALLIA-MESSAGES://conversation/0199b1c2-7a40-7cc3-98c4-dc0c0c07398f",
            "https://conversation/0199b1c2-7a40-7cc3-98c4-dc0c0c07398f",
            "allia-messages://conversation/0199b1c27a407cc398c4dc0c0c07398f",
            "allia-messages://conversation/{0199b1c2-7a40-7cc3-98c4-dc0c0c0739}",
            "allia-messages://conversation/0199b1c2-7a40-7cc3-98c4-dc0c0c07398f/",
            "allia-messages://conversation/0199b1c2-7a40-7cc3-98c4-dc0c0c07398f?text=hello",
            "allia-messages://conversation/0199b1c2-7a40-7cc3-98c4-dc0c0c07398f#5",
            "allia-messages://conversation/../settings/7a40-7cc3-98c4-dc0c0c07398f",
            " allia-messages://conversation/0199b1c2-7a40-7cc3-98c4-dc0c0c07398f",
            "allia-messages://conversation/0199b1c2-7a40-7cc3-98c4-dc0c0c07398f\n",
            "allia-messages://conversation/%30199b1c2-7a40-7cc3-98c4-dc0c0c073",
        ] {
            assert_eq!(conversation_in(other), None, "{other:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_leads_somewhere_is_a_link_and_nothing_more(
            text in prop_oneof![
                any::<String>(),
                "allia-messages://[a-z]{0,13}/[0-9a-fA-F{}:/?#%. -]{0,45}",
                "allia-messages://conversation/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}[ -~]{0,1}",
            ],
        ) {
            if let Some(id) = conversation_in(&text) {
                prop_assert_eq!(link_to(id), text.to_lowercase());
            }
        }

        #[test]
        fn every_conversation_has_a_link(bytes in any::<[u8; 16]>()) {
            let id = ConversationId::from_uuid(uuid::Uuid::from_bytes(bytes));
            prop_assert_eq!(conversation_in(&link_to(id)), Some(id));
        }
    }
}
