mod applying;
mod at_rest;
mod history_gaps;
mod keeping;
mod listing;
mod plans;
mod practice;
mod properties;
mod searching;

use super::*;
use practice::Practice;

/// A query's words are never a reason to fail, whatever they are.
const HOSTILE: [&str; 6] = ["\"", "* OR *", "a\0b", "') --", "NEAR(a b)", "\u{10FFFF}"];
