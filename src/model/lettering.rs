//! How the letters of a language look when it is drawn as pictures.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The fonts of a language, and how large it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lettering {
    /// Its fonts: the first draws what it can, the next what is missing in those before.
    pub fonts: Vec<Font>,
    /// Height of the letters' em square, in hundredths of a cell's height.
    pub size: u16,
    /// From one line to the next, in hundredths of a cell's height.
    pub step: u16,
}

impl Lettering {
    /// Hundredths of a cell's height that a size or a step may have: what is smaller cannot be read, what is larger
    /// hardly fits on a screen.
    pub const BOUNDS: std::ops::RangeInclusive<u16> = 40..=400;
}

/// A font file of the pack.
#[derive(Clone, PartialEq, Eq)]
pub struct Font {
    /// Where it stands in the pack.
    pub path: String,
    /// The file, shared with whoever draws.
    pub bytes: Arc<Cow<'static, [u8]>>,
}

impl fmt::Debug for Font {
    /// Without the bytes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Font({}, {} bytes)", self.path, self.bytes.len())
    }
}
