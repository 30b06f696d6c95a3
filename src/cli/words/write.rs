//! Writing files of a pack: each is there whole, old or new, at any moment.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::failure::Failure;
use crate::data::translation::Change;

/// A new file beside the one it will replace; taken away again if it never does.
struct Draft {
    draft: PathBuf,
    file: PathBuf,
}

impl Drop for Draft {
    fn drop(&mut self) {
        // After its renaming there is none.
        let _ = fs::remove_file(&self.draft);
    }
}

/// Writes all files, or none when one of them cannot be written.
pub(super) fn all(folder: &Path, changes: &[Change]) -> Result<(), Failure> {
    let drafts = changes.iter().map(|change| {
        let file = folder.join(&change.path);
        draft(&file, &change.text).map_err(|error| cannot(&file, &error))
    });
    let drafts = drafts.collect::<Result<Vec<_>, _>>()?;
    for draft in &drafts {
        fs::rename(&draft.draft, &draft.file).map_err(|error| cannot(&draft.file, &error))?;
    }
    Ok(())
}

/// Hidden files are no part of a pack: nobody reads a draft.
fn draft(file: &Path, text: &str) -> io::Result<Draft> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let place = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(place)?;
    let draft = place.join(format!(".{name}.{}", std::process::id()));
    let mut open = fs::OpenOptions::new().write(true).create_new(true).open(&draft)?;
    let draft = Draft { draft, file: file.to_owned() };
    open.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(file) {
        open.set_permissions(old.permissions())?;
    }
    open.sync_all()?;
    Ok(draft)
}

fn cannot(file: &Path, error: &io::Error) -> Failure {
    Failure::could_not_run(format!("cannot write {}: {error}", file.display()))
}
