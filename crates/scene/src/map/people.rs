//! Leaders alone: discs by kind of organisation, with their names where there is room.

use std::collections::{BTreeMap, BTreeSet};

use domain::{LeaderId, OrganisationId, OrganisationKind, Party, Spot};

use super::badges::BADGE;
use super::facts::{Facts, Person};
use super::groups;
use super::readings::Sized;
use super::regions::{Disc, Stand, badge_at, disc_radius, question_at};
use super::sheet::Sheet;
use super::signs::told;
use super::ties::{self, End, Obstacles};
use super::turned::Turned;
use super::twin::{
    leader_facts, leader_headings, push_filtered, push_guarded, push_left, told_cells,
};
use super::{
    MapRequest, Strand, Wish, bounds_of, class_of, key_of, omission, strands, subtitle, title_of,
};
use crate::fonts::{self, CAPITAL, Weight};
use crate::frame::{self, Frame};
use crate::geometry::{Bend, Point, Rect, Size};
use crate::labels::Taken;
use crate::layout::{Ground, Layout, LayoutRequest, Link, Manner, Quality, lay_out};
use crate::legend::{Legend, Sign};
use crate::near::Strewn;
use crate::paint::Ink;
use crate::scene::{
    Align, Group, Mark, MarkKind, Neighbours, Omission, Scene, TableRow, TableTwin, Text,
    link_by_direction,
};
use crate::words;

const NAME: f64 = 11.5;

/// Somebody, with the organisation where they stand and its kind.
type Standing<'a> = (&'a Person<'a>, Option<(OrganisationId, OrganisationKind)>);

/// Who is drawn with which ties, and where they stand.
pub(super) struct Placed<'a> {
    strands: Vec<Strand>,
    people: Vec<Standing<'a>>,
    index_of: BTreeMap<LeaderId, usize>,
    groups: Vec<Vec<Sign>>,
    frame: Frame,
    omissions: Vec<Omission>,
    pub(super) layout: Layout,
    /// The ground that was asked for.
    asked: Size,
    gathered: Vec<groups::Drawn>,
}

/// Everybody's place, and nothing drawn.
pub(super) fn placed<'a>(facts: &'a Facts, request: &MapRequest) -> Placed<'a> {
    let map = facts.map;
    let mut omissions = Vec::new();
    let (mut strands, _) = strands(
        facts,
        &[],
        super::Show::Leaders,
        request,
        &BTreeSet::new(),
        &mut omissions,
    );
    strands.retain(|s| matches!((s.a, s.b), (Party::Leader(_), Party::Leader(_))));
    // Each leader once, where they stand.
    let mut people: Vec<Standing> = facts
        .bodies
        .iter()
        .flat_map(|body| {
            let at = (body.organisation.id, body.organisation.kind);
            body.people.iter().map(move |person| (person, Some(at)))
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

    let mut looks: BTreeSet<Sign> = strands.iter().map(|strand| strand.look.sign()).collect();
    if strands.iter().any(|strand| strand.arrows.any()) {
        looks.insert(Sign::Directed);
    }
    let kinds: BTreeSet<Sign> = people
        .iter()
        .filter_map(|(_, at)| at.map(|(_, kind)| Sign::Kind(kind)))
        .collect();
    let mut about = Vec::new();
    if people.iter().any(|(person, _)| person.may_decide) {
        about.push(Sign::MayDecide);
    }
    if people.iter().any(|(person, _)| !person.assessed) {
        about.push(Sign::NobodysView {
            supposed: facts.map.supposed().is_some(),
        });
    }
    // Where colours say something else, nothing on this map says the kind.
    let kinds = if facts.readings.colours.is_some() || !facts.tells_kinds() {
        BTreeSet::new()
    } else {
        kinds
    };
    let mut groups = vec![
        looks.into_iter().collect(),
        about,
        kinds.into_iter().collect(),
    ];
    let everybody = people
        .iter()
        .map(|(person, at)| (*person, at.map(|(id, _)| id)));
    groups.extend(told(facts, super::Show::Leaders, everybody));
    groups.extend(Turned::of(facts, request.beside.as_ref(), super::Show::Leaders).legend());
    let legend = Legend::of(&groups, request.size.width - 2.0 * frame::MARGIN);
    let frame = Frame::new(
        &request.size,
        &title_of(map, request),
        &subtitle(facts, request, Some(&groups)),
        &legend,
    );

    let wish = layout_request(facts, &people, &index_of, request, (&frame, &groups));
    let mut layout = lay_out(&wish.layout);
    let mut gathered = Vec::new();
    if let Some(by) = &facts.readings.groups {
        // Room for each name below its disc, so that none leans out of its group.
        let sizes: Vec<Size> = people
            .iter()
            .map(|(person, _)| {
                let name = fonts::width(&person.leader.name, NAME, Weight::Regular);
                Size::new((name + 6.0).max(48.0), 60.0)
            })
            .collect();
        (layout, gathered) =
            groups::gathered(&layout, &sizes, (4.0, groups::Lettering::USUAL), |i| {
                let (person, at) = people.get(i)?;
                Some(by.of_leader(person.leader.id, at.map(|(id, _)| id)))
            });
    }
    Placed {
        strands,
        people,
        index_of,
        groups,
        frame,
        omissions,
        layout,
        asked: wish.asked,
        gathered,
    }
}

pub(super) fn draw(facts: &Facts, request: &MapRequest) -> Scene {
    let map = facts.map;
    let Placed {
        strands,
        people,
        index_of,
        groups,
        frame,
        mut omissions,
        layout,
        asked,
        gathered,
    } = placed(facts, request);
    let frame = frame.around(layout.ground, &groups);
    let centres: Vec<Point> = layout
        .centres
        .iter()
        .map(|centre| frame.place(*centre))
        .collect();

    let mut obstacles = Obstacles::new(frame.size);
    let mut taken = Taken::default();
    let sized: Vec<Option<Sized>> = people
        .iter()
        .map(|(person, _)| {
            let sizes = facts.readings.sizes.as_ref();
            sizes.and_then(|sizes| sizes.of_leader(person.leader.id))
        })
        .collect();
    let radii: Vec<f64> = sized.iter().copied().map(disc_radius).collect();
    // A badge stands at the lower right of every disc.
    let badge = |at: Point| Rect::around(at, Size::new(BADGE, BADGE));
    for (centre, r) in centres.iter().zip(&radii) {
        let disc = Rect::around(*centre, Size::new(2.0 * r, 2.0 * r));
        obstacles.add(disc.grown(1.0), 2.0);
        taken.take(disc.grown(2.0));
        taken.take(badge(badge_at(*centre, *r)));
    }
    for ((centre, r), sized) in centres.iter().zip(&radii).zip(&sized) {
        if *sized == Some(Sized::Unknown) {
            taken.take(badge(question_at(*centre, *r)));
        }
    }
    for plate in groups::plates(&gathered, &frame) {
        obstacles.add(plate, 2.0);
        taken.take(plate.grown(1.0));
    }
    let mut beneath = Strewn::new(frame.size);
    let mut marks = Vec::new();
    let mut along: BTreeMap<String, Vec<(u8, String)>> = BTreeMap::new();
    let mut degree = vec![0_u32; people.len()];
    let mut ways: BTreeMap<(Party, Party), Bend> = BTreeMap::new();
    let mut group = Group::of("ties");
    let mut order: Vec<&Strand> = strands.iter().collect();
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
        let end = |i: usize| End::Disc(centres[i], radii[i] + 1.4);
        let way = ties::route(end(i), end(j), offset, &obstacles, &frame.plot);
        let steps = (way.length() / 6.0).ceil().max(1.0);
        beneath.add((0..=steps as u32).map(|k| way.at(f64::from(k) / steps)));
        ways.insert((strand.a, strand.b), way);
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
    let turned = Turned::of(facts, request.beside.as_ref(), super::Show::Leaders);
    let sheet = Sheet {
        facts,
        regions: Vec::new(),
        rects: Vec::new(),
        stands: (people.iter().zip(&centres).zip(&radii))
            .map(|(((person, _), &centre), &radius)| (person.leader.id, Stand { centre, radius }))
            .collect(),
    };
    let otherwise = turned.draw(
        &sheet,
        &ways,
        &obstacles,
        (&request.spots, &frame),
        &mut taken,
    );

    // The best tied get their names first.
    let mut by_weight: Vec<usize> = (0..people.len()).collect();
    by_weight.sort_by_key(|i| (!people[*i].0.may_decide, std::cmp::Reverse(degree[*i]), *i));
    let mut names: Vec<Option<(Rect, Align)>> = vec![None; people.len()];
    let mut hidden_labels = 0;
    for i in by_weight {
        let width = fonts::width(&people[i].0.leader.name, NAME, Weight::Regular);
        let within = groups::around(&gathered, &frame, centres[i]).unwrap_or(frame.plot);
        let found = name_place(centres[i], radii[i], width, &mut taken, &within, &beneath);
        if found.is_none() {
            hidden_labels += 1;
        }
        names[i] = found;
    }
    let mut discs = Group::of("people");
    for (i, (person, at)) in people.iter().enumerate() {
        let mut one = Group::of("leader");
        let disc = Disc::of(person, *at, &facts.readings, Ink::Paper);
        let initials = words::initials(person.leader);
        if facts.tells_kinds() {
            disc.draw_with_kind(centres[i], &initials, &mut one);
        } else {
            disc.draw(centres[i], &initials, &mut one);
        }
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
            bounds: Rect::around(centres[i], Size::new(2.0 * radii[i], 2.0 * radii[i])),
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
    if !gathered.is_empty() {
        drawing.push(groups::grounds(&gathered, &frame));
    }
    drawing.push(group);
    if !gathered.is_empty() {
        drawing.push(groups::names(&gathered, &frame));
    }
    drawing.push(discs);
    if !turned.is_empty() {
        drawing.push(otherwise);
    }
    if people.is_empty() {
        drawing.push(frame.note(
            "There are no leaders here yet. Add one in the Directory, or import a workbook.",
        ));
    }
    nodes.push(drawing.into());
    nodes.push(frame.draw_legend().into());
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
            "{}: {}.{}",
            frame::spoken("Map of the leaders", map),
            counts.replace(" · ", ", "),
            turned.spoken()
        ),
        legend: frame.legend().entries(),
        hidden: omissions,
        tables: vec![table(facts)],
        spots: people
            .iter()
            .zip(&centres)
            // Where somebody stands in a group is not where they stand without.
            .filter(|_| gathered.is_empty())
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
        ground: gathered.is_empty().then(|| Ground {
            asked,
            taken: frame.plot_size(),
        }),
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
    radius: f64,
    width: f64,
    taken: &mut Taken,
    plot: &Rect,
    beneath: &Strewn,
) -> Option<(Rect, Align)> {
    let (w, h, gap) = (width, 14.0, radius + 7.0);
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
    let mut order: Vec<(usize, (Rect, Align))> = places
        .into_iter()
        .enumerate()
        .map(|(i, place)| (i + 3 * beneath.count_in(&place.0), place))
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
    people: &[Standing],
    index_of: &BTreeMap<LeaderId, usize>,
    request: &MapRequest,
    (frame, groups): (&Frame, &[Vec<Sign>]),
) -> Wish {
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
    // Room at each disc for a name.
    let sizes = people
        .iter()
        .map(|(person, _)| {
            let name = fonts::width(&person.leader.name, NAME, Weight::Regular);
            Size::new((name + 12.0).clamp(44.0, 120.0), 46.0)
        })
        .collect();
    let wish = LayoutRequest {
        sizes,
        links,
        clearance: 8.0,
        // Least stress makes a round picture: on a sheet that is wide much of the ground stays empty. Fuller than this
        // the picture is bent: who is far from whom no longer shows.
        fill: 0.35,
        manner: Manner::Marks,
        ..LayoutRequest::on(frame.plot_size())
    };
    let parties = people
        .iter()
        .map(|(person, _)| Some(Party::Leader(person.leader.id)));
    Wish::anchored(wish, (frame, groups), request, parties)
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
                cells: [
                    person.leader.name.clone(),
                    post.map_or_else(String::new, |p| p.title.clone()),
                    place.unwrap_or_default().to_owned(),
                    if person.may_decide { "yes" } else { "no" }.to_owned(),
                    facts.degree_of(person.leader.id).to_string(),
                ]
                .into_iter()
                .chain(told_cells(facts, person))
                .collect(),
            }
        })
        .collect();
    rows.sort_by(|x, y| x.cells.cmp(&y.cells));
    TableTwin {
        caption: "Leaders".to_owned(),
        columns: ["Leader", "Post", "Organisation", "May decide", "Ties"]
            .map(str::to_owned)
            .into_iter()
            .chain(leader_headings(facts))
            .collect(),
        rows,
    }
}
