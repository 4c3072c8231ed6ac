//! What a person does in the window, turned into edits: names resolved, ids given, usual values filled in.

use domain::{
    Assessment, Commitment, CommitmentAct, CommitmentChange, CommitmentEvent, CommitmentSide,
    Confidence, Confidentiality, Edit, EntityRef, Involvement, Leader, LeaderChange, Level, Map,
    Membership, Method, Need, Note, Organisation, OrganisationChange, Party, Patch, Perceiver,
    Post, PostChange, Record, Trust, Workstream,
};
use jiff::civil::Date;

use crate::arrange;
use crate::choices;
use crate::error::AppError;
use crate::filters;
use crate::forms;
use crate::script::{NewId, find_tie, new_tie, usual_confidentiality_of_judgement};
use crate::wire::{Act, FieldEntry, FieldValue};

/// The edit an act comes down to, and the entity it makes, if one.
pub(crate) fn edit_of(
    act: &Act,
    map: &Map,
    new_id: NewId<'_>,
    today: Date,
    author: &str,
) -> Result<(Edit, Option<EntityRef>), AppError> {
    match act {
        Act::AddOrganisation {
            name,
            kind,
            label,
            elsewhere,
        } => {
            let mut row =
                Organisation::new(new_id().into(), name, choices::organisation_kind(kind)?);
            row.label.clone_from(label);
            // Who is entered into a footprint belongs to it, unless somebody says otherwise.
            if let Some(place_id) = map.footprint().place_id.filter(|_| !elsewhere) {
                row.memberships = vec![Membership {
                    place_id,
                    from: None,
                    to: None,
                }];
            }
            let made = row.id.into();
            Ok((Edit::AddOrganisation(row), Some(made)))
        }
        Act::ChangeOrganisation { key, field, value } => {
            let EntityRef::Organisation(organisation_id) = reference(key)? else {
                return Err(not_found("organisation", key));
            };
            let mut change = OrganisationChange::default();
            match field.as_str() {
                "name" => change.name = Some(value.clone()),
                "label" => change.label = Some(value.clone()),
                "kind" => change.kind = Some(choices::organisation_kind(value)?),
                "sector" => change.sector = text_patch(value),
                "confidentiality" => {
                    change.confidentiality = Some(choices::confidentiality(value)?);
                }
                _ => {
                    return Err(no_field(
                        field,
                        "name, label, kind, sector, confidentiality",
                    ));
                }
            }
            Ok((
                Edit::ChangeOrganisation {
                    organisation_id,
                    change,
                },
                None,
            ))
        }
        Act::AddLeader {
            name,
            organisation,
            title,
            authority,
        } => {
            let leader = Leader {
                id: new_id().into(),
                name: name.clone(),
                contact: None,
                do_not_ask: false,
                keep_until: None,
                confidentiality: Confidentiality::Partners,
                record: Record::default(),
            };
            let made = EntityRef::from(leader.id);
            let Some(organisation) = organisation.as_deref().filter(|key| !key.is_empty()) else {
                return Ok((Edit::AddLeader(leader), Some(made)));
            };
            let title = if title.trim().is_empty() {
                "Leader"
            } else {
                title
            };
            let post = post(leader.id, organisation, title, authority.as_deref(), new_id)?;
            let what = format!("Add leader {}, {title}", leader.name);
            let edits = vec![Edit::AddLeader(leader), Edit::AppointLeader(post)];
            Ok((Edit::Together { what, edits }, Some(made)))
        }
        Act::ChangeLeader { key, field, value } => {
            let EntityRef::Leader(leader_id) = reference(key)? else {
                return Err(not_found("leader", key));
            };
            let mut change = LeaderChange::default();
            match field.as_str() {
                "name" => change.name = Some(value.clone()),
                "contact" => change.contact = text_patch(value),
                "confidentiality" => {
                    change.confidentiality = Some(choices::confidentiality(value)?);
                }
                _ => return Err(no_field(field, "name, contact, confidentiality")),
            }
            Ok((Edit::ChangeLeader { leader_id, change }, None))
        }
        Act::AddPost {
            leader,
            organisation,
            title,
            authority,
            from,
        } => {
            let EntityRef::Leader(leader_id) = reference(leader)? else {
                return Err(not_found("leader", leader));
            };
            let mut post = post(leader_id, organisation, title, authority.as_deref(), new_id)?;
            post.from = optional_day(from.as_deref())?;
            let made = post.id.into();
            Ok((Edit::AppointLeader(post), Some(made)))
        }
        Act::ChangePost { key, field, value } => {
            let EntityRef::Post(post_id) = reference(key)? else {
                return Err(not_found("post", key));
            };
            let mut change = PostChange::default();
            match field.as_str() {
                "title" => change.title = Some(value.clone()),
                "organisation" => match reference(value)? {
                    EntityRef::Organisation(id) => change.organisation_id = Some(id),
                    _ => return Err(not_found("organisation", value)),
                },
                "authority" if value.is_empty() => change.authority = Patch::Clear,
                "authority" => change.authority = Patch::Set(choices::authority(value)?),
                "from" => change.from = date_patch(value)?,
                "to" => change.to = date_patch(value)?,
                _ => return Err(no_field(field, "title, organisation, authority, from, to")),
            }
            Ok((Edit::ChangePost { post_id, change }, None))
        }
        Act::RecordAssessment { .. } => record_assessment(act, map, new_id, today),
        Act::SetNeed {
            a,
            b,
            level,
            reason,
            set_by,
        } => {
            let (Party::Organisation(a), Party::Organisation(b)) = (party(a)?, party(b)?) else {
                return Err(not_found("organisation", a));
            };
            let set_by = if set_by.trim().is_empty() {
                author
            } else {
                set_by
            };
            let need = Need {
                id: new_id().into(),
                a,
                b,
                level: level_of(*level)?,
                reason: reason.clone(),
                set_by: set_by.to_owned(),
                date: today,
                dissent: None,
                confidentiality: Confidentiality::Board,
                record: Record::default(),
            };
            let made = need.id.into();
            Ok((Edit::SetNeed(need), Some(made)))
        }
        Act::AddWorkstream {
            name,
            interdependence,
            involvement,
        } => {
            let mut parts = Vec::new();
            for one in involvement {
                let Party::Organisation(organisation_id) = party(&one.organisation)? else {
                    return Err(not_found("organisation", &one.organisation));
                };
                parts.push(Involvement {
                    organisation_id,
                    part: choices::part(&one.part)?,
                });
            }
            let workstream = Workstream {
                id: new_id().into(),
                name: name.clone(),
                summary: None,
                interdependence: choices::interdependence(interdependence)?,
                involvement: parts,
                from: None,
                to: None,
                objective_id: None,
                confidentiality: Confidentiality::Board,
                record: Record::default(),
            };
            let made = workstream.id.into();
            Ok((Edit::AddWorkstream(workstream), Some(made)))
        }
        Act::AddCommitment {
            from,
            to,
            what,
            due,
            promised,
            workstream,
        } => {
            let workstream_id = match workstream.as_deref().filter(|key| !key.is_empty()) {
                None => None,
                Some(key) => match reference(key)? {
                    EntityRef::Workstream(id) => Some(id),
                    _ => return Err(not_found("workstream", key)),
                },
            };
            let event = CommitmentEvent {
                date: today,
                act: CommitmentAct::Promise,
                by: CommitmentSide::Promiser,
                due: None,
                note: None,
            };
            let commitment = Commitment {
                id: new_id().into(),
                from: party(from)?,
                to: party(to)?,
                what: what.clone(),
                workstream_id,
                asked: today,
                due: optional_day(due.as_deref())?,
                events: if *promised { vec![event] } else { Vec::new() },
                proposal_id: None,
                evidence: None,
                confidentiality: Confidentiality::Board,
                record: Record::default(),
            };
            let made = commitment.id.into();
            Ok((Edit::AddCommitment(commitment), Some(made)))
        }
        Act::MoveCommitment {
            key,
            step,
            by,
            due,
            note,
        } => {
            let EntityRef::Commitment(commitment_id) = reference(key)? else {
                return Err(not_found("commitment", key));
            };
            if step == "change_words" {
                let change = CommitmentChange {
                    what: note.clone(),
                    ..CommitmentChange::default()
                };
                return Ok((
                    Edit::ChangeCommitment {
                        commitment_id,
                        change,
                    },
                    None,
                ));
            }
            let event = CommitmentEvent {
                date: today,
                act: from_key("a step in a promise", step)?,
                by: from_key("promiser or requester", by)?,
                due: optional_day(due.as_deref())?,
                note: optional_text(note.as_deref()),
            };
            Ok((
                Edit::MoveCommitment {
                    commitment_id,
                    event,
                },
                None,
            ))
        }
        Act::AddNote { about, text } => {
            let note = Note {
                id: new_id().into(),
                about: reference(about)?,
                date: today,
                author: author.to_owned(),
                text: text.clone(),
                confidentiality: Confidentiality::Working,
                record: Record::default(),
            };
            let made = note.id.into();
            Ok((Edit::AddNote(note), Some(made)))
        }
        Act::Remove { key } => Ok((
            Edit::Remove {
                entity: reference(key)?,
            },
            None,
        )),
        Act::ChangeMany { keys, field, value } => {
            let mut edits = Vec::new();
            for key in keys {
                let (key, field, value) = (key.clone(), field.clone(), value.clone());
                let entity = reference(&key)?;
                let one = match entity {
                    EntityRef::Organisation(_) => Act::ChangeOrganisation { key, field, value },
                    EntityRef::Leader(_) => Act::ChangeLeader { key, field, value },
                    EntityRef::Post(_) => Act::ChangePost { key, field, value },
                    _ => {
                        let filling = forms::Filling {
                            new_id: &mut *new_id,
                            today,
                            author,
                        };
                        edits.extend(one_field(map, entity, &field, value, filling)?);
                        continue;
                    }
                };
                edits.push(edit_of(&one, map, new_id, today, author)?.0);
            }
            let plain = field.chars().all(|letter| letter.is_ascii_lowercase());
            let named = if plain {
                format!("the {field}")
            } else {
                format!("\u{201c}{}\u{201d}", forms::label_of(keys, field))
            };
            let what = format!("Change {named} of {}", many(keys)?);
            Ok((Edit::Together { what, edits }, None))
        }
        Act::RemoveMany { keys } => {
            let mut edits = Vec::new();
            for key in keys {
                edits.push(Edit::Remove {
                    entity: reference(key)?,
                });
            }
            let what = format!("Remove {}", many(keys)?);
            Ok((Edit::Together { what, edits }, None))
        }
        Act::SaveView {
            name,
            options,
            as_of,
        } => {
            let as_of = optional_day(as_of.as_deref())?;
            let edit = filters::save(name, options, as_of, map, new_id)?;
            Ok((edit, None))
        }
        Act::MoveMarks { marks } => Ok((arrange::edit(marks, map, new_id)?, None)),
    }
}

/// The edit that changes one field of an entity of any kind; `None` where it is so already.
fn one_field(
    map: &Map,
    entity: EntityRef,
    field: &str,
    value: String,
    filling: forms::Filling<'_>,
) -> Result<Option<Edit>, AppError> {
    let entry = FieldEntry {
        name: field.to_owned(),
        value: FieldValue::of_text(value),
    };
    match forms::step(map, entity.kind(), Some(entity), &[entry], filling)? {
        forms::Filled::Step(edit, _) => Ok(Some(*edit)),
        forms::Filled::Nothing => Ok(None),
        forms::Filled::Wrong(wrong) => Err(AppError::FieldNotReady {
            reason: wrong
                .into_iter()
                .map(|one| one.sentence)
                .collect::<Vec<_>>()
                .join(" "),
        }),
    }
}

/// How many of what: "12 organisations".
fn many(keys: &[String]) -> Result<String, AppError> {
    let Some(first) = keys.first() else {
        return Err(not_found("entry", ""));
    };
    let kind = reference(first)?.kind();
    Ok(if keys.len() == 1 {
        format!("one {}", forms::one_of(kind))
    } else {
        format!("{} {}", keys.len(), forms::many_of(kind))
    })
}

fn record_assessment(
    act: &Act,
    map: &Map,
    new_id: NewId<'_>,
    today: Date,
) -> Result<(Edit, Option<EntityRef>), AppError> {
    let Act::RecordAssessment {
        a,
        b,
        kind,
        level,
        trust,
        confidence,
        method,
        perceiver,
        date,
        note,
        confidentiality,
    } = act
    else {
        return Err(AppError::NothingOpen);
    };
    let (a, b) = (party(a)?, party(b)?);
    let kind = match kind.as_deref().filter(|key| !key.is_empty()) {
        Some(key) => choices::tie_kind(key)?,
        None => domain::TieKind::WorksWith,
    };
    let method: Method = choices::method(method)?;
    let mut edits = Vec::new();
    let existing = find_tie(map, a, b, kind)
        .and_then(|id| map.tie(id))
        .cloned();
    let tie = existing.unwrap_or_else(|| {
        let tie = new_tie(new_id().into(), a, b, kind);
        edits.push(Edit::AddTie(tie.clone()));
        tie
    });
    let confidentiality = match confidentiality.as_deref().filter(|key| !key.is_empty()) {
        Some(key) => choices::confidentiality(key)?,
        None => usual_confidentiality_of_judgement(&tie),
    };
    let assessment = Assessment {
        id: new_id().into(),
        tie_id: tie.id,
        level: level.map(level_of).transpose()?,
        trust: trust
            .map(|number| {
                Trust::try_from(number).map_err(|_| AppError::NotOneOf {
                    what: "a trust",
                    given: number.to_string(),
                    known: "1 to 5".to_owned(),
                })
            })
            .transpose()?,
        sign: None,
        confidence: match confidence {
            None => Confidence::USUAL,
            Some(share) => Confidence::try_from(*share).map_err(|_| AppError::NotOneOf {
                what: "a confidence",
                given: share.to_string(),
                known: "a share between 0 and 1".to_owned(),
            })?,
        },
        method,
        perceiver: perceiver
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(|text| match text.parse::<EntityRef>() {
                Ok(EntityRef::Organisation(id)) => Perceiver::Organisation(id),
                Ok(EntityRef::Leader(id)) => Perceiver::Leader(id),
                _ => Perceiver::Outside(text.to_owned()),
            }),
        date: optional_day(date.as_deref())?.unwrap_or(today),
        note: optional_text(note.as_deref()),
        dissent: None,
        confidentiality,
        record: Record::default(),
    };
    let made = assessment.id.into();
    let name = |party| map.party_label(party).unwrap_or("somebody").to_owned();
    let what = format!("Record assessment of {} and {}", name(a), name(b));
    edits.push(Edit::RecordAssessment(assessment));
    Ok((Edit::Together { what, edits }, Some(made)))
}

fn post(
    leader_id: domain::LeaderId,
    organisation: &str,
    title: &str,
    authority: Option<&str>,
    new_id: NewId<'_>,
) -> Result<Post, AppError> {
    let Party::Organisation(organisation_id) = party(organisation)? else {
        return Err(not_found("organisation", organisation));
    };
    Ok(Post {
        id: new_id().into(),
        leader_id,
        organisation_id,
        title: title.to_owned(),
        authority: authority
            .filter(|key| !key.is_empty())
            .map(choices::authority)
            .transpose()?,
        from: None,
        to: None,
        confidentiality: Confidentiality::Partners,
        record: Record::default(),
    })
}

/// The entity a key such as `organisation:…` names.
pub(crate) fn reference(key: &str) -> Result<EntityRef, AppError> {
    key.parse().map_err(|()| not_found("entry", key))
}

/// The organisation or leader a key names.
pub(crate) fn party(key: &str) -> Result<Party, AppError> {
    match reference(key)? {
        EntityRef::Organisation(id) => Ok(id.into()),
        EntityRef::Leader(id) => Ok(id.into()),
        _ => Err(not_found("organisation or leader", key)),
    }
}

fn not_found(kind: &'static str, wanted: &str) -> AppError {
    AppError::NotFound {
        kind,
        wanted: wanted.to_owned(),
    }
}

fn no_field(field: &str, known: &str) -> AppError {
    AppError::NotOneOf {
        what: "a field that can be changed here",
        given: field.to_owned(),
        known: known.to_owned(),
    }
}

fn level_of(number: u8) -> Result<Level, AppError> {
    Level::try_from(number).map_err(|_| AppError::NotOneOf {
        what: "a level of collaboration",
        given: number.to_string(),
        known: "0 to 5".to_owned(),
    })
}

fn text_patch(text: &str) -> Patch<String> {
    if text.trim().is_empty() {
        Patch::Clear
    } else {
        Patch::Set(text.trim().to_owned())
    }
}

fn date_patch(text: &str) -> Result<Patch<Date>, AppError> {
    Ok(optional_day(Some(text))?.map_or(Patch::Clear, Patch::Set))
}

fn optional_text(text: Option<&str>) -> Option<String> {
    text.map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

/// A day as written in a form; empty is none.
pub(crate) fn optional_day(text: Option<&str>) -> Result<Option<Date>, AppError> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    text.parse().map(Some).map_err(|_| AppError::NotOneOf {
        what: "a day",
        given: text.to_owned(),
        known: "year-month-day, such as 2026-03-05".to_owned(),
    })
}

fn from_key<T: serde::de::DeserializeOwned>(what: &'static str, key: &str) -> Result<T, AppError> {
    serde_json::from_value(serde_json::json!(key)).map_err(|_| AppError::NotOneOf {
        what,
        given: key.to_owned(),
        known: "one of the steps offered".to_owned(),
    })
}
