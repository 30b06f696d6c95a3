//! What a technician says the terminal can draw, instead of asking it.

use crate::text::picture::CellPx;
use crate::text::{Caps, Cells};

/// What `--caps` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedCaps {
    /// Latin and Cyrillic only, as on the bare Linux console.
    Latin,
    /// Everything a grid of cells can show at all, no pictures.
    Cells,
    /// Pictures too; the terminal says how large a cell is, unless it is said here.
    Sixel(Option<CellPx>),
}

impl AskedCaps {
    /// With what the terminal says of its cells.
    pub(super) fn caps(self, cell: impl FnOnce() -> Option<CellPx>) -> Caps {
        match self {
            Self::Latin => Caps { cells: Cells::Narrow, pictures: None },
            Self::Cells => Caps { cells: Cells::Forced, pictures: None },
            Self::Sixel(said) => Caps { cells: Cells::Ordered, pictures: said.or_else(cell) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_goes_before_what_is_found() {
        let (said, found) = (CellPx { width: 10, height: 20 }, CellPx { width: 8, height: 16 });
        assert_eq!(AskedCaps::Sixel(Some(said)).caps(|| Some(found)).pictures, Some(said));
        assert_eq!(AskedCaps::Sixel(None).caps(|| Some(found)).pictures, Some(found));
        assert_eq!(AskedCaps::Sixel(None).caps(|| None).pictures, None);
        assert_eq!(AskedCaps::Cells.caps(|| Some(found)).pictures, None);
    }
}
