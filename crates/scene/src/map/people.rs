//! Leaders alone: discs by kind of organisation, with their names where there is room.

use std::collections::{BTreeMap, BTreeSet};

use domain::{LeaderId, OrganisationKind, Party, Spot};

use super::facts::{Facts, Person};
use super::regions::{DISC, Disc};
use super::ties::{self, End, Obstacles};
use super::twin::{leader_facts, push_filtered, push_guarded, push_left};
use super::{
    MapRequest, Strand, bounds_of, class_of, key_of, omission, strands, subtitle, title_of,
};
use crate::fonts::{self, CAPITAL, Weight};
use crate::frame::{self, Frame};
use crate::geometry::{Point, Rect, Size};
use crate::labels::Taken;
use crate::layout::{Anchor, LayoutRequest, Link, Quality, ground_for, lay_out};
use crate::legend::{Legend, Sign};
use crate::paint::Ink;
use crate::scene::{
    Align, Group, Mark, MarkKind, Neighbours, Scene, TableRow, TableTwin, Text, link_by_direction,
};
use crate::words;

const NAME: f64 = 11.5;

pub(super) fn draw(facts: &Facts, request: &MapRequest) -> Scene {
    let map = facts.map;
    let mut omissions = Vec::new();
    let (all, _) = strands(
        facts,
        &[],
        super::Show::Leaders,
        request,
        &BTreeSet::new(),
        &mut omissions,
    );
    let lines: Vec<&Strand> = all
        .iter()
        .filter(|s| matches!((s.a, s.b), (Party::Leader(_), Party::Leader(_))))
        .collect();
    // Each leader once, where they stand.
    let mut people: Vec<(&Person, Option<OrganisationKind>)> = facts
        .bodies
        .iter()
        .flat_map(|body| {
            body.people
                .iter()
                .map(|p| (p, Some(body.organisation.kind)))
        })
        .filter(|(person, _)| person.at_home)
        .chain(facts.unposted.iter().map(|person| (person, None)))
        .collect();
    people.sort_by_key(|(person, _)| person.leader.id);
    let index_of: BTreeMap<LeaderId, usize> = people
        .iter()
        .enumerate()
        .map(|(i, (person, _))| (person.leader.id, i))
        .collect();

    let mut looks: BTreeSet<Sign> = lines.iter().map(|strand| strand.look.sign()).collect();
    if lines.iter().any(|strand| strand.arrows.any()) {
        looks.insert(Sign::Directed);
    }
    let kinds: BTreeSet<Sign> = people
        .iter()
        .filter_map(|(_, kind)| kind.map(Sign::Kind))
        .collect();
    let mut about = Vec::new();
    if people.iter().any(|(person, _)| person.may_decide) {
        about.push(Sign::MayDecide);
    }
    if people.iter().any(|(person, _)| !person.assessed) {
        about.push(Sign::NobodysView);
    }
    let groups = vec![
        looks.into_iter().collect(),
        about,
        kinds.into_iter().collect(),
    ];
    let legend = Legend::of(&groups, request.size.width - 2.0 * frame::MARGIN);
    let frame = Frame::new(
        &request.size,
        &title_of(map, request),
        &subtitle(map, request),
        &legend,
    );

    let wish = layout_request(facts, &people, &index_of, request, &frame);
    let layout = lay_out(&wish);
    let frame = frame.around(layout.ground, &groups);
    let centres: Vec<Point> = layout
        .centres
        .iter()
        .map(|centre| frame.place(*centre))
        .collect();

    let mut obstacles = Obstacles::new(frame.size.width, frame.size.height);
    let mut taken = Taken::default();
    for centre in &centres {
        let disc = Rect::around(*centre, Size::new(2.0 * DISC, 2.0 * DISC));
        obstacles.add(disc.grown(1.0), 2.0);
        taken.take(disc.grown(2.0));
    }
    let mut beneath: Vec<Point> = Vec::new();
    let mut marks = Vec::new();
    let mut along: BTreeMap<String, Vec<(u8, String)>> = BTreeMap::new();
    let mut degree = vec![0_u32; people.len()];
    let mut group = Group::of("ties");
    let mut order = lines.clone();
    order.sort_by_key(|strand| (strand.look.rank(), strand.a, strand.b));
    let mut fans: BTreeMap<(Party, Party), usize> = BTreeMap::new();
    let mut drawn: Vec<&Strand> = Vec::new();
    for strand in order {
        let (Some(i), Some(j)) = (place(&index_of, strand.a), place(&index_of, strand.b)) else {
            continue;
        };
        degree[i] += 1;
        degree[j] += 1;
        let fan = fans.entry((strand.a, strand.b)).or_default();
        let offset = 7.0 * fan.div_ceil(2) as f64 * if fan.is_multiple_of(2) { 1.0 } else { -1.0 };
        *fan += 1;
        let end = |i: usize| End::Disc(centres[i], DISC + 1.4);
        let way = ties::route(end(i), end(j), offset, &obstacles, &frame.plot);
        let steps = (way.length() / 6.0).ceil().max(1.0);
        beneath.extend((0..=steps as u32).map(|k| way.at(f64::from(k) / steps)));
        let mut line = Group::of(format!("tie {}", class_of(strand.look)));
        ties::draw(&way, strand.look, 0.5, &mut line);
        ties::draw_heads(&way, strand.look, strand.arrows, &mut line);
        let mark = Mark {
            key: strand.key.clone(),
            kind: strand.kind,
            name: strand.name.clone(),
            facts: strand.facts.clone(),
            bounds: bounds_of(&way),
            neighbours: Neighbours {
                along: vec![key_of(strand.a), key_of(strand.b)],
                ..Neighbours::default()
            },
        };
        line.mark = Some((mark.key.clone(), mark.label()));
        group.push(line);
        along
            .entry(key_of(strand.a))
            .or_default()
            .push((strand.look.rank(), key_of(strand.b)));
        along
            .entry(key_of(strand.b))
            .or_default()
            .push((strand.look.rank(), key_of(strand.a)));
        marks.push(mark);
        drawn.push(strand);
    }
    let tie_marks = std::mem::take(&mut marks);

    // The best tied get their names first.
    let mut by_weight: Vec<usize> = (0..people.len()).collect();
    by_weight.sort_by_key(|i| (!people[*i].0.may_decide, std::cmp::Reverse(degree[*i]), *i));
    let mut names: Vec<Option<(Rect, Align)>> = vec![None; people.len()];
    let mut hidden_labels = 0;
    for i in by_weight {
        let width = fonts::width(&people[i].0.leader.name, NAME, Weight::Regular);
        let found = name_place(centres[i], width, &mut taken, &frame.plot, &beneath);
        if found.is_none() {
            hidden_labels += 1;
        }
        names[i] = found;
    }
    let mut discs = Group::of("people");
    for (i, (person, kind)) in people.iter().enumerate() {
        let mut one = Group::of("leader");
        Disc::of(person, *kind).draw(centres[i], &words::initials(person.leader), &mut one);
        if let Some((rect, align)) = names[i] {
            let x = match align {
                Align::Start => rect.x,
                Align::Middle => rect.centre().x,
                Align::End => rect.right(),
            };
            let at = Point::new(x, rect.centre().y + CAPITAL * NAME / 2.0);
            one.push(
                crate::scene::Shape::rect(rect, 3.0)
                    .filled(Ink::Paper)
                    .faded(0.8),
            );
            one.push(
                Text::new(&person.leader.name, at, NAME, Weight::Regular, Ink::Ink).aligned(align),
            );
        }
        let mark = Mark {
            key: key_of(person.leader.id.into()),
            kind: MarkKind::Leader,
            name: person.leader.name.clone(),
            facts: leader_facts(facts, person, 0),
            bounds: Rect::around(centres[i], Size::new(2.0 * DISC, 2.0 * DISC)),
            neighbours: Neighbours::default(),
        };
        one.mark = Some((mark.key.clone(), mark.label()));
        discs.push(one);
        marks.push(mark);
    }
    marks.extend(tie_marks);
    for mark in &mut marks {
        if let Some(mut list) = along.remove(&mark.key) {
            list.sort_by(|x, y| y.0.cmp(&x.0).then_with(|| x.1.cmp(&y.1)));
            list.dedup_by(|x, y| x.1 == y.1);
            mark.neighbours.along = list.into_iter().map(|(_, key)| key).collect();
        }
    }
    link_by_direction(&mut marks, |kind| kind == MarkKind::Leader);
    if hidden_labels > 0 {
        omissions.push(omission(
            "labels",
            hidden_labels,
            &words::count(hidden_labels, "name", "names"),
        ));
    }
    push_filtered(facts, &mut omissions);
    push_left(facts, &mut omissions);
    push_guarded(map, &mut omissions);

    let counts = format!(
        "{} · {} drawn",
        words::count(people.len(), "leader", "leaders"),
        words::count(drawn.len(), "tie", "ties")
    );
    let mut nodes = frame.before(&counts, &omissions);
    let mut drawing = Group::of("drawing");
    drawing.push(group);
    drawing.push(discs);
    if people.is_empty() {
        drawing.push(frame.note(
            "There are no leaders here yet. Add one in the Directory, or import a workbook.",
        ));
    }
    nodes.push(drawing.into());
    nodes.push(frame.legend().draw(frame.legend_corner()).into());
    let pinned: BTreeSet<Party> = request
        .spots
        .iter()
        .filter(|(_, spot)| spot.pinned)
        .map(|(party, _)| *party)
        .collect();
    Scene {
        size: frame.size,
        title: title_of(map, request),
        description: format!(
            "Map of the leaders of {} on {}, as seen by {}: {}.",
            if map.footprint().name.is_empty() {
                "the footprint"
            } else {
                &map.footprint().name
            },
            words::day(map.as_of()),
            map.audience().word(),
            counts.replace(" · ", ", ")
        ),
        legend: frame.legend().entries(),
        hidden: omissions,
        tables: vec![table(facts)],
        spots: people
            .iter()
            .zip(&centres)
            .map(|((person, _), centre)| {
                let party = Party::Leader(person.leader.id);
                let spot = Spot {
                    x: centre.x / frame.size.width,
                    y: centre.y / frame.size.height,
                    pinned: pinned.contains(&party),
                };
                (party, spot)
            })
            .collect(),
        quality: Quality {
            hidden_labels,
            ..layout.quality
        },
        marks,
        nodes,
    }
}

fn place(index_of: &BTreeMap<LeaderId, usize>, party: Party) -> Option<usize> {
    match party {
        Party::Leader(id) => index_of.get(&id).copied(),
        Party::Organisation(_) => None,
    }
}

/// To the right, to the left, below, above, and at the four corners: the free place with least under it.
fn name_place(
    centre: Point,
    width: f64,
    taken: &mut Taken,
    plot: &Rect,
    beneath: &[Point],
) -> Option<(Rect, Align)> {
    let (w, h, gap) = (width, 14.0, DISC + 5.0);
    let places = [
        (
            Rect::new(centre.x + gap, centre.y - h / 2.0, w, h),
            Align::Start,
        ),
        (
            Rect::new(centre.x - gap - w, centre.y - h / 2.0, w, h),
            Align::End,
        ),
        (
            Rect::new(centre.x - w / 2.0, centre.y + gap - 1.0, w, h),
            Align::Middle,
        ),
        (
            Rect::new(centre.x - w / 2.0, centre.y - gap - h + 1.0, w, h),
            Align::Middle,
        ),
        (
            Rect::new(centre.x + gap - 5.0, centre.y + 6.0, w, h),
            Align::Start,
        ),
        (
            Rect::new(centre.x + gap - 5.0, centre.y - h - 6.0, w, h),
            Align::Start,
        ),
        (
            Rect::new(centre.x - gap + 5.0 - w, centre.y + 6.0, w, h),
            Align::End,
        ),
        (
            Rect::new(centre.x - gap + 5.0 - w, centre.y - h - 6.0, w, h),
            Align::End,
        ),
    ];
    let near: Vec<&Point> = beneath
        .iter()
        .filter(|p| p.distance(centre) < width + 40.0)
        .collect();
    let mut order: Vec<(usize, (Rect, Align))> = places
        .into_iter()
        .enumerate()
        .map(|(i, place)| {
            (
                i + 3 * near.iter().filter(|p| place.0.has(***p)).count(),
                place,
            )
        })
        .collect();
    order.sort_by_key(|(cost, _)| *cost);
    let found = taken.place(order.iter().map(|(_, (rect, _))| *rect), plot)?;
    order
        .into_iter()
        .map(|(_, place)| place)
        .find(|(rect, _)| *rect == found)
}

fn layout_request(
    facts: &Facts,
    people: &[(&Person, Option<OrganisationKind>)],
    index_of: &BTreeMap<LeaderId, usize>,
    request: &MapRequest,
    frame: &Frame,
) -> LayoutRequest {
    let mut links = Vec::new();
    for ((a, b), known) in &facts.stated {
        if let (Some(i), Some(j)) = (place(index_of, *a), place(index_of, *b)) {
            let level = f64::from(known.level.number());
            if level > 0.0 {
                links.push(Link {
                    a: i,
                    b: j,
                    length: 1.0 + (5.0 - level) * 0.3,
                    strength: (level / 5.0).powf(1.5),
                    room: 0.0,
                });
            }
        }
    }
    // Colleagues stand near one another, tied or not.
    let mut colleagues: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (i, (person, _)) in people.iter().enumerate() {
        if let Some(home) = facts.home.get(&person.leader.id) {
            colleagues.entry(*home).or_default().push(i);
        }
    }
    for group in colleagues.values() {
        for (k, i) in group.iter().enumerate() {
            for j in &group[k + 1..] {
                links.push(Link {
                    a: *i,
                    b: *j,
                    length: 1.5,
                    strength: 0.2,
                    room: 0.0,
                });
            }
        }
    }
    let spots: BTreeMap<Party, Spot> = request.spots.iter().copied().collect();
    // Room below each disc for a name.
    let sizes = vec![Size::new(62.0, 42.0); people.len()];
    let mut wish = LayoutRequest {
        sizes,
        links,
        clearance: 8.0,
        fill: 0.55,
        ..LayoutRequest::on(frame.plot_size())
    };
    let ground = ground_for(&wish);
    wish.anchors = people
        .iter()
        .map(|(person, _)| {
            let spot = spots.get(&Party::Leader(person.leader.id))?;
            Some(Anchor {
                at: frame.unplace(*spot, ground),
                pinned: spot.pinned,
            })
        })
        .collect();
    wish
}

/// Leaders with their posts and ties, by name.
pub(super) fn table(facts: &Facts) -> TableTwin {
    let mut rows: Vec<TableRow> = facts
        .bodies
        .iter()
        .flat_map(|body| body.people.iter())
        .chain(&facts.unposted)
        .map(|person| {
            let post = person.post;
            let place = post.and_then(|p| facts.map.party_label(p.organisation_id.into()));
            let key = match post {
                Some(post) if !person.at_home => format!("post:{}", post.id),
                _ => key_of(person.leader.id.into()),
            };
            TableRow {
                key,
                cells: vec![
                    person.leader.name.clone(),
                    post.map_or_else(String::new, |p| p.title.clone()),
                    place.unwrap_or_default().to_owned(),
                    if person.may_decide { "yes" } else { "no" }.to_owned(),
                    facts.degree_of(person.leader.id).to_string(),
                ],
            }
        })
        .collect();
    rows.sort_by(|x, y| x.cells.cmp(&y.cells));
    TableTwin {
        caption: "Leaders".to_owned(),
        columns: ["Leader", "Post", "Organisation", "May decide", "Ties"]
            .map(str::to_owned)
            .to_vec(),
        rows,
    }
}
