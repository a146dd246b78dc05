//! Looking for many secrets in many places, in one pass over each.

use super::form::forms;
use super::inflate::streams;
use crate::process::Process;
use aho_corasick::AhoCorasick;
use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

/// Bytes of a process's memory that are looked at together.
const PIECE: u64 = 8 << 20;
/// Shown around a hit, in bytes on either side.
const CONTEXT: usize = 60;

/// A secret that was found.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The file, or the process and its mapping.
    pub place: String,
    /// What kind of secret, and in what form.
    pub secret: String,
    /// What stands around it.
    pub context: String,
}

impl fmt::Debug for Hit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {}: {}", self.secret, self.place, self.context)
    }
}

/// Knows all secrets in all their forms.
pub struct Scanner {
    automaton: AhoCorasick,
    names: Vec<String>,
    longest: usize,
}

impl Scanner {
    /// A scanner for these secrets, each with what kind it is.
    ///
    /// # Panics
    /// When a secret is too short to be told from chance: under 12 bytes.
    pub fn new<'a>(secrets: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let (mut names, mut patterns) = (Vec::new(), Vec::new());
        for (kind, secret) in secrets {
            assert!(secret.len() >= 12, "a secret of the kind {kind} is too short to look for");
            for (form, pattern) in forms(secret) {
                names.push(format!("{kind}, {form}"));
                patterns.push(pattern);
            }
        }
        let longest = patterns.iter().map(Vec::len).max().unwrap_or(0);
        let automaton = AhoCorasick::new(&patterns).expect("the patterns fit into an automaton");
        Self { automaton, names, longest }
    }

    /// What stands in these bytes.
    pub fn bytes(&self, place: &str, bytes: &[u8]) -> BTreeSet<Hit> {
        let hits = self.automaton.find_iter(bytes).map(|found| {
            let around = found.start().saturating_sub(CONTEXT)..bytes.len().min(found.end() + CONTEXT);
            Hit {
                place: place.to_owned(),
                secret: self.names[found.pattern()].clone(),
                context: bytes[around].escape_ascii().to_string(),
            }
        });
        hits.collect()
    }

    /// What stands in a file, or unpacked from it, or in its name.
    pub fn file(&self, path: &Path) -> BTreeSet<Hit> {
        let place = path.display().to_string();
        let mut hits = self.bytes(&format!("the name of {place}"), place.as_bytes());
        let Ok(bytes) = std::fs::read(path) else { return hits };
        hits.extend(self.bytes(&place, &bytes));
        for unpacked in streams(&bytes) {
            hits.extend(self.bytes(&format!("{place}, unpacked"), &unpacked));
        }
        hits
    }

    /// What stands in the files of a folder and all folders below it.
    pub fn folder(&self, folder: &Path) -> BTreeSet<Hit> {
        super::files(folder).iter().flat_map(|file| self.file(file)).collect()
    }

    /// What stands in a process's command line and environment.
    pub fn start_of(&self, process: &Process) -> BTreeSet<Hit> {
        let mut hits = self.bytes(&format!("the command line of {process}"), &process.command_line());
        hits.extend(self.bytes(&format!("the environment of {process}"), &process.environment()));
        hits
    }

    /// What stands in the memory of a process: every readable page that it has made its own or has in use.
    pub fn memory_of(&self, process: &Process) -> BTreeSet<Hit> {
        let mut hits = BTreeSet::new();
        for mapping in process.mappings() {
            let place = format!("{process}, {}", mapping.name);
            for run in process.pages_in_use(&mapping) {
                let mut at = run.start;
                while at < run.end {
                    let piece = at..run.end.min(at + PIECE + self.longest as u64);
                    hits.extend(self.bytes(&place, &process.read(piece)));
                    at += PIECE;
                }
            }
        }
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use flate2::Compression;
    use flate2::read::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Read;
    use std::process::{Command, Stdio};
    use tempfile::TempDir;

    const SECRET: &str = "kovesitarumebalo";

    fn packed(mut stream: impl Read) -> Vec<u8> {
        let mut bytes = b"before it ".to_vec();
        stream.read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn a_secret_is_found_in_every_form() {
        let text = format!("Dear {SECRET}, how are you? {}", "I am fine, thank you. ".repeat(20));
        let folder = TempDir::new().unwrap();
        let plain = text.as_bytes();
        let files: [(&str, Vec<u8>); 9] = [
            ("plain", plain.to_vec()),
            ("wide", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ("base64", STANDARD.encode(plain).into_bytes()),
            ("hex", hex::encode(plain).into_bytes()),
            ("gzip", packed(GzEncoder::new(plain, Compression::default()))),
            ("zlib", packed(ZlibEncoder::new(plain, Compression::fast()))),
            ("deflate", packed(DeflateEncoder::new(plain, Compression::best()))[10..].to_vec()),
            ("zstandard", packed(zstd::stream::read::Encoder::new(plain, 3).unwrap())),
            (SECRET, Vec::new()),
        ];
        let scanner = Scanner::new([("name", SECRET.as_bytes())]);
        for (name, bytes) in &files {
            std::fs::write(folder.path().join(name), bytes).unwrap();
            let hits = scanner.file(&folder.path().join(name));
            assert!(!hits.is_empty(), "{name}");
            let hidden = !["plain", "wide", "base64", "hex", "zstandard"].contains(name);
            assert_eq!(scanner.bytes(name, bytes).is_empty(), hidden, "{name}: {hits:?}");
        }
        assert!(scanner.folder(folder.path()).len() >= files.len());
    }

    #[test]
    fn a_secret_is_found_in_the_memory_and_the_environment_of_a_process() {
        let scanner = Scanner::new([("name", SECRET.as_bytes())]);
        for (value, found) in [(SECRET, true), ("kovesitarumebali", false)] {
            let mut child = Command::new("sh")
                .args(["-c", "echo ready; read _"])
                .env("WORD", value)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            // Before that its memory and its environment may not be in place yet.
            child.stdout.as_mut().unwrap().read_exact(&mut [0; 6]).unwrap();
            let process = Process::of(child.id()).unwrap();
            assert_eq!(!scanner.memory_of(&process).is_empty(), found);
            assert_eq!(!scanner.start_of(&process).is_empty(), found);
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
}
