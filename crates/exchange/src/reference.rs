//! Real footprints to start from, compiled from files published under the Open Government Licence.
//!
//! The 44 partnerships into which England was divided in 2016 come from the NHS's own workbook of
//! April 2019: 41 as they then stood, the three that had closed in 2018, and the one the three became.
//! The 42 integrated care boards of April 2023 come from the look-ups of the Office for National
//! Statistics and the files of the NHS Organisation Data Service. `examples/compile_reference.rs`
//! makes `reference/footprints.json` anew.
//!
//! How the members of an integrated care board's footprint were found: the board itself; every NHS
//! trust whose parent in the Organisation Data Service's file it is, each trust in one footprint only.
//! That file goes by where the headquarters lie; where the list of trusts by system of 2021 names
//! another system and the trust draws at least two in five of its admissions from that one, that one is
//! taken (Sandwell and West Birmingham, in the Black Country). Otherwise where patients come from counts
//! for nothing. Further members are every county, unitary, metropolitan and London council of whose area or of whose
//! population's share at least a twentieth lies there (by small census areas). Ambulance trusts
//! therefore stand only where their headquarters lie.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use domain::{
    Code, CodeScheme, Confidentiality, Edit, Footprint, Interdependence, Involvement, Leader,
    LeaderId, Membership, Note, NoteId, Organisation, OrganisationId, OrganisationKind, Part,
    Place, PlaceId, PlaceLevel, Post, PostId, Record, Source, SourceId, SourceKind, Workstream,
    WorkstreamId,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::ExchangeError;
use crate::names::{name_key, unique_label};

/// The words the licence asks to be shown wherever the reference data are.
pub const ATTRIBUTION: &str = "Contains public sector information licensed under the Open Government Licence v3.0. \
Source: NHS Digital and NHS England, Organisation Data Service; Office for National Statistics licensed under the \
Open Government Licence v3.0; contains OS data © Crown copyright and database right. People named are office-holders \
as published.";

/// Which reorganisation of the NHS in England a footprint belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Era {
    /// Sustainability and transformation partnerships, 2016 to 2019.
    Partnership2016,
    /// Integrated care boards, from July 2022.
    Board2023,
}

impl Era {
    /// The words a person reads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Partnership2016 => "sustainability and transformation partnership, 2016–19",
            Self::Board2023 => "integrated care system, 2023",
        }
    }
}

/// A footprint that can be started from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReferenceFootprint {
    /// What it is asked for by: the ODS code, with `-2023` for an integrated care board.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its region's name.
    pub region: Option<String>,
    /// Which reorganisation it belongs to.
    pub era: Era,
    /// The day the data are of.
    pub edition: Date,
    /// The day it closed, where it has.
    pub closed: Option<Date>,
    /// How many organisations are its members.
    pub organisations: u32,
    /// How many published leads it has.
    pub leads: u32,
}

/// The compiled file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Compiled {
    /// Where the data come from.
    pub sources: Vec<CompiledSource>,
    /// Every organisation once.
    pub organisations: Vec<CompiledOrganisation>,
    /// Every footprint.
    pub footprints: Vec<CompiledFootprint>,
}

/// A source of the compiled file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompiledSource {
    /// Its title.
    pub title: String,
    /// Its edition.
    pub date: Date,
}

/// An organisation of the compiled file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompiledOrganisation {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Code>,
    /// Its last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Date>,
}

/// A region, or a place within a footprint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompiledPlace {
    /// Its name.
    pub name: String,
    /// Its codes.
    pub codes: Vec<Code>,
}

/// A published lead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompiledLead {
    /// The name as published.
    pub name: String,
    /// Posts: which organisation, what title.
    pub posts: Vec<(usize, String)>,
    /// As published.
    pub note: String,
}

/// A footprint of the compiled file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompiledFootprint {
    /// What it is asked for by.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Which reorganisation it belongs to.
    pub era: Era,
    /// Its codes.
    pub codes: Vec<Code>,
    /// The region it lies in.
    pub region: Option<CompiledPlace>,
    /// The day the data are of.
    pub edition: Date,
    /// The source, as a number in [`Compiled::sources`].
    pub source: usize,
    /// The day it closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Date>,
    /// A published address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Places within it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<CompiledPlace>,
    /// Its members, as numbers in [`Compiled::organisations`].
    pub members: Vec<usize>,
    /// Its published leads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leads: Vec<CompiledLead>,
    /// Dated changes, as published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<(Date, String)>,
}

static BUNDLED: &str = include_str!("../reference/footprints.json");

/// The compiled file as bundled. It is checked by a test; should it ever not be readable, there are no footprints.
fn compiled() -> &'static Compiled {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    COMPILED.get_or_init(|| {
        serde_json::from_str(BUNDLED).unwrap_or(Compiled {
            sources: Vec::new(),
            organisations: Vec::new(),
            footprints: Vec::new(),
        })
    })
}

/// Every footprint that can be started from: those of 2016–19 by name, then those of 2023 by name.
pub fn footprints() -> Vec<ReferenceFootprint> {
    let mut all: Vec<ReferenceFootprint> = compiled().footprints.iter().map(offered).collect();
    all.sort_by(|a, b| (a.era, &a.name).cmp(&(b.era, &b.name)));
    all
}

/// The footprint that a code (ODS or ONS, small letters will do) or a name means. Where a code is
/// that of a partnership and of the board that followed it, the partnership is meant.
pub fn footprint(asked: &str) -> Option<ReferenceFootprint> {
    find(asked).map(offered)
}

fn offered(f: &CompiledFootprint) -> ReferenceFootprint {
    ReferenceFootprint {
        code: f.code.clone(),
        name: f.name.clone(),
        region: f.region.as_ref().map(|region| region.name.clone()),
        era: f.era,
        edition: f.edition,
        closed: f.closed,
        organisations: f.members.len() as u32,
        leads: f.leads.len() as u32,
    }
}

fn find(wanted: &str) -> Option<&'static CompiledFootprint> {
    let code = wanted.trim().to_uppercase();
    let all = &compiled().footprints;
    let bare = |name: &str| {
        name_key(name)
            .split(' ')
            .filter(|word| !matches!(*word, "stp" | "ics" | "icb"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    all.iter()
        .find(|f| f.code == code)
        .or_else(|| all.iter().find(|f| f.codes.iter().any(|c| c.value == code)))
        .or_else(|| all.iter().find(|f| name_key(&f.name) == name_key(wanted)))
        .or_else(|| all.iter().find(|f| bare(&f.name) == bare(wanted)))
}

/// The edits that enter a footprint into an empty document: its region, itself, its places, its
/// member organisations, published leads and their posts, dated changes, its source, one workstream
/// that all members share, and the document's own name.
pub fn edits(code: &str, new_id: &mut dyn FnMut() -> Uuid) -> Result<Vec<Edit>, ExchangeError> {
    let Some(footprint) = find(code) else {
        return Err(ExchangeError::NoSuchFootprint {
            code: code.to_owned(),
        });
    };
    let data = compiled();
    let mut edits = Vec::new();
    let source = data.sources.get(footprint.source);
    let source_id = source.map(|_| SourceId::from(new_id()));
    let record = Record {
        source_id,
        ..Record::default()
    };
    if let (Some(source), Some(id)) = (source, source_id) {
        edits.push(Edit::AddSource(Source {
            id,
            title: source.title.clone(),
            kind: SourceKind::Dataset,
            date: Some(source.date),
            licence: Some(crate::OPEN_LICENCE.to_owned()),
            address: None,
            confidentiality: Confidentiality::Public,
            record: Record::default(),
        }));
    }
    let mut place = |name: &str, level, codes: &[Code], parent_id, contact, closed| {
        let id = PlaceId::from(new_id());
        let place = Place {
            id,
            name: name.to_owned(),
            level,
            codes: codes.to_vec(),
            parent_id,
            contact,
            closed,
            successions: Vec::new(),
            confidentiality: Confidentiality::Public,
            record: record.clone(),
        };
        edits.push(Edit::AddPlace(place));
        id
    };
    let region = footprint
        .region
        .as_ref()
        .map(|r| place(&r.name, PlaceLevel::Region, &r.codes, None, None, None));
    let place_id = place(
        &footprint.name,
        PlaceLevel::System,
        &footprint.codes,
        region,
        footprint.contact.clone(),
        footprint.closed,
    );
    for within in &footprint.places {
        place(
            &within.name,
            PlaceLevel::Place,
            &within.codes,
            Some(place_id),
            None,
            None,
        );
    }

    let mut labels = BTreeSet::new();
    let mut ids: Vec<(usize, OrganisationId)> = Vec::new();
    for number in &footprint.members {
        let Some(compiled) = data.organisations.get(*number) else {
            continue;
        };
        let id = OrganisationId::from(new_id());
        let mut organisation = Organisation::new(id, &compiled.name, compiled.kind);
        let ods = compiled
            .codes
            .iter()
            .find(|c| c.scheme == CodeScheme::Ods)
            .map(|c| c.value.as_str());
        organisation.label = unique_label(&compiled.name, ods, &labels);
        labels.insert(organisation.label.clone());
        organisation.codes.clone_from(&compiled.codes);
        organisation.closed = compiled.closed;
        organisation.memberships = vec![Membership {
            place_id,
            from: None,
            to: None,
        }];
        organisation.record = record.clone();
        ids.push((*number, id));
        edits.push(Edit::AddOrganisation(organisation));
    }
    for lead in &footprint.leads {
        let leader_id = LeaderId::from(new_id());
        edits.push(Edit::AddLeader(Leader {
            id: leader_id,
            name: lead.name.clone(),
            contact: None,
            do_not_ask: false,
            keep_until: None,
            confidentiality: Confidentiality::Public,
            record: record.clone(),
        }));
        for (number, title) in &lead.posts {
            let Some((_, organisation_id)) = ids.iter().find(|(n, _)| n == number) else {
                continue;
            };
            edits.push(Edit::AppointLeader(Post {
                id: PostId::from(new_id()),
                leader_id,
                organisation_id: *organisation_id,
                title: title.clone(),
                authority: None,
                from: None,
                to: None,
                confidentiality: Confidentiality::Public,
                record: record.clone(),
            }));
        }
        edits.push(note(
            new_id,
            leader_id.into(),
            footprint.edition,
            &lead.note,
            &record,
        ));
    }
    for (date, text) in &footprint.history {
        edits.push(note(new_id, place_id.into(), *date, text, &record));
    }
    let plan = match footprint.era {
        Era::Partnership2016 => "Sustainability and transformation plan",
        Era::Board2023 => "Joint forward plan",
    };
    edits.push(Edit::AddWorkstream(Workstream {
        id: WorkstreamId::from(new_id()),
        name: plan.to_owned(),
        summary: Some(
            "A starting assumption, to be edited: every member contributes to the plan of the whole footprint, so \
             every two of them have reason to cooperate. Add the workstreams they really share."
                .to_owned(),
        ),
        interdependence: Interdependence::Pooled,
        involvement: ids
            .iter()
            .map(|(_, organisation_id)| Involvement { organisation_id: *organisation_id, part: Part::Contributes })
            .collect(),
        from: None,
        to: None,
        objective_id: None,
        confidentiality: Confidentiality::Public,
        record,
    }));
    edits.push(Edit::DescribeFootprint(Footprint {
        name: footprint.name.clone(),
        place_id: Some(place_id),
        freeze: None,
        invented: false,
    }));
    Ok(edits)
}

fn note(
    new_id: &mut dyn FnMut() -> Uuid,
    about: domain::EntityRef,
    date: Date,
    text: &str,
    record: &Record,
) -> Edit {
    Edit::AddNote(Note {
        id: NoteId::from(new_id()),
        about,
        date,
        author: "NHS Digital Organisation Data Service".to_owned(),
        text: text.to_owned(),
        confidentiality: Confidentiality::Public,
        record: record.clone(),
    })
}
