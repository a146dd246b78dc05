//! Linux: a file in the desktop's folder for such programs, as the autostart specification of freedesktop.org has it.

use super::HIDDEN;
use std::io;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};

const FILE: &str = "autostart/allia-messages.desktop";

pub(super) fn set(app: &AppHandle, wanted: bool) -> io::Result<()> {
    let folder = app.path().config_dir().map_err(io::Error::other)?;
    set_in(&folder.join(FILE), &program()?, wanted)
}

/// An AppImage is unpacked anew for each run: its own file is what can be started again.
fn program() -> io::Result<PathBuf> {
    std::env::var_os("APPIMAGE").map_or_else(std::env::current_exe, |image| Ok(PathBuf::from(image)))
}

fn set_in(file: &Path, program: &Path, wanted: bool) -> io::Result<()> {
    let there = match std::fs::read_to_string(file) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let entry = wanted.then(|| entry(program)).transpose()?;
    match (there, entry) {
        (there, entry) if there == entry => Ok(()),
        (_, None) => std::fs::remove_file(file),
        (_, Some(entry)) => {
            if let Some(folder) = file.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(file, entry)
        }
    }
}

fn entry(program: &Path) -> io::Result<String> {
    let program = quoted(program)?;
    Ok(format!(
        "[Desktop Entry]\nType=Application\nName=Allia Messages\nExec={program} {HIDDEN}\nIcon=allia-messages\n\
         Terminal=false\nX-GNOME-Autostart-enabled=true\n"
    ))
}

/// In double quotes, inside which four characters are escaped. The whole value is a string with escapes of its own, so
/// each backslash is doubled once more, and `%` begins a field code.
fn quoted(program: &Path) -> io::Result<String> {
    let refused = || io::Error::new(io::ErrorKind::InvalidInput, "the program's path cannot be written down");
    let path = program.to_str().filter(|path| !path.contains(char::is_control)).ok_or_else(refused)?;
    let mut quoted = String::from('"');
    for character in path.chars() {
        match character {
            '\\' => quoted.push_str("\\\\\\\\"),
            '"' | '`' | '$' => quoted.extend(['\\', '\\', character]),
            '%' => quoted.push_str("%%"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    Ok(quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            Self(std::env::temp_dir().join(format!("allia-autostart-{}-{name}", std::process::id())))
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn the_file_is_there_while_it_is_wanted_and_gone_after() {
        let folder = Folder::new("wanted");
        let (file, program) = (folder.0.join(FILE), Path::new("/opt/allia-messages/allia-messages"));
        set_in(&file, program, false).unwrap();
        assert!(!folder.0.exists(), "nothing is made while nothing is wanted");
        set_in(&file, program, true).unwrap();
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains("\nExec=\"/opt/allia-messages/allia-messages\" --hidden\n"), "{text}");
        set_in(&file, program, true).unwrap();
        set_in(&file, program, false).unwrap();
        assert!(!file.exists());
    }

    #[test]
    fn a_program_that_moved_is_found_at_its_new_place() {
        let folder = Folder::new("moved");
        let file = folder.0.join(FILE);
        set_in(&file, Path::new("/old/allia-messages"), true).unwrap();
        set_in(&file, Path::new("/new/allia-messages"), true).unwrap();
        assert!(std::fs::read_to_string(&file).unwrap().contains("\"/new/allia-messages\""));
    }

    #[test]
    fn no_path_can_add_a_line_or_a_word() {
        assert_eq!(quoted(Path::new("/opt/a b/c%d")).unwrap(), r#""/opt/a b/c%%d""#);
        assert_eq!(quoted(Path::new(r#"/o"p$t`\x"#)).unwrap(), r#""/o\\"p\\$t\\`\\\\x""#);
        assert!(quoted(Path::new("/opt/a\nExec=evil")).is_err());
    }
}
