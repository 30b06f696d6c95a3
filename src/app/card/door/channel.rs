//! Where hours are not known or not sure, the next sure way to reach an office comes first, in words.

use crate::app::Cx;
use crate::i18n::say;
use crate::model::entity::{Channel, Entity, Kind, Office};
use crate::model::hours::State;
use crate::widgets::flow::Flow;
use crate::widgets::theme::Role;

/// The next sure way to an office whose hours are not known or not sure.
pub(super) fn first(cx: &Cx<'_>, entity: &Entity, office: &Office, flow: &mut Flow) {
    let now = office.now(entity, cx.now);
    // Nobody phones before going to a casualty ward.
    let doubtful = now.doubt.is_some() && now.state != State::Open { until: None };
    if entity.kind != Kind::Office || (now.state != State::Unknown && !doubtful) {
        return;
    }
    if let Some(words) = words(cx, entity, office, doubtful) {
        flow.para(0).lead("→", Role::Key).run(words, Role::Plain).end();
    }
}

fn words(cx: &Cx<'_>, entity: &Entity, office: &Office, doubtful: bool) -> Option<String> {
    let lang = cx.lang;
    Some(match (office.channel(), entity.sure_office_beside(office)) {
        (Channel::Phone, _) => say!(lang, "channel.phone", number = number(office)),
        (Channel::Mail, _) => say!(lang, "channel.mail", mail = mail(office)),
        (_, Some(other)) => {
            let name = name(cx, entity, office, other);
            if other.channel() == Channel::Phone {
                say!(lang, "channel.other_phone", number = number(other), office = name)
            } else {
                say!(lang, "channel.other_mail", mail = mail(other), office = name)
            }
        }
        // Nobody is sent to ask for help where she stands already.
        (_, None) if doubtful => cx.catalog.others_help(entity).then(|| say!(lang, "channel.doubtful"))?,
        (Channel::Address, None) if cx.catalog.others_help(entity) => say!(lang, "channel.address"),
        (Channel::Address, None) => say!(lang, "channel.address_only"),
        (Channel::Helper, None) if cx.catalog.others_help(entity) => say!(lang, "channel.helper"),
        (Channel::Helper, None) => say!(lang, "channel.nothing"),
    })
}

/// The name of another office of the entity, with its town if it is in another one.
fn name(cx: &Cx<'_>, entity: &Entity, office: &Office, other: &Office) -> String {
    let title = cx.office_title(entity, other);
    match (town(office), town(other)) {
        (Some(here), Some(there)) if here != there && !title.contains(there) => format!("{title}, {there}"),
        _ => title,
    }
}

fn town(office: &Office) -> Option<&str> {
    office.addresses.first().map(|address| address.value.town.as_str())
}

fn number(office: &Office) -> String {
    office.phones.first().map(|phone| phone.value.number.shown()).unwrap_or_default()
}

fn mail(office: &Office) -> String {
    office.emails.first().map(|mail| mail.value.clone()).unwrap_or_default()
}
