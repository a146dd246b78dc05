//! The states of an accessible object, as far as the stories ask for them.

use std::fmt;

/// Writes the states down once: as a type, and as the list of all of them.
macro_rules! states {
    ($($(#[$what:meta])* $name:ident = $number:literal,)*) => {
        /// A state, by its number in AT-SPI's `AtspiStateType`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum State {
            $($(#[$what])* $name = $number,)*
        }

        const ALL: &[State] = &[$(State::$name),*];
    };
}

states! {
    /// A box that is ticked, or a switch that is on.
    Checked = 4,
    /// Its text can be changed.
    Editable = 7,
    /// It can be opened and closed, such as a disclosure.
    Expandable = 9,
    /// It is open.
    Expanded = 10,
    /// It can take the keyboard.
    Focusable = 11,
    /// It has the keyboard.
    Focused = 12,
    /// Nothing beside it can be used.
    Modal = 16,
    /// It takes more than one line.
    MultiLine = 17,
    /// It is the chosen one of several.
    Selected = 23,
    /// It can be used; a disabled control has not got this.
    Sensitive = 24,
    /// It is drawn.
    Showing = 25,
    /// It must be filled in.
    Required = 33,
    /// What is in it is wrong.
    InvalidEntry = 36,
}

/// A set of states.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct States(u64);

impl States {
    /// From the two halves in which AT-SPI sends them, the lower one first.
    pub fn from_halves(halves: &[u32]) -> Self {
        Self(halves.iter().rev().fold(0, |all, half| all << 32 | u64::from(*half)))
    }

    /// Whether the state is among them.
    pub fn has(self, state: State) -> bool {
        self.0 >> (state as u8) & 1 == 1
    }
}

impl fmt::Debug for States {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(ALL.iter().filter(|state| self.has(**state))).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_of_the_upper_half_is_found_there() {
        let states = States::from_halves(&[1 << 12, 1 << 1]);
        assert!(states.has(State::Focused) && states.has(State::Required));
        assert!(!states.has(State::Modal));
        assert_eq!(format!("{states:?}"), "[Focused, Required]");
    }
}
