//! Processes as the operating system shows them to their owner: how they were started, and what is in their memory.

use std::fmt;
use std::fs::File;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::time::Duration;

/// Of an entry in `pagemap`: the page is in memory, or in the swap.
const PRESENT_OR_SWAPPED: u64 = 1 << 63 | 1 << 62;
const PAGE: u64 = 4096;
/// In which the system counts computing.
const TICK: Duration = Duration::from_millis(10);

/// A running process.
#[derive(Clone, Debug)]
pub struct Process {
    /// Its number.
    pub id: u32,
    /// Its program.
    pub name: String,
}

/// A stretch of a process's address space that can be read.
pub struct Mapping {
    /// Where it lies.
    pub addresses: Range<u64>,
    /// The file behind it, or what the system calls it.
    pub name: String,
}

impl fmt::Display for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name, self.id)
    }
}

impl Process {
    /// The processes of a process group.
    pub fn group(group: u32) -> Vec<Self> {
        let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        ids.filter(|id| stat_field(*id, 2) == Some(group)).filter_map(Self::of).collect()
    }

    /// The process with this number, if there is one.
    pub fn of(id: u32) -> Option<Self> {
        let name = std::fs::read_to_string(format!("/proc/{id}/comm")).ok()?.trim().to_owned();
        Some(Self { id, name })
    }

    /// Whether it still runs. A process that has ended and was not asked for its result does not.
    pub fn runs(&self) -> bool {
        let stat = std::fs::read_to_string(self.folder().join("stat")).unwrap_or_default();
        after_name(&stat).split_whitespace().next().is_some_and(|state| state != "Z")
    }

    /// The process that started it.
    pub fn parent(&self) -> Option<u32> {
        stat_field(self.id, 1)
    }

    /// Sends it a signal, such as `KILL`.
    pub fn signal(&self, name: &str) {
        let arguments = ["-s".to_owned(), name.to_owned(), self.id.to_string()];
        let _ = std::process::Command::new("kill").args(arguments).status();
    }

    /// The folder in which it writes what has no other place, a core file for one.
    pub fn working_directory(&self) -> Option<PathBuf> {
        std::fs::read_link(self.folder().join("cwd")).ok()
    }

    /// Its command line.
    pub fn command_line(&self) -> Vec<u8> {
        std::fs::read(self.folder().join("cmdline")).unwrap_or_default()
    }

    /// The environment that it was started with.
    pub fn environment(&self) -> Vec<u8> {
        std::fs::read(self.folder().join("environ")).unwrap_or_default()
    }

    /// What the system says about its memory, in KiB: the proportional set size.
    pub fn memory_kib(&self) -> u64 {
        let rollup = std::fs::read_to_string(self.folder().join("smaps_rollup")).unwrap_or_default();
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
        line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
    }

    /// How long it has computed, for itself and in the kernel.
    pub fn processor_time(&self) -> Duration {
        let ticks = [11, 12].into_iter().filter_map(|field| stat_field(self.id, field)).sum::<u32>();
        TICK * ticks
    }

    /// What it can read of its address space.
    pub fn mappings(&self) -> Vec<Mapping> {
        let maps = std::fs::read_to_string(self.folder().join("maps")).unwrap_or_default();
        maps.lines().filter_map(readable).collect()
    }

    /// The parts of a mapping that are in memory or in the swap. What was never touched, or is only in a file, holds
    /// nothing of the process's own.
    pub fn pages_in_use(&self, mapping: &Mapping) -> Vec<Range<u64>> {
        let Ok(pages) = File::open(self.folder().join("pagemap")) else {
            return vec![mapping.addresses.clone()];
        };
        let count = (mapping.addresses.end - mapping.addresses.start) / PAGE;
        let mut entries = vec![0; usize::try_from(count * 8).expect("a mapping fits into memory")];
        let Ok(read) = pages.read_at(&mut entries, mapping.addresses.start / PAGE * 8) else {
            return Vec::new();
        };
        let (entries, _) = entries[..read].as_chunks::<8>();
        let mut runs: Vec<Range<u64>> = Vec::new();
        let mut at = mapping.addresses.start;
        for entry in entries {
            if u64::from_le_bytes(*entry) & PRESENT_OR_SWAPPED != 0 {
                match runs.last_mut() {
                    Some(run) if run.end == at => run.end += PAGE,
                    _ => runs.push(at..at + PAGE),
                }
            }
            at += PAGE;
        }
        runs
    }

    /// The bytes at these addresses, as many as can be read.
    pub fn read(&self, addresses: Range<u64>) -> Vec<u8> {
        let Ok(memory) = File::open(self.folder().join("mem")) else { return Vec::new() };
        let mut bytes = vec![0; usize::try_from(addresses.end - addresses.start).expect("a piece of memory")];
        let mut filled = 0;
        while let Ok(read @ 1..) = memory.read_at(&mut bytes[filled..], addresses.start + filled as u64) {
            filled += read;
        }
        bytes.truncate(filled);
        bytes
    }

    fn folder(&self) -> PathBuf {
        PathBuf::from(format!("/proc/{}", self.id))
    }
}

fn readable(line: &str) -> Option<Mapping> {
    let mut words = line.split_whitespace();
    let (start, end) = words.next()?.split_once('-')?;
    let addresses = u64::from_str_radix(start, 16).ok()?..u64::from_str_radix(end, 16).ok()?;
    let may_read = words.next()?.starts_with('r');
    let name = words.skip(3).collect::<Vec<_>>().join(" ");
    let name = if name.is_empty() {
        format!("memory at {start}, {} KiB", (addresses.end - addresses.start) >> 10)
    } else {
        name
    };
    // The kernel's own pages: the clock, which nobody may read from outside.
    let kernels = matches!(name.as_str(), "[vvar]" | "[vvar_vclock]" | "[vsyscall]");
    (may_read && !kernels).then_some(Mapping { addresses, name })
}

/// A number behind the process's name in `stat`: 1 is the parent, 2 the process group, 11 and 12 the time it computed.
fn stat_field(id: u32, index: usize) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    after_name(&stat).split_whitespace().nth(index)?.parse().ok()
}

/// A name may hold anything, brackets and spaces too.
fn after_name(stat: &str) -> &str {
    stat.rsplit(')').next().unwrap_or_default()
}
