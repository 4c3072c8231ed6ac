//! The footprint as the file would have it, drawn up against the footprint as it is.
//!
//! Importers say what a row states ("an organisation with this name and these codes is a member of
//! that place"); the draft finds what is meant among what is there, by code first and then by name,
//! and at the end gives the edits that make the one into the other. What a file does not say stays.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use domain::{
    Assessment, AssessmentId, Code, CodeScheme, Edit, EntityKind, EntityRef, Leader, LeaderChange,
    LeaderId, Map, Membership, Note, NoteId, Organisation, OrganisationChange, OrganisationId,
    OrganisationKind, Party, Patch, Place, PlaceChange, PlaceId, PlaceLevel, Post, PostChange,
    PostId, Record, Source, SourceId, SourceKind, Succession, Tie, TieChange, TieId, TieKind,
};
use domain::{Confidentiality, Level, Method};
use jiff::civil::Date;

use crate::names::{name_key, telling_words, unique_label};
use crate::people::person_key;
use crate::plan::{At, Context, Kind, Plan, Report};

/// Rows that the file speaks of: copies to be changed, and which of them are new.
struct Working<K, V> {
    order: Vec<K>,
    rows: HashMap<K, V>,
    fresh: HashSet<K>,
}

impl<K: Copy + Eq + Hash, V> Working<K, V> {
    fn new() -> Self {
        Self {
            order: Vec::new(),
            rows: HashMap::new(),
            fresh: HashSet::new(),
        }
    }

    fn touch(&mut self, id: K, row: impl FnOnce() -> V) -> &mut V {
        let order = &mut self.order;
        self.rows.entry(id).or_insert_with(|| {
            order.push(id);
            row()
        })
    }

    fn add(&mut self, id: K, row: V) {
        self.order.push(id);
        self.fresh.insert(id);
        self.rows.insert(id, row);
    }
}

/// What a post is called whose title a file does not give.
pub(crate) const NO_TITLE: &str = "Title not given";

/// By what one judgement of a tie is told from another.
type JudgementKey = (TieId, Date, Option<Level>, Option<domain::Trust>);

/// What a name or code was found to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found<T> {
    One(T),
    Several(Vec<T>),
    None,
}

/// An organisation as a row states it. What is `None` or empty was not said.
#[derive(Debug, Clone, Default)]
pub(crate) struct StatedOrganisation {
    pub(crate) name: String,
    pub(crate) label: Option<String>,
    pub(crate) kind: Option<OrganisationKind>,
    /// What it seems to be, for new ones only.
    pub(crate) guessed: Option<OrganisationKind>,
    pub(crate) sector: Option<String>,
    pub(crate) codes: Vec<Code>,
    pub(crate) memberships: Vec<Membership>,
    pub(crate) opened: Option<Date>,
    pub(crate) closed: Option<Date>,
}

/// A place as a row states it.
#[derive(Debug, Clone, Default)]
pub(crate) struct StatedPlace {
    pub(crate) name: String,
    pub(crate) level: PlaceLevel,
    pub(crate) codes: Vec<Code>,
    pub(crate) parent: Option<PlaceId>,
    pub(crate) contact: Option<String>,
    pub(crate) closed: Option<Date>,
    pub(crate) successor: Option<PlaceId>,
}

pub(crate) struct Draft<'a, 'c> {
    map: &'a Map,
    context: Context<'c>,
    pub(crate) report: Report,
    source: Source,
    source_is_new: bool,
    places: Working<PlaceId, Place>,
    organisations: Working<OrganisationId, Organisation>,
    leaders: Working<LeaderId, Leader>,
    posts: Working<PostId, Post>,
    ties: Working<TieId, Tie>,
    assessments: Working<AssessmentId, Assessment>,
    notes: Working<NoteId, Note>,
    place_codes: HashMap<(CodeScheme, String), PlaceId>,
    place_names: HashMap<String, Vec<PlaceId>>,
    organisation_codes: HashMap<(CodeScheme, String), OrganisationId>,
    organisation_names: HashMap<String, Vec<OrganisationId>>,
    leader_names: HashMap<String, Vec<LeaderId>>,
    posts_of: HashMap<LeaderId, Vec<PostId>>,
    tie_ends: HashMap<(TieKind, Party, Party), TieId>,
    assessments_of: HashMap<TieId, Vec<AssessmentId>>,
    note_texts: HashMap<(EntityRef, Date, String), NoteId>,
    assessment_keys: HashMap<JudgementKey, AssessmentId>,
    labels: BTreeSet<String>,
    /// Whose names this file has settled, so that a later row's other spelling changes nothing.
    named: HashSet<OrganisationId>,
    /// Likewise their kinds.
    sorted_by_kind: HashSet<OrganisationId>,
    places_named: HashSet<PlaceId>,
}

/// Where the data of a file come from.
pub(crate) struct Origin {
    pub(crate) title: String,
    pub(crate) kind: SourceKind,
    pub(crate) date: Option<Date>,
    pub(crate) licence: Option<String>,
}

impl<'a, 'c> Draft<'a, 'c> {
    pub(crate) fn new(map: &'a Map, context: Context<'c>, origin: Origin) -> Self {
        let known = map
            .sources()
            .iter()
            .find(|s| s.title == origin.title && s.date == origin.date);
        let source_is_new = known.is_none();
        let source = known.cloned().unwrap_or_else(|| Source {
            id: SourceId::from((context.new_id)()),
            title: origin.title,
            kind: origin.kind,
            date: origin.date,
            licence: origin.licence,
            address: None,
            confidentiality: Confidentiality::Public,
            record: Record::default(),
        });
        let mut draft = Self {
            map,
            context,
            report: Report::default(),
            source,
            source_is_new,
            places: Working::new(),
            organisations: Working::new(),
            leaders: Working::new(),
            posts: Working::new(),
            ties: Working::new(),
            assessments: Working::new(),
            notes: Working::new(),
            place_codes: HashMap::new(),
            place_names: HashMap::new(),
            organisation_codes: HashMap::new(),
            organisation_names: HashMap::new(),
            leader_names: HashMap::new(),
            posts_of: HashMap::new(),
            tie_ends: HashMap::new(),
            assessments_of: HashMap::new(),
            note_texts: HashMap::new(),
            assessment_keys: HashMap::new(),
            labels: BTreeSet::new(),
            named: HashSet::new(),
            sorted_by_kind: HashSet::new(),
            places_named: HashSet::new(),
        };
        for place in map.places().iter() {
            draft.index_place(place.id, &place.name, &place.codes);
        }
        for organisation in map.organisations().iter() {
            draft.index_organisation(organisation.id, &organisation.name, &organisation.codes);
            draft.labels.insert(organisation.short_name().to_owned());
        }
        for leader in map.leaders().iter() {
            draft
                .leader_names
                .entry(person_key(&leader.name))
                .or_default()
                .push(leader.id);
        }
        for post in map.posts().iter() {
            draft
                .posts_of
                .entry(post.leader_id)
                .or_default()
                .push(post.id);
        }
        for tie in map.ties().iter() {
            draft
                .tie_ends
                .insert(tie_key(tie.kind, tie.a, tie.b), tie.id);
        }
        for note in map.notes().iter() {
            draft
                .note_texts
                .insert((note.about, note.date, note.text.clone()), note.id);
        }
        for a in map.assessments().iter() {
            draft
                .assessment_keys
                .insert((a.tie_id, a.date, a.level, a.trust), a.id);
            draft.assessments_of.entry(a.tie_id).or_default().push(a.id);
        }
        draft
    }

    /// The footprint as it is.
    pub(crate) fn as_it_is(&self) -> &'a Map {
        self.map
    }

    pub(crate) fn today(&self) -> Date {
        self.context.today
    }

    fn record(&self) -> Record {
        Record {
            source_id: Some(self.source.id),
            ..Record::default()
        }
    }

    fn new_id(&mut self) -> uuid::Uuid {
        (self.context.new_id)()
    }

    // ---- places ----

    fn index_place(&mut self, id: PlaceId, name: &str, codes: &[Code]) {
        for code in codes {
            self.place_codes.entry(code_key(code)).or_insert(id);
        }
        let ids = self.place_names.entry(place_key(name)).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }

    pub(crate) fn place(&self, id: PlaceId) -> Option<&Place> {
        self.places.rows.get(&id).or_else(|| self.map.place(id))
    }

    pub(crate) fn place_by_code(&self, code: &Code) -> Option<PlaceId> {
        self.place_codes.get(&code_key(code)).copied()
    }

    pub(crate) fn place_by_name(&self, name: &str) -> Found<PlaceId> {
        found(
            self.place_names
                .get(&place_key(name))
                .cloned()
                .unwrap_or_default(),
        )
    }

    /// Places whose names share telling words with this one, best first.
    pub(crate) fn places_like(&self, name: &str) -> Vec<PlaceId> {
        let wanted = telling_words(name);
        let mut all: Vec<(usize, PlaceId)> = self
            .map
            .places()
            .iter()
            .map(|p| (p.id, &p.name))
            .chain(
                self.places
                    .order
                    .iter()
                    .filter_map(|id| self.places.rows.get(id).map(|p| (*id, &p.name))),
            )
            .map(|(id, name)| (telling_words(name).intersection(&wanted).count(), id))
            .filter(|(shared, _)| *shared > 0)
            .collect();
        all.sort_by_key(|(shared, id)| (usize::MAX - shared, *id));
        all.dedup();
        all.into_iter().map(|(_, id)| id).collect()
    }

    /// Enters or completes a place; found by code, then by name at its level.
    pub(crate) fn state_place(&mut self, stated: StatedPlace) -> PlaceId {
        let by_code = stated
            .codes
            .iter()
            .find_map(|code| self.place_by_code(code));
        let by_name = || match self.place_by_name(&stated.name) {
            Found::One(id) => self
                .place(id)
                .filter(|p| p.level == stated.level && !codes_conflict(&p.codes, &stated.codes))
                .map(|p| p.id),
            _ => None,
        };
        let id = if let Some(id) = by_code.or_else(by_name) {
            id
        } else {
            let id = PlaceId::from(self.new_id());
            let record = self.record();
            self.places.add(
                id,
                Place {
                    id,
                    name: stated.name.clone(),
                    level: stated.level,
                    codes: Vec::new(),
                    parent_id: None,
                    contact: None,
                    closed: None,
                    successions: Vec::new(),
                    confidentiality: Confidentiality::Public,
                    record,
                },
            );
            id
        };
        let map = self.map;
        let first = self.places_named.insert(id);
        let place = self
            .places
            .touch(id, || map.place(id).cloned().unwrap_or_else(|| nowhere(id)));
        if first && !stated.name.is_empty() && place_key(&place.name) != place_key(&stated.name) {
            place.name.clone_from(&stated.name);
        }
        add_codes(&mut place.codes, &stated.codes);
        set(
            &mut place.parent_id,
            stated.parent.filter(|parent| *parent != id),
        );
        set(&mut place.contact, stated.contact);
        set(&mut place.closed, stated.closed);
        place.successions = with_successor(&place.successions, stated.successor);
        let codes = place.codes.clone();
        self.index_place(id, &stated.name, &codes);
        id
    }

    // ---- organisations ----

    fn index_organisation(&mut self, id: OrganisationId, name: &str, codes: &[Code]) {
        for code in codes {
            self.organisation_codes.entry(code_key(code)).or_insert(id);
        }
        let ids = self.organisation_names.entry(name_key(name)).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }

    pub(crate) fn organisation(&self, id: OrganisationId) -> Option<&Organisation> {
        self.organisations
            .rows
            .get(&id)
            .or_else(|| self.map.organisation(id))
    }

    pub(crate) fn organisation_by_code(&self, code: &Code) -> Option<OrganisationId> {
        self.organisation_codes.get(&code_key(code)).copied()
    }

    pub(crate) fn organisation_by_name(&self, name: &str) -> Found<OrganisationId> {
        found(
            self.organisation_names
                .get(&name_key(name))
                .cloned()
                .unwrap_or_default(),
        )
    }

    pub(crate) fn organisation_name(&self, id: OrganisationId) -> String {
        self.organisation(id).map(described).unwrap_or_default()
    }

    /// Organisations of this file whose names are the beginning of a longer name.
    pub(crate) fn organisations_that_begin(&self, longer: &str) -> Vec<String> {
        self.organisations
            .order
            .iter()
            .filter_map(|id| self.organisations.rows.get(id))
            .filter(|o| longer.starts_with(&name_key(&o.name)))
            .map(described)
            .collect()
    }

    /// Organisations of a place in the order of their names.
    pub(crate) fn members_of(&self, place: PlaceId) -> Vec<OrganisationId> {
        let is_member = |o: &&Organisation| o.memberships.iter().any(|m| m.place_id == place);
        let mut members: Vec<(String, OrganisationId)> = self
            .map
            .organisations()
            .iter()
            .filter(|o| !self.organisations.rows.contains_key(&o.id))
            .chain(
                self.organisations
                    .order
                    .iter()
                    .filter_map(|id| self.organisations.rows.get(id)),
            )
            .filter(is_member)
            .map(|o| (o.name.clone(), o.id))
            .collect();
        members.sort();
        members.into_iter().map(|(_, id)| id).collect()
    }

    pub(crate) fn find_organisation(
        &self,
        codes: &[Code],
        name: &str,
        kind: Option<OrganisationKind>,
    ) -> Found<OrganisationId> {
        let mut by_code: Vec<OrganisationId> = codes
            .iter()
            .filter_map(|code| self.organisation_by_code(code))
            .collect();
        by_code.sort();
        by_code.dedup();
        if !by_code.is_empty() {
            return found(by_code);
        }
        let by_name: Vec<OrganisationId> = self
            .organisation_names
            .get(&name_key(name))
            .into_iter()
            .flatten()
            .copied()
            .filter(|id| {
                self.organisation(*id).is_some_and(|o| {
                    !codes_conflict(&o.codes, codes) && kind.is_none_or(|kind| kind == o.kind)
                })
            })
            .collect();
        found(by_name)
    }

    /// Enters or completes an organisation. `None` where several may be meant: then it has been asked.
    pub(crate) fn state_organisation(
        &mut self,
        at: At<'_>,
        column: &str,
        stated: StatedOrganisation,
    ) -> Option<OrganisationId> {
        let id = match self.find_organisation(&stated.codes, &stated.name, stated.kind) {
            Found::One(id) => id,
            Found::Several(ids) => {
                let candidates = ids.iter().map(|id| self.organisation_name(*id)).collect();
                let codes: Vec<String> =
                    stated.codes.iter().map(|code| code.value.clone()).collect();
                let with = if codes.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", codes.join(", "))
                };
                self.report.ask(
                    at,
                    format!(
                        "Several organisations may be meant by \"{}\"{with}; the row was left out.",
                        stated.name
                    ),
                    candidates,
                );
                return None;
            }
            Found::None => {
                if stated.name.is_empty() {
                    let value = stated
                        .codes
                        .first()
                        .map(|code| code.value.clone())
                        .unwrap_or_default();
                    self.report.reject(at, column, &value, "No organisation here has this code, and the row gives no name to enter it by.");
                    return None;
                }
                self.enter_organisation(&stated)
            }
        };
        let map = self.map;
        let first = self.named.insert(id);
        let Some(base) = self.organisation(id).cloned() else {
            return Some(id);
        };
        let other_name = !stated.name.is_empty() && name_key(&base.name) != name_key(&stated.name);
        if other_name && !first && are_two_names(&base.name, &stated.name) {
            let codes: Vec<String> = stated.codes.iter().map(|c| c.value.clone()).collect();
            self.report.ask(
                at,
                format!(
                    "The code {} stands in this file for \"{}\" and for \"{}\": which is it? The first was kept and this row was left out.",
                    codes.join(", "),
                    base.name,
                    stated.name
                ),
                vec![base.name.clone(), stated.name],
            );
            return None;
        }
        if other_name && !first {
            self.report.remark(
                at,
                column,
                "Written in another way than elsewhere in the file; the first way was kept.",
                &format!("{} = {}", stated.name, described(&base)),
            );
        }
        let organisation = self
            .organisations
            .touch(id, || map.organisation(id).cloned().unwrap_or(base));
        if other_name && first {
            organisation.name.clone_from(&stated.name);
        }
        if let Some(kind) = stated.kind {
            if self.sorted_by_kind.insert(id) {
                organisation.kind = kind;
            } else if organisation.kind != kind {
                self.report.remark(
                    at,
                    column,
                    "An earlier row says that it is of another kind; the first was kept.",
                    &stated.name,
                );
            }
        }
        if let Some(label) = stated.label {
            organisation.label = label;
        }
        add_codes(&mut organisation.codes, &stated.codes);
        for membership in stated.memberships {
            match organisation
                .memberships
                .iter_mut()
                .find(|m| m.place_id == membership.place_id)
            {
                Some(known) => {
                    set(&mut known.from, membership.from);
                    set(&mut known.to, membership.to);
                }
                None => organisation.memberships.push(membership),
            }
        }
        organisation.memberships.sort();
        set(&mut organisation.sector, stated.sector);
        set(&mut organisation.opened, stated.opened);
        set(&mut organisation.closed, stated.closed);
        let (name, codes) = (organisation.name.clone(), organisation.codes.clone());
        self.index_organisation(id, &name, &codes);
        Some(id)
    }

    fn enter_organisation(&mut self, stated: &StatedOrganisation) -> OrganisationId {
        let id = OrganisationId::from(self.new_id());
        let kind = stated
            .kind
            .or(stated.guessed)
            .unwrap_or(OrganisationKind::Other);
        let mut organisation = Organisation::new(id, &stated.name, kind);
        let code = stated
            .codes
            .iter()
            .find(|c| c.scheme == CodeScheme::Ods)
            .or(stated.codes.first());
        organisation.label = stated.label.clone().unwrap_or_else(|| {
            unique_label(&stated.name, code.map(|c| c.value.as_str()), &self.labels)
        });
        self.labels.insert(organisation.label.clone());
        organisation.record = self.record();
        self.organisations.add(id, organisation);
        id
    }

    /// Councils by the area in their names.
    pub(crate) fn councils_by_area(&self) -> HashMap<String, Vec<OrganisationId>> {
        let mut by_area: HashMap<String, Vec<OrganisationId>> = HashMap::new();
        for council in self
            .map
            .organisations()
            .iter()
            .filter(|o| o.kind == OrganisationKind::Council)
        {
            let area = crate::names::council_area(&council.name);
            if !area.is_empty() {
                by_area.entry(area).or_default().push(council.id);
            }
        }
        by_area
    }

    pub(crate) fn set_parent(&mut self, id: OrganisationId, parent: OrganisationId) {
        let map = self.map;
        let Some(base) = self.organisation(id).cloned() else {
            return;
        };
        if id != parent {
            self.organisations
                .touch(id, || map.organisation(id).cloned().unwrap_or(base))
                .parent_id = Some(parent);
        }
    }

    // ---- leaders and posts ----

    pub(crate) fn leader(&self, id: LeaderId) -> Option<&Leader> {
        self.leaders.rows.get(&id).or_else(|| self.map.leader(id))
    }

    pub(crate) fn leader_by_name(&self, name: &str) -> Found<LeaderId> {
        found(
            self.leader_names
                .get(&person_key(name))
                .cloned()
                .unwrap_or_default(),
        )
    }

    fn all_posts_of(&self, leader: LeaderId) -> Vec<&Post> {
        self.posts_of
            .get(&leader)
            .into_iter()
            .flatten()
            .filter_map(|id| self.posts.rows.get(id).or_else(|| self.map.post(*id)))
            .collect()
    }

    /// Enters or completes a leader who has a row, and an id, of their own in the file: people of one
    /// name stay as many as there are ids. Among those of the name that are here and not `taken` by
    /// another row, the one whose posts and address fit best is meant.
    pub(crate) fn state_leader_of_row(
        &mut self,
        name: &str,
        contact: Option<&str>,
        bodies: &[OrganisationId],
        taken: &HashSet<LeaderId>,
    ) -> LeaderId {
        let wanted: BTreeSet<OrganisationId> = bodies.iter().copied().collect();
        let known = self
            .leader_names
            .get(&person_key(name))
            .into_iter()
            .flatten()
            .copied()
            .filter(|id| !taken.contains(id) && !self.leaders.fresh.contains(id))
            .map(|id| {
                let held: BTreeSet<OrganisationId> = self
                    .all_posts_of(id)
                    .iter()
                    .map(|p| p.organisation_id)
                    .collect();
                let here = self.leader(id).and_then(|l| l.contact.as_deref());
                let fit = 4 * usize::from(contact.is_some() && here == contact)
                    + 2 * usize::from(held == wanted)
                    + usize::from(!held.is_disjoint(&wanted));
                (usize::MAX - fit, id)
            })
            .min()
            .map(|(_, id)| id);
        let map = self.map;
        let id = if let Some(id) = known {
            id
        } else {
            let id = LeaderId::from(self.new_id());
            let record = self.record();
            self.leader_names
                .entry(person_key(name))
                .or_default()
                .push(id);
            self.leaders.add(
                id,
                Leader {
                    id,
                    name: name.to_owned(),
                    contact: None,
                    do_not_ask: false,
                    keep_until: None,
                    confidentiality: Confidentiality::Partners,
                    record,
                },
            );
            id
        };
        if let Some(base) = self.leader(id).or_else(|| map.leader(id)).cloned() {
            let leader = self.leaders.touch(id, || base);
            set(&mut leader.contact, contact.map(str::to_owned));
        }
        id
    }

    /// Enters or completes a leader. People of one name are told apart by where they hold a post;
    /// where that does not settle it, it is asked and nothing is done.
    pub(crate) fn state_leader(
        &mut self,
        at: At<'_>,
        name: &str,
        contact: Option<String>,
        at_organisations: &[OrganisationId],
        confidentiality: Confidentiality,
    ) -> Option<LeaderId> {
        let mut ids = self
            .leader_names
            .get(&person_key(name))
            .cloned()
            .unwrap_or_default();
        if ids.len() > 1 {
            let here: Vec<LeaderId> = ids
                .iter()
                .copied()
                .filter(|id| {
                    self.all_posts_of(*id)
                        .iter()
                        .any(|p| at_organisations.contains(&p.organisation_id))
                })
                .collect();
            if here.len() == 1 {
                ids = here;
            }
        }
        let id = match ids.as_slice() {
            [] => {
                let id = LeaderId::from(self.new_id());
                let record = self.record();
                self.leaders.add(
                    id,
                    Leader {
                        id,
                        name: name.to_owned(),
                        contact: None,
                        do_not_ask: false,
                        keep_until: None,
                        confidentiality,
                        record,
                    },
                );
                self.leader_names
                    .entry(person_key(name))
                    .or_default()
                    .push(id);
                id
            }
            [id] => {
                let elsewhere = self.all_posts_of(*id);
                if !elsewhere.is_empty()
                    && !at_organisations.is_empty()
                    && !elsewhere
                        .iter()
                        .any(|p| at_organisations.contains(&p.organisation_id))
                {
                    let known = elsewhere
                        .iter()
                        .map(|p| self.organisation_name(p.organisation_id))
                        .collect::<Vec<_>>()
                        .join(", ");
                    self.report.remark(
                        at,
                        "",
                        "A person of this name holds a post elsewhere and was taken to be the same; a further post was added.",
                        &format!("{name} ({known})"),
                    );
                }
                *id
            }
            several => {
                let candidates = several
                    .iter()
                    .map(|id| {
                        let posts: Vec<String> = self
                            .all_posts_of(*id)
                            .iter()
                            .map(|p| {
                                format!(
                                    "{}, {}",
                                    p.title,
                                    self.organisation_name(p.organisation_id)
                                )
                            })
                            .collect();
                        format!(
                            "{name} ({})",
                            if posts.is_empty() {
                                "no post".to_owned()
                            } else {
                                posts.join("; ")
                            }
                        )
                    })
                    .collect();
                self.report.ask(
                    at,
                    format!(
                        "Several people are called {name}; neither leader nor post was entered."
                    ),
                    candidates,
                );
                return None;
            }
        };
        let map = self.map;
        let leader = self.leaders.touch(id, || {
            map.leader(id).cloned().unwrap_or(Leader {
                id,
                name: name.to_owned(),
                contact: None,
                do_not_ask: false,
                keep_until: None,
                confidentiality,
                record: Record::default(),
            })
        });
        set(&mut leader.contact, contact);
        Some(id)
    }

    /// Enters a post, or gives the one the leader has there its new title.
    pub(crate) fn state_post(
        &mut self,
        leader: LeaderId,
        organisation: OrganisationId,
        title: &str,
        authority: Option<domain::Authority>,
        confidentiality: Confidentiality,
    ) {
        let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
        let there: Vec<Post> = self
            .all_posts_of(leader)
            .into_iter()
            .filter(|p| p.organisation_id == organisation && p.to.is_none())
            .cloned()
            .collect();
        let said = if title.is_empty() { NO_TITLE } else { title };
        let known = there.iter().find(|p| same(&p.title, said)).or_else(|| {
            // A row that gives no title speaks of whatever post there is.
            there.first().filter(|_| title.is_empty())
        });
        let known = known.or_else(|| {
            // One post there that this file has not spoken of: it has been given another title.
            there
                .first()
                .filter(|p| there.len() == 1 && !self.posts.rows.contains_key(&p.id))
        });
        if let Some(post) = known.cloned() {
            let row = self.posts.touch(post.id, || post);
            if !title.is_empty() && !same(&row.title, title) {
                title.clone_into(&mut row.title);
            }
            set(&mut row.authority, authority);
            return;
        }
        let id = PostId::from(self.new_id());
        let record = self.record();
        self.posts_of.entry(leader).or_default().push(id);
        let title = if title.is_empty() { NO_TITLE } else { title };
        self.posts.add(
            id,
            Post {
                id,
                leader_id: leader,
                organisation_id: organisation,
                title: title.to_owned(),
                authority,
                from: None,
                to: None,
                confidentiality,
                record,
            },
        );
    }

    // ---- ties, assessments, notes ----

    pub(crate) fn state_tie(
        &mut self,
        at: At<'_>,
        a: Party,
        b: Party,
        kind: TieKind,
        note: Option<String>,
    ) -> TieId {
        let key = tie_key(kind, a, b);
        if let Some(id) = self.tie_ends.get(&key).copied() {
            if self.ties.rows.contains_key(&id) {
                self.report.remark(
                    at,
                    "",
                    "The same tie stands in an earlier row; the two were taken as one.",
                    "",
                );
            }
            if let Some(base) = self
                .ties
                .rows
                .get(&id)
                .or_else(|| self.map.tie(id))
                .cloned()
            {
                let row = self.ties.touch(id, || base);
                match (&mut row.note, note) {
                    // Two lines of a file between the same two may each say something.
                    (Some(known), Some(note)) if !known.contains(&note) => {
                        *known = format!("{known}; {note}");
                    }
                    (known @ None, Some(note)) => *known = Some(note),
                    _ => {}
                }
            }
            return id;
        }
        let id = TieId::from(self.new_id());
        let record = self.record();
        self.ties.add(
            id,
            Tie {
                id,
                a,
                b,
                kind,
                from: None,
                to: None,
                note,
                confidentiality: Confidentiality::Board,
                record,
            },
        );
        self.tie_ends.insert(key, id);
        id
    }

    pub(crate) fn state_assessment(
        &mut self,
        tie: TieId,
        level: Option<Level>,
        trust: Option<domain::Trust>,
        date: Option<Date>,
    ) {
        let known = match date {
            Some(date) => self
                .assessment_keys
                .get(&(tie, date, level, trust))
                .copied(),
            // An undated judgement is there already when any import brought the same from this source.
            None => self
                .assessments_of
                .get(&tie)
                .into_iter()
                .flatten()
                .filter_map(|id| self.map.assessment(*id))
                .find(|a| {
                    a.level == level
                        && a.trust == trust
                        && a.record.source_id == Some(self.source.id)
                })
                .map(|a| a.id),
        };
        if let Some(id) = known {
            if let Some(base) = self.map.assessment(id).cloned() {
                self.assessments.touch(id, || base);
            }
            return;
        }
        let date = date.unwrap_or(self.context.today);
        if self
            .assessment_keys
            .contains_key(&(tie, date, level, trust))
        {
            return;
        }
        let id = AssessmentId::from(self.new_id());
        let record = self.record();
        self.assessments.add(
            id,
            Assessment {
                id,
                tie_id: tie,
                level,
                trust,
                sign: None,
                confidence: domain::Confidence::USUAL,
                method: Method::Hearsay,
                perceiver: None,
                date,
                note: None,
                dissent: None,
                confidentiality: Confidentiality::Working,
                record,
            },
        );
        self.assessment_keys.insert((tie, date, level, trust), id);
    }

    pub(crate) fn state_note(
        &mut self,
        about: EntityRef,
        date: Date,
        author: &str,
        text: &str,
        confidentiality: Confidentiality,
    ) {
        let key = (about, date, text.to_owned());
        if let Some(id) = self.note_texts.get(&key).copied() {
            if let Some(base) = self
                .notes
                .rows
                .get(&id)
                .or_else(|| self.map.note(id))
                .cloned()
            {
                self.notes.touch(id, || base);
            }
            return;
        }
        let id = NoteId::from(self.new_id());
        let record = self.record();
        self.notes.add(
            id,
            Note {
                id,
                about,
                date,
                author: author.to_owned(),
                text: text.to_owned(),
                confidentiality,
                record,
            },
        );
        self.note_texts.insert(key, id);
    }

    // ---- the end ----

    /// The plan: what is new as additions, what differs as changes, in an order in which every
    /// edit finds what it names.
    pub(crate) fn finish(mut self, kind: Kind, read_how: &str, rows: u32) -> Plan {
        let mut tally = Tally::default();
        let mut edits: Vec<Edit> = Vec::new();
        let mut later: Vec<Edit> = Vec::new();

        let mut entered: HashSet<PlaceId> = HashSet::new();
        for id in &self.places.order {
            let Some(mut row) = self.places.rows.remove(id) else {
                continue;
            };
            row.codes.sort();
            if !self.places.fresh.contains(id) {
                let change = self
                    .map
                    .place(*id)
                    .map(|old| place_change(old, &row))
                    .unwrap_or_default();
                if tally.existing(EntityKind::Place, change != PlaceChange::default()) {
                    later.push(Edit::ChangePlace {
                        place_id: *id,
                        change,
                    });
                }
                continue;
            }
            let mut change = PlaceChange::default();
            let there = |id: PlaceId| entered.contains(&id) || self.map.place(id).is_some();
            put_off(&mut row.parent_id, &mut change.parent_id, there);
            put_off_successions(&mut row.successions, &mut change.successions, there);
            if change != PlaceChange::default() {
                later.push(Edit::ChangePlace {
                    place_id: *id,
                    change,
                });
            }
            entered.insert(*id);
            tally.added(EntityKind::Place);
            edits.push(Edit::AddPlace(row));
        }
        edits.append(&mut later);

        let mut entered: HashSet<OrganisationId> = HashSet::new();
        for id in &self.organisations.order {
            let Some(mut row) = self.organisations.rows.remove(id) else {
                continue;
            };
            row.codes.sort();
            row.memberships.sort();
            if !self.organisations.fresh.contains(id) {
                let change = self
                    .map
                    .organisation(*id)
                    .map(|old| organisation_change(old, &row))
                    .unwrap_or_default();
                if tally.existing(
                    EntityKind::Organisation,
                    change != OrganisationChange::default(),
                ) {
                    later.push(Edit::ChangeOrganisation {
                        organisation_id: *id,
                        change,
                    });
                }
                continue;
            }
            let mut change = OrganisationChange::default();
            let there =
                |id: OrganisationId| entered.contains(&id) || self.map.organisation(id).is_some();
            put_off(&mut row.parent_id, &mut change.parent_id, there);
            put_off_successions(&mut row.successions, &mut change.successions, there);
            if change != OrganisationChange::default() {
                later.push(Edit::ChangeOrganisation {
                    organisation_id: *id,
                    change,
                });
            }
            entered.insert(*id);
            tally.added(EntityKind::Organisation);
            edits.push(Edit::AddOrganisation(row));
        }
        edits.append(&mut later);

        for id in &self.leaders.order {
            let Some(row) = self.leaders.rows.remove(id) else {
                continue;
            };
            if self.leaders.fresh.contains(id) {
                tally.added(EntityKind::Leader);
                edits.push(Edit::AddLeader(row));
            } else if let Some(old) = self.map.leader(*id) {
                let change = LeaderChange {
                    contact: patch(old.contact.as_ref(), row.contact.as_ref()),
                    ..LeaderChange::default()
                };
                if tally.existing(EntityKind::Leader, change != LeaderChange::default()) {
                    edits.push(Edit::ChangeLeader {
                        leader_id: *id,
                        change,
                    });
                }
            }
        }
        for id in &self.posts.order {
            let Some(row) = self.posts.rows.remove(id) else {
                continue;
            };
            if self.posts.fresh.contains(id) {
                tally.added(EntityKind::Post);
                edits.push(Edit::AppointLeader(row));
            } else if let Some(old) = self.map.post(*id) {
                let change = PostChange {
                    title: value(&old.title, &row.title),
                    authority: patch(old.authority.as_ref(), row.authority.as_ref()),
                    ..PostChange::default()
                };
                if tally.existing(EntityKind::Post, change != PostChange::default()) {
                    edits.push(Edit::ChangePost {
                        post_id: *id,
                        change,
                    });
                }
            }
        }
        for id in &self.ties.order {
            let Some(row) = self.ties.rows.remove(id) else {
                continue;
            };
            if self.ties.fresh.contains(id) {
                tally.added(EntityKind::Tie);
                edits.push(Edit::AddTie(row));
            } else if let Some(old) = self.map.tie(*id) {
                let change = TieChange {
                    note: patch(old.note.as_ref(), row.note.as_ref()),
                    ..TieChange::default()
                };
                if tally.existing(EntityKind::Tie, change != TieChange::default()) {
                    edits.push(Edit::ChangeTie {
                        tie_id: *id,
                        change,
                    });
                }
            }
        }
        for id in &self.assessments.order {
            let Some(row) = self.assessments.rows.remove(id) else {
                continue;
            };
            if self.assessments.fresh.contains(id) {
                tally.added(EntityKind::Assessment);
                edits.push(Edit::RecordAssessment(row));
            } else {
                tally.existing(EntityKind::Assessment, false);
            }
        }
        for id in &self.notes.order {
            let Some(row) = self.notes.rows.remove(id) else {
                continue;
            };
            if self.notes.fresh.contains(id) {
                tally.added(EntityKind::Note);
                edits.push(Edit::AddNote(row));
            } else {
                tally.existing(EntityKind::Note, false);
            }
        }
        if self.source_is_new && !edits.is_empty() {
            tally.added(EntityKind::Source);
            edits.insert(0, Edit::AddSource(self.source.clone()));
        }
        Plan {
            read_as: format!("{} ({read_how})", kind.word()),
            kind,
            rows,
            edits,
            added: tally.added,
            changed: tally.changed,
            unchanged: tally.unchanged,
            rejected: self.report.rejected,
            questions: self.report.questions,
            remarks: self.report.remarks,
            source: self.source,
        }
    }
}

#[derive(Default)]
struct Tally {
    added: BTreeMap<EntityKind, u32>,
    changed: BTreeMap<EntityKind, u32>,
    unchanged: u32,
}

impl Tally {
    fn added(&mut self, kind: EntityKind) {
        *self.added.entry(kind).or_default() += 1;
    }

    /// Counts an entity that is there already; says whether it changes.
    fn existing(&mut self, kind: EntityKind, changes: bool) -> bool {
        if changes {
            *self.changed.entry(kind).or_default() += 1;
        } else {
            self.unchanged += 1;
        }
        changes
    }
}

/// Whether two names under one code share too little to be two ways of writing one.
fn are_two_names(one: &str, other: &str) -> bool {
    let (one, other) = (telling_words(one), telling_words(other));
    !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
}

fn code_key(code: &Code) -> (CodeScheme, String) {
    (code.scheme, code.value.to_uppercase())
}

/// A place's name as it is compared: without what kind of footprint it is.
fn place_key(name: &str) -> String {
    let key = name_key(name);
    key.split(' ')
        .filter(|word| !matches!(*word, "stp" | "ics" | "icb"))
        .collect::<Vec<_>>()
        .join(" ")
        .trim_end_matches(" integrated care system")
        .to_owned()
}

fn tie_key(kind: TieKind, a: Party, b: Party) -> (TieKind, Party, Party) {
    if kind.is_directed() || a <= b {
        (kind, a, b)
    } else {
        (kind, b, a)
    }
}

fn found<T>(mut ids: Vec<T>) -> Found<T> {
    match ids.len() {
        0 => Found::None,
        1 => Found::One(ids.remove(0)),
        _ => Found::Several(ids),
    }
}

/// Whether both have a code of one scheme, and not the same.
fn codes_conflict(one: &[Code], other: &[Code]) -> bool {
    other.iter().any(|code| {
        let mut same_scheme = one
            .iter()
            .filter(|known| known.scheme == code.scheme)
            .peekable();
        same_scheme.peek().is_some()
            && !same_scheme.any(|known| known.value.eq_ignore_ascii_case(&code.value))
    })
}

fn add_codes(codes: &mut Vec<Code>, more: &[Code]) {
    for code in more {
        if !codes.iter().any(|known| {
            known.scheme == code.scheme && known.value.eq_ignore_ascii_case(&code.value)
        }) {
            codes.push(code.clone());
        }
    }
    codes.sort();
}

fn set<T>(field: &mut Option<T>, value: Option<T>) {
    if value.is_some() {
        *field = value;
    }
}

fn described(o: &Organisation) -> String {
    match o
        .codes
        .iter()
        .find(|c| c.scheme == CodeScheme::Ods)
        .or(o.codes.first())
    {
        Some(code) => format!("{} ({})", o.name, code.value),
        None => o.name.clone(),
    }
}

fn nowhere(id: PlaceId) -> Place {
    Place {
        id,
        name: String::new(),
        level: PlaceLevel::System,
        codes: Vec::new(),
        parent_id: None,
        contact: None,
        closed: None,
        successions: Vec::new(),
        confidentiality: Confidentiality::Public,
        record: Record::default(),
    }
}

/// A new row cannot name one that is entered after it: the name is put off to a change that follows.
fn put_off<I: Copy>(field: &mut Option<I>, change: &mut Patch<I>, there: impl Fn(I) -> bool) {
    if let Some(id) = *field
        && !there(id)
    {
        *change = Patch::Set(id);
        *field = None;
    }
}

/// The same for what took over: all of it is put off where one of them is entered later.
fn put_off_successions<I: Copy>(
    successions: &mut Vec<Succession<I>>,
    change: &mut Option<Vec<Succession<I>>>,
    there: impl Fn(I) -> bool,
) {
    if successions.iter().any(|s| !there(s.successor_id)) {
        *change = Some(std::mem::take(successions));
    }
}

/// The successions with this one in place of those there were, where a source states one that is not among them.
fn with_successor<I: Copy + PartialEq>(
    successions: &[Succession<I>],
    stated: Option<I>,
) -> Vec<Succession<I>> {
    match stated {
        Some(successor_id) if !successions.iter().any(|s| s.successor_id == successor_id) => {
            vec![Succession {
                successor_id,
                date: None,
            }]
        }
        _ => successions.to_vec(),
    }
}

fn value<T: Clone + PartialEq>(old: &T, new: &T) -> Option<T> {
    (old != new).then(|| new.clone())
}

fn patch<T: Clone + PartialEq>(old: Option<&T>, new: Option<&T>) -> Patch<T> {
    match (old, new) {
        (old, new) if old == new => Patch::Keep,
        (_, Some(new)) => Patch::Set(new.clone()),
        (_, None) => Patch::Clear,
    }
}

fn place_change(old: &Place, new: &Place) -> PlaceChange {
    PlaceChange {
        name: value(&old.name, &new.name),
        level: None,
        codes: value(&sorted(&old.codes), &new.codes),
        confidentiality: None,
        parent_id: patch(old.parent_id.as_ref(), new.parent_id.as_ref()),
        contact: patch(old.contact.as_ref(), new.contact.as_ref()),
        closed: patch(old.closed.as_ref(), new.closed.as_ref()),
        successions: value(&old.successions, &new.successions),
    }
}

fn organisation_change(old: &Organisation, new: &Organisation) -> OrganisationChange {
    OrganisationChange {
        name: value(&old.name, &new.name),
        label: value(&old.label, &new.label),
        kind: value(&old.kind, &new.kind),
        codes: value(&sorted(&old.codes), &new.codes),
        memberships: value(&sorted(&old.memberships), &new.memberships),
        confidentiality: None,
        sector: patch(old.sector.as_ref(), new.sector.as_ref()),
        parent_id: patch(old.parent_id.as_ref(), new.parent_id.as_ref()),
        opened: patch(old.opened.as_ref(), new.opened.as_ref()),
        closed: patch(old.closed.as_ref(), new.closed.as_ref()),
        successions: value(&old.successions, &new.successions),
        decision_route: Patch::Keep,
        pressures: None,
    }
}

fn sorted<T: Clone + Ord>(list: &[T]) -> Vec<T> {
    let mut list = list.to_vec();
    list.sort();
    list
}
