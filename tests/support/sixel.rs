//! A sixel picture read back into pixels, as a terminal reads it.

/// A picture.
pub(crate) struct Picture {
    /// Its size, as it says itself.
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Lines of pixels with the register of each, `None` where nothing was painted. As many as bands reach.
    pub(crate) pixels: Vec<Vec<Option<usize>>>,
    /// Red, green and blue of each register, in hundredths.
    pub(crate) colours: Vec<[usize; 3]>,
}

/// Reads a strip: the cursor kept, one picture, the cursor moved on by one.
pub(crate) fn read(strip: &str) -> Picture {
    let body = strip.strip_prefix("\x1b7\x1bP0;1q").expect("begins as a strip");
    let body = body.strip_suffix("\x1b\\\x1b8\x1b[C").expect("ends as a strip");
    assert!(!body.contains('\x1b') && body.is_ascii(), "one picture and nothing else");
    let mut picture = Picture { width: 0, height: 0, pixels: Vec::new(), colours: Vec::new() };
    let (mut x, mut y, mut register) = (0, 0, 0);
    let mut rest = body;
    while let Some(command) = rest.chars().next() {
        rest = &rest[1..];
        let mut numbers = Vec::new();
        if matches!(command, '"' | '#' | '!') {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(rest.len());
            numbers = rest[..end].split(';').map(|number| number.parse::<usize>().unwrap()).collect();
            rest = &rest[end..];
        }
        let (mut times, mut sign) = (1, command);
        match (command, &numbers[..]) {
            ('"', [1, 1, width, height]) => (picture.width, picture.height) = (*width, *height),
            ('#', [at]) => register = *at,
            ('#', [at, 2, red, green, blue]) => {
                assert_eq!(*at, picture.colours.len(), "registers are given in order");
                picture.colours.push([*red, *green, *blue]);
            }
            ('$', []) => x = 0,
            ('-', []) => (x, y) = (0, y + 6),
            ('!', [count]) => {
                times = *count;
                sign = rest.chars().next().unwrap();
                rest = &rest[1..];
            }
            ('?'..='~', []) => {}
            other => panic!("no sixel: {other:?}"),
        }
        if let '?'..='~' = sign {
            let bits = u32::from(sign) - u32::from('?');
            for bit in (0..6).filter(|bit| bits >> bit & 1 == 1) {
                while picture.pixels.len() <= y + bit {
                    picture.pixels.push(Vec::new());
                }
                let line = &mut picture.pixels[y + bit];
                line.resize(line.len().max(x + times), None);
                line[x..x + times].fill(Some(register));
            }
            x += times;
        }
    }
    picture
}
