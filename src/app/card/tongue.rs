//! Names of languages, each in its own letters where they can be drawn.

use crate::app::Cx;
use crate::text::{Means, fits_cells};

/// The name of the person's language for the rows of the frame, which are never pictures.
pub fn in_frame(cx: &Cx<'_>) -> String {
    let page = cx.page();
    if cx.scribe.frame(page) == page {
        return language_name(cx, page.as_str());
    }
    // As the names of the others, with a capital.
    let mut letters = latin_name(page.as_str()).chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The own name of a language, as far as the pack knows it; else its code.
fn language_name(cx: &Cx<'_>, code: &str) -> String {
    let known = cx.catalog.manifest.languages.iter().find(|language| language.id.as_str() == code);
    known.map_or_else(|| spoken_name(code), |language| language.name.clone())
}

/// A name as it can be drawn on the page: in Latin letters where the page's cells, or the fonts of its pictures, have
/// none of its own.
pub fn on_page(cx: &Cx<'_>, code: &str) -> String {
    let name = language_name(cx, code);
    let drawable = match cx.setting().means {
        _ if cx.lang.as_str() == code => true,
        Means::Cells => fits_cells(&name),
        Means::Pictures => name.chars().all(|c| c < '\u{250}'),
    };
    if drawable { name } else { latin_name(code).to_owned() }
}

/// Own names of languages in Latin letters.
fn latin_name(code: &str) -> &str {
    const LATIN: [(&str, &str); 9] = [
        ("ar", "al-arabiyya"),
        ("bn", "bangla"),
        ("fa", "farsi"),
        ("hi", "hindi"),
        ("pa", "panjabi"),
        ("ru", "russkij"),
        ("uk", "ukrajinska"),
        ("ur", "urdu"),
        ("zh", "zhongwen"),
    ];
    LATIN.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name)
}

/// Languages that lines speak and the pack does not, by their own names.
fn spoken_name(code: &str) -> String {
    const NAMES: [(&str, &str); 14] = [
        ("fr", "français"),
        ("es", "español"),
        ("ar", "العربية"),
        ("fa", "فارسی"),
        ("sq", "shqip"),
        ("ru", "русский"),
        ("uk", "українська"),
        ("pt", "português"),
        ("pl", "polski"),
        ("ro", "română"),
        ("zh", "中文"),
        ("bn", "বাংলা"),
        ("ur", "اردو"),
        ("de", "Deutsch"),
    ];
    NAMES.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name).to_owned()
}
