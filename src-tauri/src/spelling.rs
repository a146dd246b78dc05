//! Spelling is checked where messages are written, by the dictionaries of this computer: no text leaves it. The
//! screens say which fields; here is only what the web view needs to be told.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;

#[cfg(not(target_os = "linux"))]
pub(crate) use elsewhere::check;
#[cfg(target_os = "linux")]
pub(crate) use linux::check;
