//! A language that runs from right to left, with a few words: layout is tested on it whatever the pack's own
//! translations say.

use std::sync::Arc;

use vademecum::model::catalog::Catalog;
use vademecum::model::id::Lang;
use vademecum::model::words::{Direction, Key, Language};

/// Reserved for local use by ISO 639-2, so it is never a language of the pack. It has no interface words: those stay
/// Italian.
pub(crate) const CODE: &str = "qaa";

const WORDS: &[(&str, &str)] = &[
    ("pack/text", "إلى أي مكتب تذهب في مقاطعة La Spezia: الأوراق المطلوبة والتكلفة."),
    ("pack/emergency.112", "طوارئ"),
    ("categories/stay.title", "الإقامة"),
    ("categories/stay.text", "تصريح الإقامة والجنسية (permesso di soggiorno)"),
    ("categories/health.title", "الصحة"),
    ("categories/work.title", "العمل"),
    ("needs/permit-renewal/title", "تجديد تصريح الإقامة"),
    ("needs/permit-renewal/who", "لمن ينتهي تصريحه قريباً. اتصل على الرقم 0187 748 601 من 09:00–12:30."),
    ("needs/permit-renewal/step.kit.title", "أرسل الملف من مكتب البريد (Poste)"),
    ("entities/poste/title", "البريد الإيطالي – Sportello Amico"),
    ("entities/questura/title", "الشرطة (Questura)"),
    ("entities/questura/office.immigration.title", "مكتب الهجرة (Ufficio Immigrazione)"),
];

/// The pack with that language behind its own.
pub(crate) fn pack(own: &Catalog) -> Arc<Catalog> {
    let mut pack = own.clone();
    let id = Lang::from(CODE);
    pack.words.write(&id, |words| {
        for (name, text) in WORDS {
            let (file, key) = name.rsplit_once('/').unwrap();
            words.insert(Key::of(file, key), (*text).into());
        }
    });
    let fallback = vec![Lang::from("en")];
    pack.manifest.languages.push(Language {
        id,
        name: "العربية".to_owned(),
        direction: Direction::Rtl,
        fallback,
        lettering: None,
    });
    Arc::new(pack)
}
