//! Which chat the person is looking at: the one on the screen, while the window has the keyboard.

use allia_protocol::id::ConversationId;
use std::sync::{Mutex, PoisonError};

#[derive(Clone, Copy, Default)]
struct Looking {
    chat: Option<ConversationId>,
    focused: bool,
}

/// The chat on the screen and whether the window has the keyboard.
#[derive(Default)]
pub(crate) struct Front(Mutex<Looking>);

impl Front {
    /// Notes which chat is on the screen; returns the chat in front.
    pub(crate) fn set_chat(&self, chat: Option<ConversationId>) -> Option<ConversationId> {
        self.change(|looking| looking.chat = chat)
    }

    /// Notes whether the window has the keyboard; returns the chat in front.
    pub(crate) fn set_focused(&self, focused: bool) -> Option<ConversationId> {
        self.change(|looking| looking.focused = focused)
    }

    fn change(&self, change: impl FnOnce(&mut Looking)) -> Option<ConversationId> {
        let mut looking = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut looking);
        looking.chat.filter(|_| looking.focused)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chat_is_in_front_only_while_the_window_has_the_keyboard() {
        let front = Front::default();
        let chat = ConversationId::generate();
        assert_eq!(front.set_chat(Some(chat)), None);
        assert_eq!(front.set_focused(true), Some(chat));
        assert_eq!(front.set_focused(false), None);
    }
}
