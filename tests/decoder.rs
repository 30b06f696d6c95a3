//! Properties of the input decoder: no chunking matters, no bytes make it deaf, no report becomes text (R2 to R5).

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use vademecum::kiosk::decoder::Decoder;

/// What a visitor can type to make crossterm 0.29's reader deaf (M1), and the like: starts of everything there is.
const DEAFENING: &[&[u8]] = &[
    b"\x1b[",
    b"\x1b[200~",
    b"\x1b[200~typed\x1b[201",
    b"\x1b[?",
    b"\x1b[?1",
    b"\x1b[<",
    b"\x1b[<0;1",
    b"\x1b[97;5",
    b"\x1b[97;5u",
    b"\x1b[M",
    b"\x1b[M !",
    b"\x1b[[",
    b"\x1b[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1",
    b"\x1bO",
    b"\x1b]",
    b"\x1bP",
    b"\x1bX",
    b"\x1b^",
    b"\x1b_",
    b"\x1b]0;title\x1b",
    b"\xe2\x82",
    b"\x1b\xf0",
];

/// What terminals send of their own accord or in answer (R4). All of these are whole.
const REPORTS: &[&[u8]] = &[
    // device attributes, status, version
    b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
    b"\x1b[>41;354;0c",
    b"\x1b[=1;2c",
    b"\x1b[0n",
    b"\x1bP>|XTerm(390)\x1b\\",
    b"\x1bP!|00000000\x1b\\",
    // where the cursor is, also where it looks like F3 with modifiers
    b"\x1b[24;80R",
    b"\x1b[1;1R",
    b"\x1b[1;2R",
    b"\x1b[?24;80;1R",
    // modes and settings
    b"\x1b[?2026;2$y",
    b"\x1b[4;2$y",
    b"\x1bP1$r0m\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1b[?1;0;256S",
    // windows, colours, clipboard, titles
    b"\x1b[8;24;80t",
    b"\x1b[4;480;640t",
    b"\x1b]11;rgb:0000/0000/0000\x1b\\",
    b"\x1b]11;rgb:0000/0000/0000\x07",
    b"\x1b]52;c;cm0gLXJmIC8K\x07",
    b"\x1b]lsudo reboot\x1b\\",
    "\x1b]0;caffè 家\x1b\\".as_bytes(),
    b"\x1b]8;;\r\n\x1b\\",
    b"\x1bPq#0;2;0;0;0\x07still within\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b^message\x1b\\",
    b"\x1b^message\x1b\x1b\\",
    b"\x1bXstring\x1b\\",
    // focus
    b"\x1b[I",
    b"\x1b[O",
    // mouse: X10, SGR, rxvt
    b"\x1b[M !!",
    b"\x1b[M\xe0\xff\xff",
    b"\x1b[M \0\0",
    b"\x1b[<0;10;20M",
    b"\x1b[<0;10;20m",
    b"\x1b[<99999999999999999999;99999999999999999999;1M",
    b"\x1b[<-1;-1;-1M",
    b"\x1b[32;10;20M",
    b"\x1b[0M",
    // kitty keyboard and modifyOtherKeys
    b"\x1b[?1u",
    b"\x1b[97u",
    b"\x1b[97;5u",
    b"\x1b[97;5:3u",
    b"\x1b[97:65;2;65u",
    b"\x1b[57441;2:3u",
    b"\x1b[1;1:3A",
    b"\x1b[27;5;97~",
    // a whole paste
    b"\x1b[200~line\r\x03\x18\x1b[A\x1b[20\x1b[201~",
];

/// The same inputs in every run, so a red run is red for everybody. `PROPTEST_CASES` and `PROPTEST_RNG_SEED` in the
/// environment ask for more, or for others.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 512,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1060),
        ..ProptestConfig::default()
    }
}

/// Code and modifiers: the equality of `KeyEvent` does not tell `A` with SHIFT from `A` without.
type Key = (KeyCode, KeyModifiers);

const X: Key = (KeyCode::Char('x'), KeyModifiers::NONE);

fn told(events: &[KeyEvent]) -> Vec<Key> {
    events.iter().map(|key| (key.code, key.modifiers)).collect()
}

/// The keys of some reads, and what is left pending after them.
fn fed<'a>(reads: impl IntoIterator<Item = &'a [u8]>) -> (Vec<Key>, Decoder) {
    let mut decoder = Decoder::default();
    let mut out = Vec::new();
    for read in reads {
        decoder.feed(read, &mut out);
    }
    (told(&out), decoder)
}

/// The keys of a silence.
fn lapsed(decoder: &mut Decoder) -> Vec<Key> {
    let mut out = Vec::new();
    decoder.lapse(&mut out);
    told(&out)
}

/// After one silence nothing is pending, and the next key is itself.
fn is_clean_after_lapse(decoder: &mut Decoder) -> bool {
    lapsed(decoder);
    let mut out = Vec::new();
    let quiet = decoder.patience().is_none();
    decoder.feed(b"x", &mut out);
    quiet && told(&out) == [X] && decoder.patience().is_none()
}

/// Bytes as bad as can be: noise, and pieces of what the decoder knows, whole, cut and mixed.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let cut = |table: &'static [&'static [u8]]| {
        (prop::sample::select(table), 0_usize..64)
            .prop_map(|(bytes, keep)| bytes.iter().copied().take(keep).collect::<Vec<u8>>())
    };
    let telling = prop::sample::select(&b"\x1b\x1b[O]P\\;0129?<MZARu~\x07\x18x"[..]);
    let piece = prop_oneof![
        4 => prop::collection::vec(any::<u8>(), 0..8),
        4 => prop::collection::vec(telling, 0..12),
        2 => cut(DEAFENING),
        2 => cut(REPORTS),
        2 => any::<String>().prop_map(String::into_bytes),
        1 => prop::collection::vec(b'0'..=b'?', 60..200),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// The bytes in pieces of the given lengths, the last one taking the rest.
fn pieces<'a>(bytes: &'a [u8], lengths: &[usize]) -> Vec<&'a [u8]> {
    let mut rest = bytes;
    let mut pieces = Vec::new();
    for &length in lengths {
        let (piece, after) = rest.split_at(length.min(rest.len()));
        pieces.push(piece);
        rest = after;
    }
    pieces.push(rest);
    pieces
}

/// Strings that an introducer opens, with what may end each.
fn string() -> impl Strategy<Value = Vec<u8>> {
    let opened = prop::sample::select(vec![
        ("\x1b]", "\x1b\\"),
        ("\x1b]", "\x07"),
        ("\x1bP", "\x1b\\"),
        ("\x1bX", "\x1b\\"),
        ("\x1b^", "\x1b\\"),
        ("\x1b_", "\x1b\\"),
        ("\x1bP", "\x18"),
    ]);
    let body = prop::collection::vec(any::<u8>(), 0..300);
    (opened, body).prop_map(|((start, end), mut body)| {
        body.retain(|byte| !b"\x07\x18\x1a\x1b".contains(byte));
        start.bytes().chain(body).chain(end.bytes()).collect()
    })
}

/// Control sequences that no key has: a private mark, or an intermediate byte.
fn report() -> impl Strategy<Value = Vec<u8>> {
    let bytes = |range: std::ops::RangeInclusive<u8>, most: usize| prop::collection::vec(range, 0..most);
    let last = b'@'..=b'~';
    let private = (b'<'..=b'?', bytes(b'0'..=b'?', 100), bytes(b' '..=b'/', 3), last.clone())
        .prop_map(|(mark, numbers, between, last)| [vec![mark], numbers, between, vec![last]]);
    let intermediate = (bytes(b'0'..=b'?', 100), b' '..=b'/', bytes(b' '..=b'/', 3), last)
        .prop_map(|(numbers, first, between, last)| [numbers, vec![first], between, vec![last]]);
    (prop::sample::select(vec!["\x1b[", "\x1bO"]), prop_oneof![private, intermediate])
        .prop_map(|(start, rest)| [start.as_bytes().to_vec(), rest.concat()].concat())
}

proptest! {
    #![proptest_config(config())]

    /// R2: what a key is does not hang on how the kernel hands over its bytes.
    #[test]
    fn chunking_makes_no_difference(
        bytes in hostile(),
        lengths in prop::collection::vec(0_usize..9, 0..64),
    ) {
        let (keys, mut decoder) = fed([&bytes[..]]);
        let (patience, last) = (decoder.patience(), lapsed(&mut decoder));
        for reads in [bytes.chunks(1).collect(), pieces(&bytes, &lengths)] {
            let (in_reads, mut decoder) = fed(reads);
            prop_assert_eq!(&in_reads, &keys);
            prop_assert_eq!(decoder.patience(), patience);
            prop_assert_eq!(lapsed(&mut decoder), &last[..]);
        }
    }

    /// R2: after any bytes and one silence, the next key is itself.
    #[test]
    fn nothing_makes_it_deaf(bytes in hostile()) {
        let (keys, mut decoder) = fed([&bytes[..]]);
        prop_assert!(keys.len() <= bytes.len());
        prop_assert!(decoder.patience().is_none_or(|time| time <= Duration::from_millis(200)));
        prop_assert!(is_clean_after_lapse(&mut decoder));
    }

    /// R2: silences in the middle of it change nothing of that; at most Esc comes of one.
    #[test]
    fn silences_anywhere_leave_it_clean(
        bytes in hostile(),
        lengths in prop::collection::vec(0_usize..9, 0..64),
    ) {
        let mut decoder = Decoder::default();
        for read in pieces(&bytes, &lengths) {
            decoder.feed(read, &mut Vec::new());
            let esc = [(KeyCode::Esc, KeyModifiers::NONE)];
            prop_assert!(esc.starts_with(&lapsed(&mut decoder)));
            prop_assert_eq!(decoder.patience(), None);
        }
        prop_assert!(is_clean_after_lapse(&mut decoder));
    }

    /// R3: what it shows of itself is all it has, and stays small.
    #[test]
    fn it_stays_small(bytes in hostile()) {
        let (_, decoder) = fed([&bytes[..]]);
        let shown = format!("{decoder:?}");
        prop_assert!(shown.len() <= 512, "{}", shown);
    }

    /// Text comes out as it went in, whichever script.
    #[test]
    fn text_comes_out_in_order(text in any::<String>()) {
        let text: String = text.chars().filter(|&c| is_text(c)).collect();
        prop_assert_eq!(spoken(text.as_bytes()), text);
    }

    /// Bytes that are no UTF-8 cost themselves and nothing more: the standard library is the judge.
    #[test]
    fn broken_text_loses_only_what_is_broken(
        bytes in prop::collection::vec(
            prop_oneof![any::<u8>(), 0x80..=0xbf_u8, 0xc0..=0xff_u8, Just(0xe0), Just(0xed)],
            0..64,
        ),
    ) {
        let bytes: Vec<u8> = bytes.into_iter().filter(|byte| !byte.is_ascii_control()).collect();
        let expected: String =
            String::from_utf8_lossy(&bytes).chars().filter(|&c| is_text(c)).collect();
        prop_assert_eq!(spoken(&bytes), expected);
    }

    /// R4: nothing inside a string is a key.
    #[test]
    fn strings_are_silent(bytes in string()) {
        let (keys, decoder) = fed([&bytes[..]]);
        prop_assert_eq!(keys, []);
        prop_assert_eq!(decoder.patience(), None);
    }

    /// R4: a sequence of a form that keys do not have is silent and whole.
    #[test]
    fn foreign_sequences_are_silent(bytes in report()) {
        let (keys, decoder) = fed([&bytes[..]]);
        prop_assert_eq!(keys, []);
        prop_assert_eq!(decoder.patience(), None);
    }

    /// R3: nothing inside a paste is a key, in whatever reads it comes.
    #[test]
    fn pastes_are_silent(
        bytes in hostile(),
        lengths in prop::collection::vec(0_usize..9, 0..64),
    ) {
        const END: &[u8] = b"\x1b[201~";
        prop_assume!(!bytes.windows(END.len()).any(|window| window == END));
        let paste = [b"\x1b[200~", &bytes[..], END, b"x"].concat();
        prop_assert_eq!(fed(pieces(&paste, &lengths)).0, [X]);
    }
}

/// What the decoder takes for text.
fn is_text(c: char) -> bool {
    let noncharacter = u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c);
    !c.is_control() && !noncharacter && c != '\u{fffd}'
}

/// The characters of the keys, all of which must be plain ones (SHIFT aside).
fn spoken(bytes: &[u8]) -> String {
    let (keys, _) = fed([bytes]);
    keys.iter()
        .map(|key| match *key {
            (KeyCode::Char(c), KeyModifiers::NONE | KeyModifiers::SHIFT) => c,
            _ => char::REPLACEMENT_CHARACTER,
        })
        .collect()
}

/// M1: none of these, left unfinished, holds back the next key.
#[test]
fn what_makes_crossterm_deaf_does_not_make_this_deaf() {
    for bytes in DEAFENING {
        let (keys, mut decoder) = fed([*bytes]);
        assert_eq!(keys, [], "{}", bytes.escape_ascii());
        assert!(is_clean_after_lapse(&mut decoder), "{}", bytes.escape_ascii());
    }
}

/// M1, as slowly as hands type: the silence after Alt+[ makes the rest plain text.
#[test]
fn alt_bracket_typed_slowly_is_dropped() {
    let (mut keys, mut decoder) = fed([&b"\x1b["[..]]);
    keys.extend(lapsed(&mut decoder));
    assert_eq!(keys, []);
    let mut out = Vec::new();
    decoder.feed(b"200~", &mut out);
    assert_eq!(told(&out).len(), 4);
    assert_eq!(decoder.patience(), None);
}

/// R4, in one read and cut at every place: no event, and nothing of it left over for the next key.
#[test]
fn reports_are_consumed_whole() {
    for report in REPORTS {
        for cut in 0..=report.len() {
            let (start, end) = report.split_at(cut);
            let name = || format!("{} | {}", start.escape_ascii(), end.escape_ascii());
            let (keys, decoder) = fed([start, end]);
            assert_eq!((keys, decoder.patience()), (vec![], None), "{}", name());
            assert_eq!(fed([start, end, b"x"]).0, [X], "{}", name());
        }
    }
}

/// R3: pasted or sent by a broken terminal, ended or not, 16 MiB are discarded and no memory is asked for.
#[test]
fn sixteen_mebibytes_are_nothing() {
    for (start, filler, end) in
        [("\x1b[200~", b'a', "\x1b[201~"), ("\x1b[200~", b'\x1b', ""), ("\x1b]", b'a', "\x1b\\"), ("\x1b[", b'1', "A")]
    {
        let block = vec![filler; 64 * 1024];
        let mut decoder = Decoder::default();
        let mut out = Vec::new();
        decoder.feed(start.as_bytes(), &mut out);
        for _ in 0..256 {
            decoder.feed(&block, &mut out);
        }
        decoder.feed(end.as_bytes(), &mut out);
        assert_eq!(out.capacity(), 0, "{}", start.escape_debug());
        assert_eq!(decoder.patience().is_none(), !end.is_empty());
        assert!(is_clean_after_lapse(&mut decoder));
    }
    assert!(size_of::<Decoder>() <= 160, "and it owns no memory elsewhere: see `it_stays_small`");
}
