//! Memory that is given back holds nothing any more: names, texts, tokens and keys pass through many hands, and most
//! of them only free what they held.

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
mod allocator;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod c_heap;
mod stack;
#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod web_heap;

pub(crate) use stack::wipe_stack;
