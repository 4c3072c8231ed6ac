//! Every field of every entity as JSON, relations as ids and names: what `footbridge list --json` prints.

use std::collections::BTreeMap;

use domain::{Assessment, AudienceMap, Entity, EntityKind, EntityRef, Party, TieId};
use serde::{Serialize, Serializer};
use serde_json::{Map as Object, Value, json};

use crate::parties::party_ref;

/// The entities of one kind as this audience may see them, in the order of their names or dates.
///
/// Rows are made one by one as they are asked for: of a national footprint, all together would take
/// more than a gigabyte.
#[derive(Debug)]
pub struct Listing<'a> {
    map: &'a AudienceMap,
    order: Vec<EntityRef>,
    /// Of each tie, the newest judgement: looked up one by one, every tie would go through all judgements.
    newest: BTreeMap<TieId, &'a Assessment>,
}

impl<'a> Listing<'a> {
    /// What there is of a kind.
    pub fn of(map: &'a AudienceMap, kind: EntityKind) -> Self {
        let mut order: Vec<(String, EntityRef)> = map
            .entities_of(kind)
            .into_iter()
            .map(|entity| (order(map, &entity), entity.reference()))
            .collect();
        order.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut newest: BTreeMap<TieId, &Assessment> = BTreeMap::new();
        if kind == EntityKind::Tie {
            for one in map.assessments().iter() {
                let known = newest.entry(one.tie_id).or_insert(one);
                if (known.date, known.id) < (one.date, one.id) {
                    *known = one;
                }
            }
        }
        Self {
            map,
            newest,
            order: order.into_iter().map(|(_, reference)| reference).collect(),
        }
    }

    /// How many rows there are.
    pub const fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The rows, each made when its turn comes.
    pub fn rows(&self) -> impl Iterator<Item = Value> + '_ {
        self.order
            .iter()
            .filter_map(|&reference| Some(self.as_json(&self.map.entity(reference)?)))
    }
}

impl Listing<'_> {
    fn as_json(&self, entity: &Entity) -> Value {
        let map = self.map;
        let Ok(Value::Object(tagged)) = serde_json::to_value(entity) else {
            return Value::Null;
        };
        let Some((_, mut row)) = tagged.into_iter().next() else {
            return Value::Null;
        };
        name_relations(map, &mut row);
        let Value::Object(mut object) = row else {
            return row;
        };
        if let Some(Value::Object(record)) = object.remove("record") {
            object.extend(record);
        }
        match entity {
            Entity::Tie(tie) => {
                object.insert("status".to_owned(), json!(tie.status_on(map.as_of())));
                let newest = self.newest.get(&tie.id).and_then(|a| a.level);
                object.insert("level".to_owned(), json!(newest));
            }
            Entity::Assessment(a) => {
                if let Some(tie) = map.tie(a.tie_id) {
                    object.insert("a".to_owned(), json!(party_ref(map, tie.a)));
                    object.insert("b".to_owned(), json!(party_ref(map, tie.b)));
                    object.insert("tie_kind".to_owned(), json!(tie.kind));
                }
            }
            Entity::Commitment(c) => {
                let standing = c.standing_on(map.as_of());
                object.insert("state".to_owned(), json!(standing.state));
                object.insert("agreed_due".to_owned(), json!(standing.agreed_due));
                object.insert(
                    "is_overdue".to_owned(),
                    json!(standing.is_overdue_on(map.as_of())),
                );
            }
            Entity::Organisation(organisation) => {
                object.insert("label".to_owned(), json!(organisation.short_name()));
                let predecessors: Vec<Value> = map
                    .predecessors_of(organisation.id)
                    .map(|before| {
                        let date = before
                            .successions
                            .iter()
                            .find(|s| s.successor_id == organisation.id)
                            .and_then(|s| s.date);
                        json!({ "id": before.id, "name": before.name, "date": date })
                    })
                    .collect();
                object.insert("predecessors".to_owned(), json!(predecessors));
            }
            Entity::Leader(leader) => {
                let posts: Vec<Value> = map
                    .posts_of(leader.id, map.as_of())
                    .map(|post| {
                        let mut post = serde_json::to_value(post).unwrap_or_default();
                        name_relations(map, &mut post);
                        if let Value::Object(object) = &mut post {
                            object.remove("record");
                        }
                        post
                    })
                    .collect();
                object.insert("posts".to_owned(), json!(posts));
            }
            Entity::Forum(forum) => {
                let seats: Vec<Value> = map
                .seats_on(forum.id, map.as_of())
                .map(|seat| {
                    json!({
                        "id": seat.id,
                        "leader": party_ref(map, seat.leader_id.into()),
                        "organisation": seat.organisation_id.map(|id| party_ref(map, id.into())),
                        "role": seat.role,
                    })
                })
                .collect();
                object.insert("seats".to_owned(), json!(seats));
            }
            _ => {}
        }
        Value::Object(object)
    }
}

impl Serialize for Listing<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.rows())
    }
}

/// What rows of a kind are sorted by: names for what has one, dates for what happened.
pub(crate) fn order(map: &AudienceMap, entity: &Entity) -> String {
    let name = |party: Party| map.party_label(party).unwrap_or_default().to_lowercase();
    match entity {
        Entity::Place(p) => p.name.to_lowercase(),
        Entity::Organisation(o) => o.name.to_lowercase(),
        Entity::Leader(l) => l.name.to_lowercase(),
        Entity::Post(p) => format!(
            "{} {}",
            name(p.organisation_id.into()),
            p.title.to_lowercase()
        ),
        Entity::Tie(t) => format!("{} {}", name(t.a), name(t.b)),
        Entity::Assessment(a) => format!("{} {}", a.date, a.id),
        Entity::Source(s) => s.title.to_lowercase(),
        Entity::Workstream(w) => w.name.to_lowercase(),
        Entity::Dependency(d) => d.id.to_string(),
        Entity::Need(n) => format!("{} {}", name(n.a.into()), name(n.b.into())),
        Entity::Commitment(c) => format!(
            "{} {}",
            c.due
                .map_or_else(|| "9999".to_owned(), |day| day.to_string()),
            c.id
        ),
        Entity::Objective(o) => o.name.to_lowercase(),
        Entity::Stake(s) => format!(
            "{} {} {}",
            s.objective_id,
            name(s.organisation_id.into()),
            s.date
        ),
        Entity::Forum(f) => f.name.to_lowercase(),
        Entity::Seat(s) => format!("{} {}", s.forum_id, name(s.leader_id.into())),
        Entity::Proposal(p) => p.title.to_lowercase(),
        Entity::Impact(i) => format!("{} {} {}", i.proposal_id, i.date, i.id),
        Entity::Position(p) => format!("{} {} {}", p.proposal_id, name(p.party), p.date),
        Entity::Agreement(a) => a.title.to_lowercase(),
        Entity::Meeting(m) => format!("{} {}", m.date, m.id),
        Entity::Contact(c) => format!("{} {}", c.date, c.id),
        Entity::Baseline(b) => format!("{} {}", b.day, b.id),
        Entity::Note(n) => format!("{} {}", n.date, n.id),
        Entity::View(v) => v.name.to_lowercase(),
    }
}

/// Puts a name beside every id that has one, and turns parties into `{id, kind, name, label}`.
fn name_relations(map: &AudienceMap, value: &mut Value) {
    match value {
        Value::Object(object) => {
            let mut named: Vec<(String, Value)> = Vec::new();
            for (key, inner) in object.iter_mut() {
                if let Some(party) = as_party(inner) {
                    *inner = json!(party_ref(map, party));
                    continue;
                }
                if let Some(named) = as_named(map, inner) {
                    *inner = named;
                    continue;
                }
                if let Some(relation) = key.strip_suffix("_id")
                    && let Some(name) = name_by_id(map, relation, inner)
                {
                    named.push((relation.to_owned(), json!({ "id": inner, "name": name })));
                }
                if let (Some(relation), Value::Array(ids)) = (key.strip_suffix("_ids"), &*inner) {
                    let each: Vec<Value> = ids
                        .iter()
                        .filter_map(|id| {
                            Some(json!({ "id": id, "name": name_by_id(map, relation, id)? }))
                        })
                        .collect();
                    named.push((plural(relation), json!(each)));
                }
                name_relations(map, inner);
            }
            object.extend(named);
            if let (Some(a), Some(b)) = (
                organisation_name(map, object.get("a")),
                organisation_name(map, object.get("b")),
            ) {
                object.insert("a".to_owned(), a);
                object.insert("b".to_owned(), b);
            }
        }
        Value::Array(items) => {
            for item in items {
                match as_named(map, item) {
                    Some(named) => *item = named,
                    None => name_relations(map, item),
                }
            }
        }
        _ => {}
    }
}

fn organisation_name(map: &AudienceMap, id: Option<&Value>) -> Option<Value> {
    let id: domain::OrganisationId = id?.as_str()?.parse().ok()?;
    map.organisation(id)
        .map(|_| json!(party_ref(map, id.into())))
}

fn as_party(value: &Value) -> Option<Party> {
    let object: &Object<String, Value> = value.as_object()?;
    if object.len() != 1 {
        return None;
    }
    serde_json::from_value(value.clone()).ok()
}

/// `{"proposal": id}` and the like, as an agenda or a filter names things: with its kind and name.
fn as_named(map: &AudienceMap, value: &Value) -> Option<Value> {
    let object: &Object<String, Value> = value.as_object()?;
    let (key, id) = object.iter().next().filter(|_| object.len() == 1)?;
    let kind = EntityKind::ALL.iter().find(|kind| kind.key() == key)?;
    let name = name_by_id(map, key, id)?;
    Some(json!({ "id": id, "kind": kind, "name": name }))
}

fn plural(relation: &str) -> String {
    match EntityKind::from_key(relation) {
        Some(kind) => kind.words().to_owned(),
        None => relation
            .strip_suffix('y')
            .map_or_else(|| format!("{relation}s"), |stem| format!("{stem}ies")),
    }
}

/// What the entity with this id is called, whatever its kind: a parent or successor is of the kind of what
/// names it. The relation says where to look first.
fn name_by_id(map: &AudienceMap, relation: &str, id: &Value) -> Option<String> {
    let id: uuid::Uuid = id.as_str()?.parse().ok()?;
    let likely = EntityKind::from_key(relation);
    likely
        .iter()
        .chain(EntityKind::ALL)
        .map(|kind| EntityRef::new(*kind, id))
        .find(|reference| map.has(*reference))
        .and_then(|reference| match map.entity(reference)? {
            Entity::Place(p) => Some(p.name),
            Entity::Organisation(o) => Some(o.name),
            Entity::Leader(l) => Some(l.name),
            Entity::Source(s) => Some(s.title),
            Entity::Workstream(w) => Some(w.name),
            Entity::Objective(o) => Some(o.name),
            Entity::Forum(f) => Some(f.name),
            Entity::Proposal(p) => Some(p.title),
            Entity::Agreement(a) => Some(a.title),
            Entity::Commitment(c) => Some(c.what),
            Entity::Meeting(m) => Some(map.name_of(m.id.into())),
            _ => None,
        })
}
