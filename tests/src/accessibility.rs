//! What a screen reader gets to know of a program: its tree of accessible objects and its announcements, over AT-SPI,
//! the bus that screen readers use on Linux.

mod announcements;
mod bus;
mod node;
mod role;
mod state;
mod walk;

pub use announcements::Announcements;
pub use bus::ScreenReader;
pub use node::Node;
pub use state::{State, States};
pub use walk::{Action, Step, Walk, as_written};
