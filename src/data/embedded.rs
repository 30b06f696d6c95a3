//! The La Spezia pack inside the binary.

use include_dir::{Dir, include_dir};

use super::files::Files;

static PACK: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data");

/// The pack that is always there.
pub fn embedded() -> Files {
    Files::embedded(&PACK)
}
