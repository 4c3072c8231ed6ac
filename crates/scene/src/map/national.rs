//! The map from afar: every organisation as a small mark, their ties taken together pair by pair, and of those the
//! ones that carry most. What is too large to draw whole is drawn so.

use std::collections::{BTreeMap, BTreeSet};

use domain::{AudienceMap, Level, OrganisationId, Party};
use network::{Affiliations, add_through_leaders, relationships};

use super::badges::{BADGE, badge, badge_of};
use super::facts::{Body, Facts};
use super::groups::{self, Lettering};
use super::readings::{Sized, places_of};
use super::regions::glyph_radius;
use super::signs::told;
use super::ties::{self, Look};
use super::twin::{push_filtered, push_guarded, push_left};
use super::{
    MapRequest, Show, Wish, bounds_of, class_of, key_of, omission, pair_key, spots_kept, subtitle,
    title_of,
};
use crate::fonts::{self, CAPITAL, Weight};
use crate::frame::{self, Frame};
use crate::geometry::{Bend, Point, Rect, Size};
use crate::labels::Taken;
use crate::layout::{Ground, Layout, LayoutRequest, Link, Quality, ground_for, lay_out};
use crate::legend::{Legend, Sign};
use crate::paint::{Ink, kind_outline};
use crate::scene::{
    Align, FAR_TIES, Group, Mark, MarkKind, Neighbours, Node, Omission, Scene, Shape, Stroke,
    TableRow, TableTwin, Text, link_by_direction,
};
use crate::words;

/// More organisations than this are drawn from afar.
pub(super) const MOST_ORGANISATIONS: usize = 150;
/// More leaders than this are not drawn at once.
pub(super) const MOST_LEADERS: usize = 600;
/// So many of the strongest ties of every organisation stay.
const KEPT: usize = 2;
/// Many lines over one another are drawn fainter than few.
const FAINT: f64 = 0.6;
/// From so many lines on they become thinner.
const MANY_LINES: f64 = 500.0;
/// No more lines than this, whatever stays.
const MOST_LINES: usize = 3_000;
/// More organisations than this have no room for their names below them, and smaller marks.
const MOST_NAMED: usize = 900;
/// Round the mark of what belongs to several places.
const RING: f64 = 4.0;
const NAME: f64 = 11.0;
/// From the middle of a mark to its name.
const BESIDE: f64 = BADGE + 0.5;
/// The same, where there is a ring round it.
const BESIDE_RING: f64 = BESIDE + 2.5;

/// The room one organisation has: with its name below it while they are few enough for that, and for the largest mark
/// where sizes say something.
fn cell(facts: &Facts) -> Size {
    let usual = if facts.bodies.len() <= MOST_NAMED {
        Size::new(92.0, 40.0)
    } else {
        Size::new(30.0, 24.0)
    };
    if facts.readings.sizes.is_none() {
        return usual;
    }
    let bodies = facts.bodies.iter();
    let largest = bodies
        .filter_map(|body| half_of(facts, body.organisation.id))
        .fold(0.0, f64::max);
    // A badge leans out at one corner.
    let side = 2.0 * largest + BADGE / 2.0;
    Size::new(usual.width.max(side), usual.height.max(side))
}

/// Half of what an organisation's size says it measures; `None` where sizes say nothing of it.
fn half_of(facts: &Facts, id: OrganisationId) -> Option<f64> {
    let sizes = facts.readings.sizes.as_ref()?;
    sizes.of_organisation(id).map(glyph_radius)
}

/// Half the width of an organisation's mark.
const fn glyph(organisations: usize) -> f64 {
    if organisations <= MOST_NAMED {
        11.0
    } else {
        8.0
    }
}

/// How large the letters of the largest organisations' names are, so that they can be read when the whole drawing is
/// fitted to what was asked for; everybody else's wait until one goes nearer.
#[derive(Debug, Clone, Copy, PartialEq)]
struct LargeNames {
    /// Size of the letters.
    size: f64,
    /// No name is written wider than this.
    widest: f64,
}

impl LargeNames {
    /// At least so many names can be read at the whole view, where there are so many organisations.
    const FEWEST: usize = 5;
    const MOST: usize = 24;
    /// No letters are larger than this, however large the drawing is.
    const LARGEST: f64 = 40.0;
    /// Letters that are drawn so little smaller than they are still grow in their place.
    const NEAR: f64 = 0.85;

    /// What fits the drawing's own size on a ground; `None` where it is shown about as large as it is drawn.
    fn on(ground: Size, room: Size) -> Option<Self> {
        let scale = (room.width / ground.width).min(room.height / ground.height);
        (scale < Self::NEAR).then(|| Self {
            size: (NAME / scale).min(Self::LARGEST),
            widest: 150.0 / scale,
        })
    }

    fn height(self) -> f64 {
        self.size * 14.0 / NAME
    }

    /// The room for a mark with its name below it.
    fn cell(self, name: &str) -> Size {
        let width = self.width(name);
        Size::new(width + 8.0, 2.0 * (BESIDE + self.height()))
    }

    /// A name that is longer than most is shortened.
    fn written(self, name: &str) -> String {
        fonts::fit(name, self.widest, self.size, Weight::Semibold)
    }

    fn width(self, name: &str) -> f64 {
        fonts::width(&self.written(name), self.size, Weight::Semibold)
    }
}

/// The largest organisations, those with most leaders first, then those with most ties.
fn largest(facts: &Facts, lines: &[Strong]) -> Vec<usize> {
    let mut ties = vec![0_usize; facts.bodies.len()];
    for one in lines {
        for id in [one.pair.0, one.pair.1] {
            if let Some(i) = facts.body_of.get(&id) {
                ties[*i] += one.ties;
            }
        }
    }
    let mut order: Vec<usize> = (0..facts.bodies.len()).collect();
    order.sort_by_key(|i| {
        let body = &facts.bodies[*i];
        (
            std::cmp::Reverse((body.people.len(), ties[*i])),
            body.organisation.id,
        )
    });
    let most = (facts.bodies.len() / 12).clamp(LargeNames::FEWEST, LargeNames::MOST);
    order.truncate(most);
    order
}

/// What stands between two organisations, taken together.
struct Strong {
    pair: (OrganisationId, OrganisationId),
    level: Level,
    /// How many ties, between the organisations themselves and between their leaders.
    ties: usize,
}

/// Whether so much is too much to be drawn with names and leaders.
pub(super) fn is_too_large(facts: &Facts, show: Show) -> bool {
    let leaders = || {
        facts
            .bodies
            .iter()
            .map(|body| body.people.len())
            .sum::<usize>()
    };
    match show {
        Show::National => true,
        Show::Organisations => facts.bodies.len() > MOST_ORGANISATIONS,
        Show::Both => facts.bodies.len() > MOST_ORGANISATIONS || leaders() > MOST_LEADERS,
        Show::Leaders => leaders() + facts.unposted.len() > MOST_LEADERS,
    }
}

/// Every pair of organisations that is tied, with the level and how many ties there are, strongest first.
fn strong(facts: &Facts, least: Level) -> (Vec<Strong>, usize) {
    let mut counted: BTreeMap<(OrganisationId, OrganisationId), usize> = BTreeMap::new();
    for ((a, b), known) in &facts.stated {
        let (Some(a), Some(b)) = (facts.organisation_of(*a), facts.organisation_of(*b)) else {
            continue;
        };
        if a != b && known.level > Level::None {
            *counted.entry((a.min(b), a.max(b))).or_default() += 1;
        }
    }
    let mut too_low = 0;
    let mut all: Vec<Strong> = Vec::new();
    for ((a, b), known) in &facts.organisations {
        let (Party::Organisation(a), Party::Organisation(b)) = (*a, *b) else {
            continue;
        };
        let there = facts.body_of.contains_key(&a) && facts.body_of.contains_key(&b);
        if !there || known.level == Level::None {
            continue;
        }
        if known.level < least {
            too_low += 1;
            continue;
        }
        let pair = (a.min(b), a.max(b));
        all.push(Strong {
            pair,
            level: known.level,
            ties: counted.get(&pair).copied().unwrap_or(1),
        });
    }
    all.sort_by(|x, y| {
        (y.level, y.ties)
            .cmp(&(x.level, x.ties))
            .then(x.pair.cmp(&y.pair))
    });
    (all, too_low)
}

/// The backbone: of every organisation its strongest ties. Gives how many stay, which stand first, and all of them.
fn backbone(mut all: Vec<Strong>) -> (Vec<Strong>, usize) {
    let mut kept: BTreeMap<OrganisationId, usize> = BTreeMap::new();
    let before = all.len();
    all.retain(|one| {
        let (a, b) = one.pair;
        let few = |id: &OrganisationId| kept.get(id).copied().unwrap_or(0) < KEPT;
        let stays = few(&a) || few(&b);
        if stays {
            *kept.entry(a).or_default() += 1;
            *kept.entry(b).or_default() += 1;
        }
        stays
    });
    all.truncate(MOST_LINES);
    let hidden = before - all.len();
    (all, hidden)
}

/// The places an organisation belongs to, by name.
fn belongs(facts: &Facts, body: &Body) -> Vec<String> {
    let map = facts.map;
    places_of(map, body.organisation)
        .into_iter()
        .filter_map(|id| map.place(id).map(|place| place.name.clone()))
        .collect()
}

/// An organisation, those it works with, the closest first, and then those of its own places: as many as can be drawn
/// with their leaders.
pub(super) fn around(map: &AudienceMap, focus: OrganisationId) -> BTreeSet<OrganisationId> {
    /// No more organisations than this stand round one.
    const MOST: usize = 40;
    let affiliations = Affiliations::of(map);
    let mut known = relationships(map, None);
    add_through_leaders(&mut known, &affiliations);
    let mut partners: Vec<(Level, OrganisationId)> = known
        .iter()
        .filter(|(_, relationship)| relationship.level > Level::None)
        .filter_map(|((a, b), relationship)| match (a, b) {
            (Party::Organisation(a), Party::Organisation(b)) if *a == focus => {
                Some((relationship.level, *b))
            }
            (Party::Organisation(a), Party::Organisation(b)) if *b == focus => {
                Some((relationship.level, *a))
            }
            _ => None,
        })
        .collect();
    partners.sort_by(|x, y| y.0.cmp(&x.0).then(x.1.cmp(&y.1)));
    let mut people: BTreeMap<OrganisationId, usize> = BTreeMap::new();
    for post in map
        .posts()
        .iter()
        .filter(|post| post.is_current_on(map.as_of()))
    {
        *people.entry(post.organisation_id).or_default() += 1;
    }
    let count = |id: OrganisationId| people.get(&id).copied().unwrap_or(0);
    let mut leaders = count(focus);
    let mut near = BTreeSet::from([focus]);
    let own: BTreeSet<_> = map
        .organisation(focus)
        .map(|one| places_of(map, one))
        .into_iter()
        .flatten()
        .collect();
    let beside = map.organisations().iter().filter(|one| {
        let places = places_of(map, one);
        places.iter().any(|place| own.contains(place))
    });
    let order = partners.into_iter().map(|(_, id)| id);
    for id in order.chain(beside.map(|one| one.id)) {
        if near.len() >= MOST {
            break;
        }
        if near.contains(&id) {
            continue;
        }
        leaders += count(id);
        if leaders > MOST_LEADERS {
            break;
        }
        near.insert(id);
    }
    near
}

pub(super) fn draw(facts: &Facts, request: &MapRequest, asked: Show) -> Scene {
    let map = facts.map;
    let least = request
        .minimum_level
        .unwrap_or(Level::Networking)
        .max(Level::Networking);
    let (all, too_low) = strong(facts, least);
    let (lines, hidden_lines) = backbone(all);
    let places: Vec<Vec<String>> = facts
        .bodies
        .iter()
        .map(|body| belongs(facts, body))
        .collect();

    let mut signs: BTreeSet<Sign> = lines
        .iter()
        .map(|one| Look::Known(one.level).sign())
        .collect();
    if hidden_lines > 0 {
        signs.insert(Sign::Backbone(format!(
            "backbone: the {KEPT} strongest ties of each, taken together by pairs; {hidden_lines} weaker pairs hidden"
        )));
    }
    let mut kinds: BTreeSet<Sign> = if facts.readings.colours.is_some() {
        BTreeSet::new()
    } else {
        facts
            .bodies
            .iter()
            .map(|body| Sign::Kind(body.organisation.kind))
            .collect()
    };
    if places.iter().any(|own| own.len() > 1) {
        kinds.insert(Sign::Shared);
    }
    let mut legend_groups: Vec<Vec<Sign>> =
        vec![signs.into_iter().collect(), kinds.into_iter().collect()];
    legend_groups.extend(told(facts, Show::Organisations, std::iter::empty()));
    let mut said = subtitle(facts, request, None);
    if asked != Show::National {
        said.push(
            "Too large to draw with names and leaders: every organisation from afar".to_owned(),
        );
    }
    let frame = Frame::new(
        &request.size,
        &title_of(map, request),
        &said,
        &Legend::of(&legend_groups, request.size.width - 2.0 * frame::MARGIN),
    )
    .seen_from_afar();

    // Where everything stands: by its ties, within the place it belongs to; what belongs to several stands together, once.
    let links = lines
        .iter()
        .filter_map(|one| {
            let level = f64::from(one.level.number());
            Some(Link {
                a: *facts.body_of.get(&one.pair.0)?,
                b: *facts.body_of.get(&one.pair.1)?,
                length: 1.0 + (5.0 - level) * 0.45,
                strength: (level / 5.0).powf(1.5),
                room: 0.0,
            })
        })
        .collect();
    let mut wish = LayoutRequest {
        sizes: vec![cell(facts); facts.bodies.len()],
        links,
        clearance: 6.0,
        fill: 0.6,
        ..LayoutRequest::on(frame.plot_size())
    };
    let by = facts.readings.groups.as_ref();
    // One place alone holds everything together anyhow.
    let several = places.iter().flatten().collect::<BTreeSet<_>>().len() > 1;
    let in_places =
        by.is_none() && several && places.iter().filter(|own| own.len() == 1).count() > 1;
    let room = frame.plot_size();
    let mut lettering = LargeNames::on(ground_for(&wish), room);
    // Where there are groups, it is their names that can be read at the whole view.
    if by.is_some() || in_places {
        lettering = None;
    }
    let largest = largest(facts, &lines);
    // Twice, because room for larger letters makes the ground larger, and that the letters.
    for _ in 0..2 {
        let Some(letters) = lettering else { break };
        for i in &largest {
            let least = cell(facts);
            let own = letters.cell(facts.bodies[*i].organisation.short_name());
            wish.sizes[*i] = Size::new(own.width.max(least.width), own.height.max(least.height));
        }
        lettering = LargeNames::on(ground_for(&wish), room).or(lettering);
    }
    let sizes = wish.sizes.clone();
    let parties = facts
        .bodies
        .iter()
        .map(|body| Some(Party::Organisation(body.organisation.id)));
    let wish = Wish::anchored(wish, (&frame, &legend_groups), request, parties);
    let mut layout = lay_out(&wish.layout);
    layout.ground = Frame::whole(layout.ground);
    // What is kept are the places before anything is gathered, from which it will be gathered alike again.
    let drawing = frame.size_around(layout.ground, &legend_groups);
    let corner = frame.corner(layout.ground);
    let stood: Vec<Point> = layout
        .centres
        .iter()
        .map(|centre| centre.plus(corner.x, corner.y))
        .collect();
    let spots = spots_kept(facts, &stood, &request.spots, drawing);
    let ground = Ground {
        asked: wish.asked,
        taken: layout.ground,
    };
    let mut gathered = Vec::new();
    if by.is_some() || in_places {
        let name_of = |i: usize| match by {
            Some(by) => Some(by.of_organisation(facts.bodies.get(i)?.organisation.id)),
            None => Some(match places.get(i)?.as_slice() {
                [own] => own.as_str(),
                [] => "No place recorded",
                _ => "In several places",
            }),
        };
        (layout, gathered) = gathered_legibly(&layout, &sizes, room, name_of);
    }
    let frame = frame.around(layout.ground, &legend_groups);
    let centres: Vec<Point> = layout
        .centres
        .iter()
        .map(|centre| frame.place(*centre))
        .collect();

    let mut degree = vec![0_usize; centres.len()];
    let mut along: BTreeMap<usize, Vec<(Level, String)>> = BTreeMap::new();
    let mut ties = Group::of("ties");
    let mut tie_marks = Vec::new();
    let mut rows = Vec::new();
    // Very many lines are thinner too, so that the marks are seen between them.
    let thin = (MANY_LINES / (lines.len() as f64)).sqrt().clamp(0.4, 1.0);
    // Faintest first, so that what is strong lies on top.
    for one in lines.iter().rev() {
        let (Some(i), Some(j)) = (
            facts.body_of.get(&one.pair.0),
            facts.body_of.get(&one.pair.1),
        ) else {
            continue;
        };
        let (a, b) = (Party::from(one.pair.0), Party::from(one.pair.1));
        degree[*i] += 1;
        degree[*j] += 1;
        let look = Look::Known(one.level);
        let way = Bend::bowed(centres[*i], centres[*j], 0.06);
        let mut group = Group::of(format!("tie {}", class_of(look)));
        ties::draw(&way, look, 0.5, &mut group);
        for node in &mut group.nodes {
            if let Node::Shape(shape) = node {
                shape.opacity *= FAINT;
                if let Some(stroke) = &mut shape.stroke {
                    stroke.width *= thin;
                }
            }
        }
        let name = |party| map.party_label(party).unwrap_or("somebody").to_owned();
        let level = format!("{} {}", one.level.number(), one.level.word());
        let counted = words::count(one.ties, "tie", "ties");
        let mark = Mark {
            key: pair_key(a, b),
            kind: MarkKind::Pair,
            name: format!("{} and {}", name(a), name(b)),
            facts: format!("{counted} taken together, level {level}"),
            bounds: bounds_of(&way),
            neighbours: Neighbours {
                along: vec![key_of(a), key_of(b)],
                ..Neighbours::default()
            },
        };
        group.mark = Some((mark.key.clone(), mark.label()));
        ties.push(group);
        rows.push(TableRow {
            key: mark.key.clone(),
            cells: vec![name(a), name(b), one.ties.to_string(), level],
        });
        along.entry(*i).or_default().push((one.level, key_of(b)));
        along.entry(*j).or_default().push((one.level, key_of(a)));
        tie_marks.push(mark);
    }

    // Names where there is room for them, those with most ties first.
    let mut taken = Taken::default();
    let usual = glyph(facts.bodies.len());
    for (body, centre) in facts.bodies.iter().zip(&centres) {
        let half = half_of(facts, body.organisation.id).unwrap_or(usual);
        let side = 2.0 * (half.max(usual) + RING);
        taken.take(Rect::around(*centre, Size::new(side, side)));
    }
    for plate in groups::plates(&gathered, &frame) {
        taken.take(plate.grown(2.0));
    }
    let mut order: Vec<usize> = (0..centres.len()).collect();
    order.sort_by_key(|i| {
        (
            std::cmp::Reverse(degree[*i]),
            facts.bodies[*i].organisation.id,
        )
    });
    let mut names: Vec<Option<Rect>> = vec![None; centres.len()];
    let mut large: Vec<Option<LargeNames>> = vec![None; centres.len()];
    for (letters, i) in lettering
        .into_iter()
        .flat_map(|letters| largest.iter().map(move |i| (letters, *i)))
    {
        let (width, height) = (
            letters.width(facts.bodies[i].organisation.short_name()),
            letters.height(),
        );
        let at = centres[i];
        let within = groups::around(&gathered, &frame, at).unwrap_or(frame.plot);
        names[i] = taken.place(
            [
                Rect::new(at.x - width / 2.0, at.y + BESIDE, width, height),
                Rect::new(at.x - width / 2.0, at.y - BESIDE - height, width, height),
                Rect::new(at.x + BESIDE, at.y - height / 2.0, width, height),
                Rect::new(at.x - BESIDE - width, at.y - height / 2.0, width, height),
            ],
            &within,
        );
        large[i] = names[i].map(|_| letters);
    }
    for i in order {
        if names[i].is_some() {
            continue;
        }
        let name = facts.bodies[i].organisation.short_name();
        let width = fonts::width(name, NAME, Weight::Regular);
        let at = centres[i];
        let gap = if places[i].len() > 1 {
            BESIDE_RING
        } else {
            BESIDE
        };
        let within = groups::around(&gathered, &frame, at).unwrap_or(frame.plot);
        names[i] = taken.place(
            [
                Rect::new(at.x + gap, at.y - 7.0, width, 14.0),
                Rect::new(at.x - gap - width, at.y - 7.0, width, 14.0),
                Rect::new(at.x - width / 2.0, at.y + gap, width, 14.0),
                Rect::new(at.x - width / 2.0, at.y - gap - 14.0, width, 14.0),
            ],
            &within,
        );
    }
    let hidden_labels = names.iter().filter(|name| name.is_none()).count();

    let mut regions = Group::of("regions");
    let mut marks = Vec::new();
    for (i, body) in facts.bodies.iter().enumerate() {
        let group = one_organisation(
            facts,
            body,
            centres[i],
            (names[i], large[i]),
            places[i].len() > 1,
        );
        let list = along.remove(&i).unwrap_or_default();
        let mark = mark_of(facts, body, centres[i], &places[i], list);
        let mut group = group;
        group.mark = Some((mark.key.clone(), mark.label()));
        regions.push(group);
        marks.push(mark);
    }
    link_by_direction(&mut marks, |kind| kind == MarkKind::Organisation);
    marks.extend(tie_marks);

    let omissions = left_out(facts, too_low, hidden_lines, hidden_labels, asked);
    let counts = format!(
        "{} · {} of organisations drawn",
        words::count(facts.bodies.len(), "organisation", "organisations"),
        words::count(lines.len(), "pair", "pairs")
    );
    let mut nodes = frame.before(&counts, &omissions);
    let mut drawing = Group::of("drawing");
    if !gathered.is_empty() {
        drawing.push(groups::grounds(&gathered, &frame));
    }
    drawing.push(ties);
    if !gathered.is_empty() {
        drawing.push(groups::names(&gathered, &frame));
    }
    drawing.push(regions);
    nodes.push(drawing.into());
    nodes.push(frame.draw_legend().into());
    rows.reverse();
    Scene {
        size: frame.size,
        title: title_of(map, request),
        description: format!(
            "{}: {}.",
            frame::spoken("Map from afar", map),
            counts.replace(" · ", ", ")
        ),
        legend: frame.legend().entries(),
        hidden: omissions,
        tables: vec![
            organisations(facts, &places, &degree),
            TableTwin {
                caption: FAR_TIES.to_owned(),
                columns: ["One", "Other", "Ties", "Level"]
                    .map(str::to_owned)
                    .to_vec(),
                rows,
            },
        ],
        spots,
        ground: Some(ground),
        quality: Quality {
            hidden_labels,
            ..layout.quality
        },
        marks,
        nodes,
    }
}

/// Gathered into groups whose names can be read when the whole drawing is fitted to the room there is. Where long names
/// would take so much of it that the marks become too small, they are shortened.
fn gathered_legibly<'a>(
    layout: &Layout,
    sizes: &[Size],
    room: Size,
    name_of: impl Fn(usize) -> Option<&'a str>,
) -> (Layout, Vec<groups::Drawn>) {
    /// Names longer than this, for each unit of their letters, are shortened: at first none but the longest.
    const LONGEST: [f64; 5] = [Lettering::LONGEST, 36.0, 26.0, 18.0, 12.0];
    /// So many times the ground without large names is not too much.
    const MOST: f64 = 2.0;
    /// Size of the letters in the room, in its own units.
    const READ: f64 = 12.2;
    /// Larger names make the ground larger, and that the names: so often at most, until they hardly change.
    const ROUNDS: usize = 8;
    let gathered = |lettering| groups::gathered(layout, sizes, (6.0, lettering), &name_of);
    let mut all = gathered(Lettering::USUAL);
    let most = all.0.ground.area() * MOST;
    for longest in LONGEST {
        let mut lettering = Lettering {
            longest,
            ..Lettering::USUAL
        };
        all = gathered(lettering);
        for _ in 0..ROUNDS {
            let ground = all.0.ground;
            let scale = (room.width / ground.width).min(room.height / ground.height);
            let next = READ / scale;
            if next <= lettering.size {
                return all;
            }
            if ground.area() > most {
                break;
            }
            // A little more, because they have made the ground larger by then.
            lettering.size = next * 1.02;
            all = gathered(lettering);
        }
    }
    all
}

/// One organisation from afar: its kind's shape, or what its colour says; with a ring where it belongs to several
/// places.
fn one_organisation(
    facts: &Facts,
    body: &Body,
    at: Point,
    (name, large): (Option<Rect>, Option<LargeNames>),
    is_shared: bool,
) -> Group {
    let id = body.organisation.id;
    let kind = body.organisation.kind;
    let mut group = Group::of("far");
    group.push(
        Shape::rect(Rect::around(at, Size::new(24.0, 24.0)), 12.0)
            .filled(Ink::Paper)
            .for_hitting(),
    );
    let colours = facts.readings.colours.as_ref();
    let sized = facts
        .readings
        .sizes
        .as_ref()
        .and_then(|sizes| sizes.of_organisation(id));
    let usual = glyph(facts.bodies.len());
    let r = sized.map_or(usual, glyph_radius);
    let said = colours.and_then(|colours| colours.of_organisation(id));
    if is_shared {
        // The corners of a square reach farther than its sides.
        let corners = if said.is_some() && sized.is_none() {
            2.0
        } else {
            0.0
        };
        group.push(
            Shape::circle(at, r + RING + corners)
                .filled(Ink::Paper)
                .stroked(Stroke::plain(Ink::Second, 1.4)),
        );
    }
    if let Some(reading) = said {
        let class = reading.swatch.class;
        if let Some(sized) = sized {
            // As large as its size says, in the colour of what its badge says.
            if sized == Sized::Unknown {
                super::regions::sized_glyph(kind, sized, at, class.fill(), &mut group);
            } else {
                group.push(
                    Shape::circle(at, r)
                        .filled(class.fill())
                        .stroked(Stroke::plain(class.outline(), 1.2)),
                );
            }
            badge(reading.swatch, at.plus(r * 0.8, r * 0.8), &mut group);
        } else {
            badge_of(reading.swatch, at, 2.0 * usual / BADGE, &mut group);
        }
    } else if let Some(sized) = sized {
        super::regions::sized_glyph(kind, sized, at, Ink::Kind(kind), &mut group);
    } else {
        group.push(Shape::path(kind_outline(kind, at.x, at.y, r)).filled(Ink::Kind(kind)));
    }
    if let Some(rect) = name {
        let mut words = Group::of("far-name");
        words.push(
            Shape::rect(rect.grown(1.0), 3.0)
                .filled(Ink::Paper)
                .faded(0.85),
        );
        let own = body.organisation.short_name();
        let (said, size, weight) = large.map_or_else(
            || (own.to_owned(), NAME, Weight::Regular),
            |letters| (letters.written(own), letters.size, Weight::Semibold),
        );
        words.push(
            Text::new(
                said,
                Point::new(rect.centre().x, rect.centre().y + CAPITAL * size / 2.0),
                size,
                weight,
                Ink::Ink,
            )
            .aligned(Align::Middle),
        );
        group.push(words);
    }
    group
}

fn mark_of(
    facts: &Facts,
    body: &Body,
    at: Point,
    places: &[String],
    mut along: Vec<(Level, String)>,
) -> Mark {
    let id = body.organisation.id;
    let mut said = vec![super::regions::sort_words(body)];
    if !places.is_empty() {
        said.push(format!("belongs to {}", words::list(places)));
    }
    said.extend(super::twin::told_of_organisation(facts, id));
    said.push(words::count(
        along.len(),
        "tied organisation drawn",
        "tied organisations drawn",
    ));
    along.sort_by(|x, y| y.0.cmp(&x.0).then_with(|| x.1.cmp(&y.1)));
    Mark {
        key: key_of(id.into()),
        kind: MarkKind::Organisation,
        name: body.organisation.name.clone(),
        facts: said.join("; "),
        bounds: Rect::around(at, Size::new(24.0, 24.0)),
        neighbours: Neighbours {
            along: along.into_iter().map(|(_, key)| key).collect(),
            ..Neighbours::default()
        },
    }
}

fn left_out(
    facts: &Facts,
    too_low: usize,
    hidden_lines: usize,
    hidden_labels: usize,
    asked: Show,
) -> Vec<Omission> {
    let mut omissions = Vec::new();
    for (what, n, one, several) in [
        (
            "beyond_backbone",
            hidden_lines,
            "weaker tie between organisations",
            "weaker ties between organisations",
        ),
        (
            "below_minimum_level",
            too_low,
            "tie below the level shown",
            "ties below the level shown",
        ),
        ("labels", hidden_labels, "name", "names"),
    ] {
        if n > 0 {
            omissions.push(omission(what, n, &words::count(n, one, several)));
        }
    }
    let leaders = facts.leaders_there();
    if leaders > 0 && !facts.map.audience().is_publication() && asked != Show::Organisations {
        let said = words::count(leaders, "leader", "leaders");
        omissions.push(omission("leaders", leaders, &said));
    }
    push_filtered(facts, &mut omissions);
    push_left(facts, &mut omissions);
    push_guarded(facts.map, &mut omissions);
    omissions
}

fn organisations(facts: &Facts, places: &[Vec<String>], degree: &[usize]) -> TableTwin {
    let mut rows: Vec<TableRow> = facts
        .bodies
        .iter()
        .enumerate()
        .map(|(i, body)| {
            let mut cells = vec![
                body.organisation.name.clone(),
                super::regions::sort_words(body),
                words::list(&places[i]),
                degree[i].to_string(),
            ];
            cells.extend(super::twin::organisation_cells(facts, body.organisation.id));
            TableRow {
                key: key_of(body.organisation.id.into()),
                cells,
            }
        })
        .collect();
    rows.sort_by(|x, y| x.cells[0].cmp(&y.cells[0]));
    let columns = [
        "Organisation",
        "Kind",
        "Belongs to",
        "Tied to, of those drawn",
    ];
    TableTwin {
        caption: "Organisations".to_owned(),
        columns: columns
            .map(str::to_owned)
            .into_iter()
            .chain(super::twin::told_headings(facts, false))
            .collect(),
        rows,
    }
}
