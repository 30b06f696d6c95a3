//! What the screens say, read from where it is written.

use std::path::Path;

/// A file of the sources.
fn file(path: &str) -> toml::Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The text of a key such as `home.title`, up to its first placeholder.
fn text(table: &toml::Table, key: &str) -> String {
    let (last, groups) = key.rsplit_once('.').map_or((key, ""), |(groups, last)| (last, groups));
    let group = groups
        .split('.')
        .filter(|group| !group.is_empty())
        .try_fold(table, |table, group| table.get(group).and_then(toml::Value::as_table));
    let text = group.and_then(|group| group.get(last)).and_then(toml::Value::as_str);
    let text = text.unwrap_or_else(|| panic!("no text {key}"));
    text.split(['%', '{']).next().unwrap_or_default().trim().to_owned()
}

/// A word of the frame and the screens: `locales/`.
pub(crate) fn ui(lang: &str, key: &str) -> String {
    text(&file(&format!("locales/{lang}.toml")), key)
}

/// The title of a category.
pub(crate) fn category(lang: &str, id: &str) -> String {
    text(&file(&format!("data/words/{lang}/categories.toml")), &format!("{id}.title"))
}

/// The title of a need.
pub(crate) fn need(lang: &str, id: &str) -> String {
    text(&file(&format!("data/words/{lang}/needs/{id}.toml")), "title")
}

/// A text of an entity, such as its `title`.
pub(crate) fn entity(lang: &str, id: &str, key: &str) -> String {
    text(&file(&format!("data/words/{lang}/entities/{id}.toml")), key)
}

/// How a language calls itself.
pub(crate) fn language(code: &str) -> String {
    let pack = file("data/pack.toml");
    let languages = pack["language"].as_array().expect("the pack has languages").iter();
    let named = languages.filter(|language| language["code"].as_str() == Some(code));
    named.filter_map(|language| language["name"].as_str()).collect()
}

/// The name of the province's town, all that a hidden screen says besides the time.
pub(crate) fn area() -> String {
    text(&file("data/pack.toml"), "area")
}
