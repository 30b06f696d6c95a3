//! A short fingerprint of a text: which Italian a translation was made from, and which translation was checked.

use std::fmt;

/// 32 bits of a text. They stand in files, so they are the same on every machine and in every version of the program
/// (FNV-1a; what the standard library hashes with may change). One replaced byte always shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u32);

impl Fingerprint {
    /// That of a text.
    pub fn of(text: &str) -> Self {
        Self(text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)))
    }

    /// As it stands in a file; nothing when it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let is_hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        let well_formed = text.len() == 8 && text.chars().all(is_hex);
        well_formed.then(|| u32::from_str_radix(text, 16).ok().map(Self)).flatten()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_never_changes() {
        assert_eq!(Fingerprint::of("").to_string(), "811c9dc5");
        assert_eq!(Fingerprint::of("a").to_string(), "e40c292c");
        assert_eq!(Fingerprint::of("foobar").to_string(), "bf9cf968");
    }

    #[test]
    fn it_is_read_as_it_is_written() {
        for text in ["", "Porta il passaporto.", "Porta il passaporto"] {
            let print = Fingerprint::of(text);
            assert_eq!(Fingerprint::parse(&print.to_string()), Some(print));
        }
        for wrong in ["", "e40c292", "e40c292ca", "E40C292C", "+40c292c", "è0c292c"] {
            assert_eq!(Fingerprint::parse(wrong), None, "{wrong}");
        }
    }
}
