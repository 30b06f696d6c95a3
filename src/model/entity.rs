//! Organisations and lines, their offices, and what is known of each.

use super::hours::Hours;
use super::id::{EntityId, OfficeId, RoleId, TownId};
use super::trust::{Confidence, Grade, Graded, Source};

/// What sort of body it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An organisation with offices.
    Office,
    /// A phone line.
    Line,
    /// One of many places: a school, a post office.
    Many,
}

/// An organisation or a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Its id.
    pub id: EntityId,
    /// What sort of body.
    pub kind: Kind,
    /// Official Italian name.
    pub name: String,
    /// Other names that people or papers use.
    pub also: Vec<String>,
    /// Where its facts were read.
    pub sources: Vec<Source>,
    /// Its offices, at least one.
    pub offices: Vec<Office>,
}

/// A place of an entity with its own address, hours, phones.
#[derive(Debug, Clone, PartialEq)]
pub struct Office {
    /// Its id in the entity.
    pub id: OfficeId,
    /// What needs ask it for.
    pub roles: Vec<RoleId>,
    /// Towns, districts or health areas it is for; empty = everybody.
    pub serves: Vec<String>,
    /// Whether it is there at all.
    pub status: Option<Graded<Status>>,
    /// Where; two contradict each other and are both shown.
    pub addresses: Vec<Graded<Address>>,
    /// Phones.
    pub phones: Vec<Graded<Phone>>,
    /// Mails.
    pub emails: Vec<Graded<String>>,
    /// Certified mails.
    pub pecs: Vec<Graded<String>>,
    /// Web page.
    pub web: Option<Graded<String>>,
    /// Counter hours; `None` = not known.
    pub hours: Option<Graded<Hours>>,
    /// Whether one needs to book.
    pub booking: Option<Graded<Booking>>,
    /// Where on the map.
    pub geo: Option<Graded<Geo>>,
    /// Languages spoken, ISO 639-1.
    pub speaks: Option<Graded<Vec<String>>>,
    /// Facts only a sentence can say, by word id.
    pub notes: Vec<Graded<String>>,
}

/// Whether an office is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is.
    Open,
    /// Sources disagree.
    Unclear,
    /// For now it is not.
    Suspended,
    /// It went elsewhere.
    Moved,
}

/// Whether one needs to book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Booking {
    /// Without booking nobody is received.
    Required,
    /// One can.
    Possible,
}

/// A postal address, as far as known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Street and number.
    pub street: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Town.
    pub town: String,
    /// Floor.
    pub floor: Option<String>,
    /// A building or quarter people know.
    pub place: Option<String>,
}

impl Address {
    /// One line as an Italian envelope has it.
    pub fn line(&self) -> String {
        let town = match &self.postcode {
            Some(code) => format!("{code} {}", self.town),
            None => self.town.clone(),
        };
        [self.street.as_deref(), self.place.as_deref(), Some(&town)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// A phone number.
#[derive(Debug, Clone, PartialEq)]
pub struct Phone {
    /// The number to dial.
    pub number: Number,
    /// The id of the words that say whose phone it is.
    pub label: Option<String>,
    /// When it is answered, if known.
    pub hours: Option<Hours>,
    /// The call costs nothing.
    pub free: bool,
}

/// A number in E.164, or a short one that has no such form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Number {
    /// `+390187748601`.
    E164(String),
    /// `112`, `1522`.
    Short(String),
}

/// Italian dialling prefixes of the province's neighbours and of mobile and free numbers, longest first,
/// only to group digits for the eye.
const PREFIXES: [&str; 8] = ["0187", "0585", "0521", "800", "010", "051", "06", "02"];

impl Number {
    /// Reads E.164: a plus, then 7 to 15 digits (ITU-T E.164).
    pub fn e164(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('+')?;
        let good =
            (7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        good.then(|| Self::E164(text.into()))
    }

    /// Reads a short number: 3 to 6 digits.
    pub fn short(text: &str) -> Option<Self> {
        ((3..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then(|| Self::Short(text.into()))
    }

    /// The number as one dials and reads it in Italy, in groups joined by no-break spaces so that no line cuts it.
    pub fn shown(&self) -> String {
        let digits = match self {
            Self::Short(digits) => return digits.clone(),
            Self::E164(number) => match number.strip_prefix("+39") {
                Some(national) => national,
                None => return number.clone(),
            },
        };
        let mobile = digits.starts_with('3').then_some(3);
        let known = PREFIXES.iter().find(|prefix| digits.starts_with(**prefix)).map(|prefix| prefix.len());
        let Some((prefix, rest)) = mobile.or(known).and_then(|at| digits.split_at_checked(at)) else {
            return digits.to_owned();
        };
        let rest = if rest.len() > 4 && rest.len() % 3 == 0 { groups(rest) } else { rest.to_owned() };
        format!("{prefix}\u{a0}{rest}")
    }
}

fn groups(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 3 == 0 {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

/// A point on the map, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Geo {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// The surest way to reach an office when its hours are unknown or it is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// Phone first.
    Phone,
    /// Then mail.
    Mail,
    /// Then the address.
    Address,
    /// Nothing is known: whoever helps for free.
    Helper,
}

impl Entity {
    /// One of its offices.
    pub fn office(&self, id: &OfficeId) -> Option<&Office> {
        self.offices.iter().find(|office| office.id == *id)
    }

    /// Whether an office of it has confirmed any way to reach it.
    pub fn has_confirmed(&self) -> bool {
        self.offices.iter().any(|office| {
            let hours = office.hours.iter().map(|it| &it.grade);
            let phones = office.phones.iter().map(|it| &it.grade);
            let addresses = office.addresses.iter().map(|it| &it.grade);
            let mails = office.emails.iter().map(|it| &it.grade);
            hours.chain(phones).chain(addresses).chain(mails).any(|grade| grade.confirmed.is_some())
        })
    }

    /// The first other office of it that answers a phone, else a mail, by a source that is no mere guess.
    pub fn sure_office_beside(&self, office: &Office) -> Option<&Office> {
        let others = || {
            self.offices
                .iter()
                .filter(|other| other.id != office.id && !matches!(other.standing(), Status::Suspended | Status::Moved))
        };
        let sure = |grade: Option<&Grade>| grade.is_some_and(|grade| grade.confidence > Confidence::Low);
        others()
            .find(|other| sure(other.phones.first().map(|phone| &phone.grade)))
            .or_else(|| others().find(|other| sure(other.emails.first().map(|mail| &mail.grade))))
    }

    /// The first phone of any office.
    pub fn first_phone(&self) -> Option<&Phone> {
        self.offices.iter().flat_map(|office| &office.phones).map(|phone| &phone.value).next()
    }
}

impl Office {
    /// Its status; open unless the pack says otherwise.
    pub fn standing(&self) -> Status {
        self.status.as_ref().map_or(Status::Open, |status| status.value)
    }

    /// The surest channel.
    pub fn channel(&self) -> Channel {
        if !self.phones.is_empty() {
            Channel::Phone
        } else if !self.emails.is_empty() {
            Channel::Mail
        } else if self.addresses.iter().any(|address| address.value.street.is_some()) {
            Channel::Address
        } else {
            Channel::Helper
        }
    }

    /// Whether it is for the people of a town; `keys` are the town, its district and its health area.
    pub fn serves_any(&self, keys: &[&str]) -> bool {
        self.serves.is_empty() || self.serves.iter().any(|served| keys.contains(&served.as_str()))
    }
}

/// A municipality of the province.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    /// Its id.
    pub id: TownId,
    /// Its name.
    pub name: String,
    /// Its social district, an entity; `None` = not known.
    pub district: Option<Graded<String>>,
    /// Its health area, an entity.
    pub health_area: Option<Graded<String>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_for_the_eye() {
        let shown = |text| Number::e164(text).unwrap().shown().replace('\u{a0}', " ");
        assert_eq!(shown("+390187748601"), "0187 748 601");
        assert_eq!(shown("+3901877481"), "0187 7481");
        assert_eq!(shown("+393791891268"), "379 1891268");
        assert_eq!(shown("+39800290290"), "800 290 290");
        assert_eq!(shown("+390105383400"), "010 5383400");
        assert_eq!(shown("+33123456789"), "+33123456789");
        assert_eq!(Number::short("1522").unwrap().shown(), "1522");
    }

    #[test]
    fn bad_numbers_are_refused() {
        for bad in ["0187748601", "+39", "+39 0187 748601", "+0390187", "+1234567890123456", "112"] {
            assert!(Number::e164(bad).is_none(), "{bad}");
        }
        for bad in ["", "12", "1234567", "15a2"] {
            assert!(Number::short(bad).is_none(), "{bad}");
        }
    }
}
