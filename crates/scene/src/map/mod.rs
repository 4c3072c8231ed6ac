//! The map of a footprint: organisations as regions, leaders as discs in them, ties as lines, gaps as
//! broken bridges.

mod facts;
mod people;
mod regions;
mod strands;
mod ties;

use std::collections::{BTreeMap, BTreeSet};

use domain::{AudienceMap, LeaderId, Level, OrganisationId, Party, Spot};
use serde::{Deserialize, Serialize};

use crate::bridge::{self, BrokenBridge};
use crate::fonts::{CAPITAL, Weight};
use crate::frame::{self, Frame};
use crate::gaps::{self, GapFact};
use crate::geometry::{Bend, Point, Rect, Size};
use crate::labels::Taken;
use crate::layout::{Anchor, LayoutRequest, Link, lay_out};
use crate::legend::{Legend, Sign};
use crate::paint::{Ink, put};
use crate::scene::{
    Align, Group, Mark, MarkKind, Neighbours, Omission, Scene, Shape, Stroke, TableRow, TableTwin,
    Text, link_by_direction,
};
use crate::words;
use facts::{Body, Facts, Person};
use regions::{DISC, Detail, Disc, Region, Setting, Stand};
use strands::{Carried, Strand, strands};
use ties::{End, Look, Obstacles};

/// Who is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Show {
    /// Organisations with their leaders in them.
    #[default]
    Both,
    /// Organisations alone.
    Organisations,
    /// Leaders alone.
    Leaders,
}

/// How the map is to be drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapRequest {
    /// Who is drawn. For a publication (board, public) it is always organisations alone.
    pub show: Show,
    /// Whether the greatest gaps are laid over the map.
    pub gaps: bool,
    /// Only ties of at least this level; `None` for every level but "none".
    pub minimum_level: Option<Level>,
    /// Whether ties nobody has assessed are drawn, dotted.
    pub show_unassessed: bool,
    /// Where parties stood before, as shares of the drawing's width and height ([`Scene::spots`]).
    /// They stay there; a pinned one does not move for anything.
    pub spots: Vec<(Party, Spot)>,
    /// Width and height wished for. The drawing grows in these proportions when it needs more room.
    pub size: Size,
    /// Heading; empty for the footprint's name.
    pub title: String,
}

impl MapRequest {
    /// Everything at its usual setting, on a drawing of this size.
    pub const fn of_size(width: f64, height: f64) -> Self {
        Self {
            show: Show::Both,
            gaps: true,
            minimum_level: None,
            show_unassessed: false,
            spots: Vec::new(),
            size: Size::new(width, height),
            title: String::new(),
        }
    }
}

/// How many gaps are laid over a map: more would no longer stand out.
const GAPS_DRAWN: usize = 6;
/// Room for a broken bridge with its words between.
const BRIDGE_ROOM: f64 = 92.0;
/// How many relationships that hang on one person are marked.
const PIERS_DRAWN: usize = 5;

/// Draws the map. Same inputs, same drawing.
///
/// For a publication (board, public) it shows organisations alone and never a person, whatever is asked for.
pub fn map_scene(map: &AudienceMap, gaps: &insight::Gaps, request: &MapRequest) -> Scene {
    scene_of(map, &gaps::facts_of(gaps), request)
}

pub(crate) fn scene_of(map: &AudienceMap, pairs: &[GapFact], request: &MapRequest) -> Scene {
    let facts = Facts::of(map);
    let show = if map.audience().is_publication() {
        Show::Organisations
    } else {
        request.show
    };
    match show {
        Show::Leaders => people::draw(&facts, request),
        Show::Both | Show::Organisations => draw(&facts, pairs, show, request),
    }
}

/// What one drawing needs to know of the whole before the first line is drawn.
struct Sheet<'a> {
    facts: &'a Facts<'a>,
    regions: Vec<Region>,
    rects: Vec<Rect>,
    stands: BTreeMap<LeaderId, Stand>,
}

impl Sheet<'_> {
    fn end_of(&self, party: Party) -> Option<End> {
        match party {
            Party::Organisation(id) => self
                .facts
                .body_of
                .get(&id)
                .map(|i| End::Region(self.rects[*i])),
            Party::Leader(id) => self
                .stands
                .get(&id)
                .map(|stand| End::Disc(stand.centre, DISC + 1.4)),
        }
    }

    /// The region a leader's disc stands in.
    fn region_of(&self, leader: LeaderId) -> Option<Rect> {
        let centre = self.stands.get(&leader)?.centre;
        self.rects.iter().find(|rect| rect.has(centre)).copied()
    }

    /// The parts of a line inside the regions of its own ends, over their ground.
    fn draw_ends(&self, strand: &Strand, way: &Bend, group: &mut Group) {
        let region = |party: Party| match party {
            Party::Leader(id) => self.region_of(id),
            Party::Organisation(_) => None,
        };
        let (one, other) = (region(strand.a), region(strand.b));
        if one.is_some() && one == other {
            ties::draw_part(way, strand.look, group);
            return;
        }
        let back = Bend {
            from: way.to,
            via: way.via,
            to: way.from,
        };
        for (rect, way) in [(one, way), (other, &back)] {
            if let Some(rect) = rect {
                ties::draw_part(&way.part(0.0, way.leaves(&rect)), strand.look, group);
            }
        }
    }

    /// From each leader who carries a tie between organisations to where that tie leaves the region.
    fn draw_feeders(
        &self,
        carried: &[Carried],
        ways: &BTreeMap<(Party, Party), Bend>,
        group: &mut Group,
    ) {
        let mut feeders: BTreeMap<(LeaderId, (OrganisationId, OrganisationId)), Level> =
            BTreeMap::new();
        for tie in carried {
            for leader in [tie.a, tie.b] {
                feeders
                    .entry((leader, tie.pair))
                    .and_modify(|level| *level = tie.level.max(*level))
                    .or_insert(tie.level);
            }
        }
        let mut order: Vec<_> = feeders.into_iter().collect();
        order.sort_by_key(|(key, level)| (*level, *key));
        for ((leader, pair), level) in order {
            let trunk = (Party::from(pair.0), Party::from(pair.1));
            let (Some(way), Some(stand), Some(home)) = (
                ways.get(&trunk),
                self.stands.get(&leader),
                self.facts.home.get(&leader),
            ) else {
                continue;
            };
            let (mouth, heading) = if *home == pair.0 {
                (way.from, way.heading(0.0))
            } else {
                let heading = way.heading(1.0);
                (way.to, Point::new(-heading.x, -heading.y))
            };
            let reach = (stand.centre.distance(mouth) * 0.4).min(34.0);
            let via = mouth.plus(-heading.x * reach, -heading.y * reach);
            ties::draw_feeder(
                &Bend {
                    from: stand.centre,
                    via,
                    to: mouth,
                },
                level,
                group,
            );
        }
    }
}

fn draw(facts: &Facts, pairs: &[GapFact], show: Show, request: &MapRequest) -> Scene {
    let map = facts.map;
    let mut omissions: Vec<Omission> = Vec::new();
    let confirmed: Vec<&GapFact> = gaps::confirmed(pairs);
    let drawn_gaps: Vec<&GapFact> = if request.gaps {
        confirmed.iter().take(GAPS_DRAWN).copied().collect()
    } else {
        Vec::new()
    };
    let bridged: BTreeSet<(OrganisationId, OrganisationId)> = drawn_gaps
        .iter()
        .map(|gap| (gap.a.min(gap.b), gap.a.max(gap.b)))
        .collect();
    let (strands, carried) = strands(facts, pairs, show, request, &bridged, &mut omissions);
    if request.gaps && confirmed.len() > drawn_gaps.len() {
        let n = confirmed.len() - drawn_gaps.len();
        omissions.push(omission(
            "further_gaps",
            n,
            &words::count(n, "smaller gap", "smaller gaps"),
        ));
    }
    let piers: Vec<&GapFact> = if map.audience().is_publication() {
        Vec::new()
    } else {
        pairs
            .iter()
            .filter(|pair| pair.hangs_on.is_some_and(|l| facts.home.contains_key(&l)))
            .filter(|pair| !drawn_gaps.iter().any(|gap| gap.same_pair(pair)))
            .take(PIERS_DRAWN)
            .collect()
    };

    // Sizes first: how much room the regions need decides how much is written in them.
    let loose = show == Show::Both && !facts.unposted.is_empty();
    let (regions, setting) = fitting_regions(facts, show, loose, request.size);
    let shortened = regions.iter().filter(|region| region.shortened).count();

    // The legend is known before anything is placed, because it says what will be drawn.
    let groups = legend_groups(facts, &strands, !drawn_gaps.is_empty(), &piers, show, loose);
    let frame = Frame::new(
        &request.size,
        &title_of(map, request),
        &subtitle(map, request),
        &Legend::of(&groups, request.size.width - 2.0 * frame::MARGIN),
    );
    let layout_request = layout_request(facts, pairs, &regions, setting, request, &frame);
    let layout = lay_out(&layout_request);
    let frame = frame.around(layout.ground, &groups);
    let rects: Vec<Rect> = layout
        .centres
        .iter()
        .zip(&regions)
        .map(|(centre, region)| Rect::around(rounded(frame.place(*centre)), region.size))
        .collect();

    let mut stands: BTreeMap<LeaderId, Stand> = BTreeMap::new();
    if show == Show::Both {
        for (i, people) in people_by_region(facts, loose).into_iter().enumerate() {
            for (person, at) in people.iter().zip(&regions[i].discs) {
                let centre = Point::new(rects[i].x + at.x, rects[i].y + at.y);
                if person.at_home {
                    stands.insert(person.leader.id, Stand { centre });
                }
            }
        }
    }
    let sheet = Sheet {
        facts,
        regions,
        rects,
        stands,
    };
    let mut marks: Vec<Mark> = Vec::new();
    let mut along: BTreeMap<String, Vec<(u8, String)>> = BTreeMap::new();

    // Lines, faintest first. They run beneath regions, and over none but those of their own ends.
    let obstacles = obstacles(&sheet, frame.size, show);
    let mut ties = Group::of("ties");
    let mut ends = Group::of("tie-ends");
    let mut fans: BTreeMap<(Party, Party), usize> = BTreeMap::new();
    let mut order: Vec<&Strand> = strands.iter().collect();
    order.sort_by_key(|strand| (strand.look.rank(), strand.a, strand.b));
    let mut ways: BTreeMap<(Party, Party), Bend> = BTreeMap::new();
    for strand in &order {
        let (Some(from), Some(to)) = (sheet.end_of(strand.a), sheet.end_of(strand.b)) else {
            continue;
        };
        let fan = fans.entry((strand.a, strand.b)).or_default();
        // 0, then to either side in turn.
        let side = if fan.is_multiple_of(2) { 1.0 } else { -1.0 };
        let offset = side * 7.0 * fan.div_ceil(2) as f64;
        let first = *fan == 0;
        *fan += 1;
        let way = ties::route(from, to, offset, &obstacles, &frame.plot);
        if first {
            ways.insert((strand.a, strand.b), way);
        }
        let mut group = Group::of(format!("tie {}", class_of(strand.look)));
        ties::draw(&way, strand.look, &mut group);
        sheet.draw_ends(strand, &way, &mut ends);
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
        group.mark = Some((mark.key.clone(), mark.label()));
        ties.push(group);
        for (one, other) in [(strand.a, strand.b), (strand.b, strand.a)] {
            along
                .entry(key_of(one))
                .or_default()
                .push((strand.look.rank(), key_of(other)));
        }
        marks.push(mark);
    }
    for tie in &carried {
        let rank = Look::Known(tie.level).rank();
        for (one, other) in [(tie.a, tie.b), (tie.b, tie.a)] {
            along
                .entry(key_of(one.into()))
                .or_default()
                .push((rank, key_of(other.into())));
        }
    }
    sheet.draw_feeders(&carried, &ways, &mut ends);
    let tie_marks = std::mem::take(&mut marks);

    // Regions, and the people in them.
    let mut grounds = Group::of("regions");
    let mut heads = Group::of("heads");
    let mut people_group = Group::of("people");
    for (i, body) in facts.bodies.iter().enumerate() {
        let rect = sheet.rects[i];
        let kind = body.organisation.kind;
        let region = &sheet.regions[i];
        let mut group = Group::of("organisation");
        region.ground(rect, Some(kind), &mut group);
        if show == Show::Organisations {
            region.head(rect, Some(kind), false, &mut group);
        } else {
            let mut head = Group::of("head");
            region.head(rect, Some(kind), true, &mut head);
            heads.push(head);
        }
        let mark = organisation_mark(facts, body, rect, &order, pairs, show);
        group.mark = Some((mark.key.clone(), mark.label()));
        grounds.push(group);
        marks.push(mark);
    }
    if loose {
        let (i, rect) = (facts.bodies.len(), sheet.rects[facts.bodies.len()]);
        let mut group = Group::of("no-post");
        sheet.regions[i].ground(rect, None, &mut group);
        grounds.push(group);
        let mut head = Group::of("head");
        sheet.regions[i].head(rect, None, true, &mut head);
        heads.push(head);
    }
    if show == Show::Both {
        let decks: BTreeMap<LeaderId, usize> = piers.iter().filter_map(|pair| pair.hangs_on).fold(
            BTreeMap::new(),
            |mut all, leader| {
                *all.entry(leader).or_insert(0) += 1;
                all
            },
        );
        for (i, people) in people_by_region(facts, loose).into_iter().enumerate() {
            let kind = facts.bodies.get(i).map(|body| body.organisation.kind);
            for (k, person) in people.iter().enumerate() {
                let at = sheet.regions[i].discs[k];
                let centre = Point::new(sheet.rects[i].x + at.x, sheet.rects[i].y + at.y);
                let mut group = Group::of("leader");
                Disc::of(person, kind).draw(centre, &person.leader.initials(), &mut group);
                sheet.regions[i].caption(k, centre, kind, &mut group);
                let hangs = decks.get(&person.leader.id).copied().unwrap_or(0);
                if person.at_home && hangs > 0 {
                    bridge::deck_over(
                        centre,
                        if person.may_decide { DISC + 3.0 } else { DISC },
                        &mut group,
                    );
                }
                let mark = leader_mark(facts, person, centre, hangs);
                group.mark = Some((mark.key.clone(), mark.label()));
                people_group.push(group);
                marks.push(mark);
            }
        }
    }

    // The signs that are meant to be seen from three metres, on top.
    let mut taken = Taken::default();
    for (rect, region) in sheet.rects.iter().zip(&sheet.regions) {
        taken.take(
            Rect::new(
                rect.x + region.plate.x,
                rect.y + region.plate.y,
                region.plate.width,
                region.plate.height,
            )
            .grown(2.0),
        );
        for disc in &region.discs {
            taken.take(Rect::new(
                rect.x + disc.x - DISC,
                rect.y + disc.y - DISC,
                2.0 * DISC,
                2.0 * DISC,
            ));
        }
    }
    let mut hidden_labels = shortened;
    let mut signs = Group::of("signs");
    if show == Show::Organisations {
        for pair in &piers {
            let key = (Party::Organisation(pair.a), Party::Organisation(pair.b));
            let (Some(way), Some(leader)) =
                (ways.get(&key), pair.hangs_on.and_then(|id| map.leader(id)))
            else {
                continue;
            };
            let kind = facts
                .home
                .get(&leader.id)
                .and_then(|id| map.organisation(*id))
                .map_or(Ink::Second, |home| Ink::Kind(home.kind));
            let pier = (leader.initials(), kind);
            draw_pier(
                way,
                &pier,
                &mut taken,
                &sheet.rects,
                &frame.plot,
                &mut signs,
            );
        }
    }
    let bridges = draw_bridges(
        &sheet,
        &drawn_gaps,
        &frame,
        &mut taken,
        &mut hidden_labels,
        &mut marks,
    );
    for mark in &marks {
        if mark.kind == MarkKind::Pair {
            let [a, b] = mark.neighbours.along.as_slice() else {
                continue;
            };
            along.entry(a.clone()).or_default().push((20, b.clone()));
            along.entry(b.clone()).or_default().push((20, a.clone()));
        }
    }
    marks.extend(tie_marks);
    for mark in &mut marks {
        if let Some(mut list) = along.remove(&mark.key) {
            list.sort_by(|x, y| y.0.cmp(&x.0).then_with(|| x.1.cmp(&y.1)));
            let mut seen = BTreeSet::new();
            mark.neighbours.along = list
                .into_iter()
                .map(|(_, key)| key)
                .filter(|key| seen.insert(key.clone()))
                .collect();
        }
    }
    link_by_direction(&mut marks, |kind| {
        matches!(
            kind,
            MarkKind::Organisation | MarkKind::Leader | MarkKind::Post
        )
    });

    if hidden_labels > 0 {
        omissions.push(omission(
            "labels",
            hidden_labels,
            &words::count(
                hidden_labels,
                "label shortened or left out",
                "labels shortened or left out",
            ),
        ));
    }
    push_left(facts, &mut omissions);
    push_guarded(map, &mut omissions);
    let (organisations, leaders) = (
        facts.bodies.len(),
        if show == Show::Both {
            map.leaders().len()
        } else {
            0
        },
    );
    let counts = counted(organisations, leaders, order.len(), show);
    let mut nodes = frame.before(&counts, &omissions);
    let mut drawing = Group::of("drawing");
    if show == Show::Organisations {
        drawing.push(ties);
        drawing.push(grounds);
    } else {
        drawing.push(ties);
        drawing.push(grounds);
        drawing.push(ends);
        drawing.push(people_group);
        drawing.push(heads);
    }
    drawing.push(signs);
    drawing.push(bridges);
    if facts.bodies.is_empty() {
        drawing.push(frame.note(
            "There are no organisations here yet. Add one in the Directory, or import a workbook.",
        ));
    }
    nodes.push(drawing.into());
    let legend = frame.legend();
    nodes.push(legend.draw(frame.legend_corner()).into());

    let description = describe(map, &counts, &drawn_gaps, &omissions, confirmed.len());
    Scene {
        size: frame.size,
        title: title_of(map, request),
        description,
        legend: legend.entries(),
        hidden: omissions,
        tables: tables(facts, pairs, &order, show),
        spots: spots(facts, &sheet, &request.spots, frame.size),
        quality: crate::layout::Quality {
            hidden_labels,
            ..layout.quality
        },
        marks,
        nodes,
    }
}

fn people_by_region<'f, 'a>(facts: &'f Facts<'a>, loose: bool) -> Vec<&'f [Person<'a>]> {
    let mut all: Vec<&[Person]> = facts
        .bodies
        .iter()
        .map(|body| body.people.as_slice())
        .collect();
    if loose {
        all.push(&facts.unposted);
    }
    all
}

fn rounded(p: Point) -> Point {
    // Halves, so that hairlines of regions with odd and even sizes fall alike.
    Point::new((p.x * 2.0).round() / 2.0, (p.y * 2.0).round() / 2.0)
}

pub(crate) fn omission(what: &str, count: usize, words: &str) -> Omission {
    Omission {
        what: what.to_owned(),
        count: count as u32,
        words: words.to_owned(),
    }
}

pub(crate) fn title_of(map: &AudienceMap, request: &MapRequest) -> String {
    if !request.title.is_empty() {
        request.title.clone()
    } else if map.footprint().name.is_empty() {
        "Footprint".to_owned()
    } else {
        map.footprint().name.clone()
    }
}

fn subtitle(map: &AudienceMap, request: &MapRequest) -> Vec<String> {
    let mut parts = frame::provenance(map);
    if let Some(level) = request
        .minimum_level
        .filter(|level| *level > Level::Networking)
    {
        parts.push(format!(
            "Level {} ({}) and up",
            level.number(),
            level.word()
        ));
    }
    if request.show_unassessed {
        parts.push("With ties nobody has assessed".to_owned());
    }
    parts
}

fn push_left(facts: &Facts, omissions: &mut Vec<Omission>) {
    if facts.left > 0 && !facts.map.audience().is_publication() {
        let words = words::count(facts.left, "leader who has left", "leaders who have left");
        omissions.push(omission("left", facts.left, &words));
    }
}

fn push_guarded(map: &AudienceMap, omissions: &mut Vec<Omission>) {
    let hidden = map.hidden();
    let n = (hidden.organisations + hidden.leaders + hidden.ties) as usize;
    // Outside the working group even the number could tell something; that there is more is enough.
    if n > 0 && !map.audience().is_publication() {
        omissions.push(omission(
            "guarded",
            n,
            &format!("{n} kept from this audience"),
        ));
    }
}

fn counted(organisations: usize, leaders: usize, lines: usize, show: Show) -> String {
    let mut parts = vec![words::count(organisations, "organisation", "organisations")];
    if show == Show::Both {
        parts.push(words::count(leaders, "leader", "leaders"));
    }
    parts.push(format!("{} drawn", words::count(lines, "tie", "ties")));
    parts.join(" · ")
}

fn describe(
    map: &AudienceMap,
    counts: &str,
    drawn: &[&GapFact],
    omissions: &[Omission],
    gaps: usize,
) -> String {
    let mut text = format!(
        "Map of {} on {}, as seen by {}: {}.",
        if map.footprint().name.is_empty() {
            "the footprint"
        } else {
            &map.footprint().name
        },
        words::day(map.as_of()),
        map.audience().word(),
        counts.replace(" · ", ", ")
    );
    if drawn.is_empty() {
        if gaps == 0 {
            text.push_str(" No gap is known between what pairs need and how they work.");
        }
    } else {
        let named: Vec<String> = drawn
            .iter()
            .map(|gap| format!("{} ({})", gap.names(map), gap.words().join(", ")))
            .collect();
        put(
            &mut text,
            format_args!(" The greatest gaps: {}.", words::list(&named)),
        );
    }
    if !omissions.is_empty() {
        let said: Vec<String> = omissions.iter().map(|o| o.words.clone()).collect();
        put(
            &mut text,
            format_args!(" Not drawn: {}.", words::list(&said)),
        );
    }
    text
}

/// The roomiest regions that the drawing has room for, and else the closest.
fn fitting_regions(facts: &Facts, show: Show, loose: bool, size: Size) -> (Vec<Region>, Setting) {
    let all = |detail: Detail, setting: Setting| -> Vec<Region> {
        let mut regions: Vec<Region> = facts
            .bodies
            .iter()
            .map(|body| {
                Region::of(
                    body.organisation.short_name(),
                    &body.people,
                    detail,
                    setting,
                )
            })
            .collect();
        if loose {
            regions.push(Region::of(
                "No post recorded",
                &facts.unposted,
                detail,
                setting,
            ));
        }
        regions
    };
    let fits = |regions: &[Region], setting: Setting| {
        let c = setting.clearance;
        let needed: f64 = regions
            .iter()
            .map(|r| (r.size.width + c) * (r.size.height + c))
            .sum();
        // About a fifth goes to heading and legend, which take the same height on any drawing.
        let room =
            (size.width - 2.0 * frame::MARGIN) * (size.height - 170.0).max(size.height * 0.5);
        needed <= room * setting.fill
    };
    if show == Show::Both {
        let named = all(Detail::Names, Setting::PEOPLED);
        if fits(&named, Setting::PEOPLED) {
            return (named, Setting::PEOPLED);
        }
        return (all(Detail::Initials, Setting::PEOPLED), Setting::PEOPLED);
    }
    for setting in Setting::ALL {
        let regions = all(Detail::NoPeople, setting);
        if fits(&regions, setting) || setting == Setting::ALL[2] {
            return (regions, setting);
        }
    }
    (Vec::new(), Setting::PEOPLED)
}

fn layout_request(
    facts: &Facts,
    pairs: &[GapFact],
    regions: &[Region],
    setting: Setting,
    request: &MapRequest,
    frame: &Frame,
) -> LayoutRequest {
    // Everything known counts here, filtered or not, so that a filter moves nothing.
    let mut wished: BTreeMap<(OrganisationId, OrganisationId), (f64, f64, f64)> = BTreeMap::new();
    for ((a, b), known) in &facts.organisations {
        let (Party::Organisation(a), Party::Organisation(b)) = (*a, *b) else {
            continue;
        };
        if known.level > Level::None {
            let level = f64::from(known.level.number());
            wished.insert(
                (a, b),
                (1.0 + (5.0 - level) * 0.45, (level / 5.0).powf(1.5), 0.0),
            );
        }
    }
    for tie in facts.map.ties().iter() {
        let (Some(a), Some(b)) = (facts.organisation_of(tie.a), facts.organisation_of(tie.b))
        else {
            continue;
        };
        if a != b {
            wished
                .entry((a.min(b), a.max(b)))
                .or_insert((2.6, 0.12, 0.0));
        }
    }
    // A bridge that does not meet should at least be short.
    for (i, gap) in gaps::confirmed(pairs)
        .into_iter()
        .take(GAPS_DRAWN)
        .enumerate()
    {
        let entry = wished
            .entry((gap.a.min(gap.b), gap.a.max(gap.b)))
            .or_insert((2.0, 0.3, 0.0));
        *entry = (
            entry.0.min(1.5),
            entry.1.max(0.9 - 0.05 * i as f64),
            BRIDGE_ROOM,
        );
    }
    let links = wished
        .into_iter()
        .filter_map(|((a, b), (length, strength, room))| {
            let (a, b) = (*facts.body_of.get(&a)?, *facts.body_of.get(&b)?);
            Some(Link {
                a,
                b,
                length,
                strength,
                room,
            })
        })
        .collect();
    let spots: BTreeMap<Party, Spot> = request.spots.iter().copied().collect();
    let sizes: Vec<Size> = regions.iter().map(|region| region.size).collect();
    let Setting {
        clearance, fill, ..
    } = setting;
    let mut wish = LayoutRequest {
        sizes,
        links,
        clearance,
        fill,
        ..LayoutRequest::on(frame.plot_size())
    };
    let ground = crate::layout::ground_for(&wish);
    wish.anchors = (0..regions.len())
        .map(|i| {
            let body = facts.bodies.get(i)?;
            let spot = spots.get(&Party::Organisation(body.organisation.id))?;
            Some(Anchor {
                at: frame.unplace(*spot, ground),
                pinned: spot.pinned,
            })
        })
        .collect();
    wish
}

fn spots(facts: &Facts, sheet: &Sheet, before: &[(Party, Spot)], size: Size) -> Vec<(Party, Spot)> {
    let pinned: BTreeSet<Party> = before
        .iter()
        .filter(|(_, spot)| spot.pinned)
        .map(|(party, _)| *party)
        .collect();
    facts
        .bodies
        .iter()
        .zip(&sheet.rects)
        .map(|(body, rect)| {
            let party = Party::Organisation(body.organisation.id);
            let centre = rect.centre();
            let spot = Spot {
                x: centre.x / size.width,
                y: centre.y / size.height,
                pinned: pinned.contains(&party),
            };
            (party, spot)
        })
        .collect()
}

fn obstacles(sheet: &Sheet, size: Size, show: Show) -> Obstacles {
    let mut obstacles = Obstacles::new(size.width, size.height);
    for (rect, region) in sheet.rects.iter().zip(&sheet.regions) {
        if show == Show::Organisations {
            obstacles.add(rect.grown(4.0), 4.0);
        } else {
            // Lines pass beneath regions they have nothing to do with; better around them.
            obstacles.add(*rect, 1.0);
            let plate = Rect::new(
                rect.x + region.plate.x,
                rect.y + region.plate.y,
                region.plate.width,
                region.plate.height,
            );
            obstacles.add(plate, 2.0);
            for (k, disc) in region.discs.iter().enumerate() {
                let centre = Point::new(rect.x + disc.x, rect.y + disc.y);
                let r = 2.0 * (DISC + 2.0);
                obstacles.add(Rect::around(centre, Size::new(r, r)), 2.2);
                if let Some(p) = region.caption_plate(k) {
                    obstacles.add(
                        Rect::new(centre.x + p.x, centre.y + p.y, p.width, p.height),
                        1.4,
                    );
                }
            }
        }
    }
    obstacles
}

pub(crate) fn key_of(party: Party) -> String {
    match party {
        Party::Organisation(id) => format!("organisation:{id}"),
        Party::Leader(id) => format!("leader:{id}"),
    }
}

/// Key of two parties together, the lower id first.
pub(crate) fn pair_key(a: Party, b: Party) -> String {
    let id = |party| match party {
        Party::Organisation(id) => id.uuid(),
        Party::Leader(id) => id.uuid(),
    };
    let (a, b) = (id(a), id(b));
    format!("pair:{}:{}", a.min(b), a.max(b))
}

fn class_of(look: Look) -> String {
    match look {
        Look::Known(level) => format!("known level-{}", level.number()),
        Look::Strained(_) => "in-tension".to_owned(),
        Look::Planned => "planned".to_owned(),
        Look::Former => "former".to_owned(),
        Look::Unassessed => "unassessed".to_owned(),
    }
}

fn bounds_of(way: &Bend) -> Rect {
    let mut bounds = Rect::new(way.from.x, way.from.y, 0.0, 0.0);
    for i in 1..=8 {
        let p = way.at(f64::from(i) / 8.0);
        bounds = bounds.with(&Rect::new(p.x, p.y, 0.0, 0.0));
    }
    bounds.grown(2.0)
}

fn organisation_mark(
    facts: &Facts,
    body: &Body,
    rect: Rect,
    lines: &[&Strand],
    pairs: &[GapFact],
    show: Show,
) -> Mark {
    let id = body.organisation.id;
    let mut said = vec![regions::sort_words(body)];
    if show == Show::Both && !body.people.is_empty() {
        said.push(words::count(body.people.len(), "leader", "leaders"));
    }
    let partners: BTreeSet<OrganisationId> = lines
        .iter()
        .filter_map(|strand| {
            Some((
                facts.organisation_of(strand.a)?,
                facts.organisation_of(strand.b)?,
            ))
        })
        .filter(|(a, b)| a != b)
        .filter_map(|(a, b)| {
            if a == id {
                Some(b)
            } else if b == id {
                Some(a)
            } else {
                None
            }
        })
        .collect();
    said.push(format!(
        "tied to {}",
        words::count(partners.len(), "organisation", "organisations")
    ));
    for gap in gaps::confirmed(pairs)
        .into_iter()
        .filter(|gap| gap.a == id || gap.b == id)
        .take(3)
    {
        let other = if gap.a == id { gap.b } else { gap.a };
        let name = facts.map.party_label(other.into()).unwrap_or("another");
        said.push(format!("gap with {name}, {}", gap.words().join(", ")));
    }
    Mark {
        key: key_of(id.into()),
        kind: MarkKind::Organisation,
        name: body.organisation.name.clone(),
        facts: said.join("; "),
        bounds: rect,
        neighbours: Neighbours::default(),
    }
}

fn leader_facts(facts: &Facts, person: &Person, hangs: usize) -> String {
    let mut said = Vec::new();
    if let Some(post) = person.post {
        let place = facts
            .map
            .party_label(post.organisation_id.into())
            .unwrap_or_default();
        said.push(format!("{}, {place}", post.title));
    }
    if person.may_decide {
        said.push("may decide".to_owned());
    }
    if !person.at_home {
        said.push("a further post; drawn at home elsewhere".to_owned());
    }
    let n = facts.degree_of(person.leader.id);
    said.push(words::count(n, "tie", "ties"));
    if !person.assessed {
        said.push("nobody’s view yet".to_owned());
    }
    if hangs > 0 {
        said.push(format!(
            "{} on this person",
            words::count(hangs, "relationship hangs", "relationships hang")
        ));
    }
    said.join("; ")
}

fn leader_mark(facts: &Facts, person: &Person, centre: Point, hangs: usize) -> Mark {
    let (kind, key) = match person.post {
        Some(post) if !person.at_home => (MarkKind::Post, format!("post:{}", post.id)),
        _ => (MarkKind::Leader, key_of(person.leader.id.into())),
    };
    Mark {
        key,
        kind,
        name: person.leader.name.clone(),
        facts: leader_facts(facts, person, hangs),
        bounds: Rect::around(centre, Size::new(2.0 * DISC, 2.0 * DISC)),
        neighbours: Neighbours::default(),
    }
}

/// The disc of the one person, on a pier under the line's middle.
fn draw_pier(
    way: &Bend,
    (initials, ink): &(String, Ink),
    taken: &mut Taken,
    rects: &[Rect],
    plot: &Rect,
    signs: &mut Group,
) {
    const R: f64 = 10.0;
    for t in [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74] {
        let at = way.at(t);
        let heading = way.heading(t);
        // Under the line: the side that looks down, or to the right of an upright one.
        let mut under = Point::new(-heading.y, heading.x);
        if under.y < 0.0 || (under.y.abs() < 1e-9 && under.x < 0.0) {
            under = Point::new(-under.x, -under.y);
        }
        let disc = at.plus(under.x * (R + 5.0), under.y * (R + 5.0));
        let bounds = Rect::around(disc, Size::new(2.0 * R + 6.0, 2.0 * R + 6.0));
        if !plot.holds(&bounds)
            || rects.iter().any(|rect| rect.overlaps(&bounds))
            || !taken.is_free(&bounds)
        {
            continue;
        }
        taken.take(bounds);
        let mut group = Group::of("one-pier");
        group.push(Shape::circle(disc, R + 2.0).filled(Ink::Paper));
        let (back, fore) = (
            at.plus(-heading.x * 13.0, -heading.y * 13.0),
            at.plus(heading.x * 13.0, heading.y * 13.0),
        );
        group.push(Shape::path(bridge::line(back, fore)).stroked(Stroke::round(Ink::Ink, 2.6)));
        let foot = at.plus(under.x * 5.0, under.y * 5.0);
        group.push(Shape::path(bridge::line(at, foot)).stroked(Stroke::round(Ink::Ink, 3.0)));
        group.push(Shape::circle(disc, R).filled(*ink));
        group.push(
            Text::new(
                initials.clone(),
                disc.plus(0.0, CAPITAL * 10.0 / 2.0),
                10.0,
                Weight::Bold,
                Ink::OnKind,
            )
            .aligned(Align::Middle),
        );
        signs.push(group);
        return;
    }
}

fn draw_bridges(
    sheet: &Sheet,
    drawn: &[&GapFact],
    frame: &Frame,
    taken: &mut Taken,
    hidden_labels: &mut usize,
    marks: &mut Vec<Mark>,
) -> Group {
    let facts = sheet.facts;
    let mut all = Group::of("gaps");
    let mut plates = Group::of("gap-plates");
    let mut used: Vec<Point> = Vec::new();
    for gap in drawn {
        let (Some(i), Some(j)) = (facts.body_of.get(&gap.a), facts.body_of.get(&gap.b)) else {
            continue;
        };
        let (way, clear) = span(sheet, *i, *j, &used);
        let said = gap.words();
        let size = bridge::pill_size(&said);
        let (from, to) = (way.from, way.to);
        used.extend([from, to]);
        let length = from.distance(to);
        // Along the arch first; beside it where the banks are too near one another.
        let mut candidates: Vec<Rect> = Vec::new();
        let clear_at = |t: f64| t <= clear.0 || 1.0 - t <= clear.1;
        let room = length > size.width + 36.0 || (to.y - from.y).abs() > size.height + 40.0;
        if room {
            // From the middle outwards, where the arch is clear.
            for step in 0..12 {
                for side in [-1.0, 1.0] {
                    let t = 0.5 + side * 0.03 * f64::from(step);
                    if clear_at(t) {
                        candidates.push(Rect::around(way.at(t), size));
                    }
                }
            }
        }
        let beside = if clear.0 >= 0.5 {
            0.5
        } else {
            (clear.0 * 0.6).max(0.06)
        };
        let heading = way.heading(beside);
        for distance in [6.0, 14.0, 24.0, 36.0, 50.0, 70.0] {
            for side in [-1.0, 1.0] {
                let (nx, ny) = (-heading.y * side, heading.x * side);
                let off =
                    distance + f64::midpoint(nx.abs() * size.width, ny.abs() * size.height) + 8.0;
                candidates.push(Rect::around(way.at(beside).plus(nx * off, ny * off), size));
            }
        }
        let pill = taken.place(
            candidates
                .iter()
                .copied()
                .filter(|pill| sheet.rects.iter().all(|rect| !rect.overlaps(pill))),
            &frame.plot,
        );
        let pill = pill.or_else(|| taken.place(candidates, &frame.plot));
        if pill.is_none() {
            *hidden_labels += 1;
        }
        let sign = BrokenBridge {
            way,
            words: said.clone(),
            pill,
            clear,
        };
        let mut group = Group::of("gap");
        sign.draw(&mut group);
        let mut plate = Group::of("gap-words");
        sign.draw_words(&mut plate);
        plates.push(plate);
        group.push(
            Shape::path(bridge::curve(&way))
                .stroked(Stroke::plain(Ink::Ink, 24.0))
                .for_hitting(),
        );
        let (a, b) = (Party::from(gap.a), Party::from(gap.b));
        let mark = Mark {
            key: pair_key(a, b),
            kind: MarkKind::Pair,
            name: gap.names(facts.map),
            facts: format!("gap: {}", said.join(", ")),
            bounds: pill.map_or(bounds_of(&way), |pill| bounds_of(&way).with(&pill)),
            neighbours: Neighbours {
                along: vec![key_of(a), key_of(b)],
                ..Neighbours::default()
            },
        };
        group.mark = Some((mark.key.clone(), mark.label()));
        all.push(group);
        marks.push(mark);
    }
    all.push(plates);
    all
}

/// The arch between two regions that runs over least else, and how far from either bank it is clear.
fn span(sheet: &Sheet, i: usize, j: usize, used: &[Point]) -> (Bend, (f64, f64)) {
    let (one, other) = (sheet.rects[i], sheet.rects[j]);
    let mut best: Option<(f64, Bend, (f64, f64))> = None;
    for (from, to) in banks(one, other) {
        // Two bridges should not stand on one pier.
        let crowded = used
            .iter()
            .filter(|p| p.distance(from) < 30.0 || p.distance(to) < 30.0)
            .count() as f64;
        for rise in [1.0, 1.8, -1.0, 2.6, -1.8] {
            let mut way = BrokenBridge::arch(from, to, f64::abs(rise));
            if rise < 0.0 {
                // Hanging instead of rising, where only that is clear.
                let middle = from.towards(to, 0.5);
                way.via = Point::new(2.0 * middle.x - way.via.x, 2.0 * middle.y - way.via.y);
            }
            let blocked = |t: f64| {
                let p = way.at(t);
                sheet
                    .rects
                    .iter()
                    .enumerate()
                    .any(|(k, rect)| k != i && k != j && rect.grown(4.0).has(p))
            };
            let steps = 60;
            let shares = || (0..=steps).map(|n| f64::from(n) / f64::from(steps));
            let under = shares().filter(|t| blocked(*t)).count() as f64 / f64::from(steps);
            let near = shares().find(|t| blocked(*t)).unwrap_or(1.0);
            let far = shares().find(|t| blocked(1.0 - t)).unwrap_or(1.0);
            let cost = under * way.length()
                + from.distance(to) * 0.35
                + f64::abs(rise) * 3.0
                + if rise < 0.0 { 8.0 } else { 0.0 }
                + crowded * 25.0;
            if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                let clear = ((near - 0.03).max(0.0), (far - 0.03).max(0.0));
                best = Some((cost, way, clear));
            }
        }
    }
    best.map_or_else(
        || {
            (
                BrokenBridge::arch(one.centre(), other.centre(), 1.0),
                (1.0, 1.0),
            )
        },
        |(_, way, clear)| (way, clear),
    )
}

/// Pairs of points between which a bridge may span: on sides that face one another.
fn banks(one: Rect, other: Rect) -> Vec<(Point, Point)> {
    let facing = |from: Rect, to: Rect| {
        let mut points = Vec::new();
        let (low_y, high_y) = (from.y + 12.0, from.bottom() - 12.0);
        let (low_x, high_x) = (from.x + 16.0, from.right() - 16.0);
        let target = to.centre();
        if to.x >= from.right() || to.right() <= from.x {
            let x = if to.x >= from.right() {
                from.right()
            } else {
                from.x
            };
            for y in [target.y, from.centre().y, low_y, high_y] {
                points.push(Point::new(x, y.max(low_y).min(high_y.max(low_y))));
            }
        }
        if to.y >= from.bottom() || to.bottom() <= from.y {
            let y = if to.y >= from.bottom() {
                from.bottom()
            } else {
                from.y
            };
            for x in [target.x, from.centre().x, low_x, high_x] {
                points.push(Point::new(x.max(low_x).min(high_x.max(low_x)), y));
            }
        }
        if points.is_empty() {
            points.push(from.centre());
        }
        points
    };
    let ends = facing(other, one);
    facing(one, other)
        .into_iter()
        .flat_map(|from| ends.iter().map(move |to| (from, *to)))
        .collect()
}

fn legend_groups(
    facts: &Facts,
    strands: &[Strand],
    has_gaps: bool,
    piers: &[&GapFact],
    show: Show,
    loose: bool,
) -> Vec<Vec<Sign>> {
    let lines: BTreeSet<Sign> = strands.iter().map(|strand| strand.look.sign()).collect();
    let mut signs = Vec::new();
    if has_gaps {
        signs.push(Sign::Gap);
    }
    if !piers.is_empty() {
        signs.push(Sign::OnePier);
    }
    let kinds: BTreeSet<Sign> = facts
        .bodies
        .iter()
        .map(|body| Sign::Kind(body.organisation.kind))
        .collect();
    let mut people = Vec::new();
    if show == Show::Both {
        let all: Vec<&Person> = people_by_region(facts, loose)
            .into_iter()
            .flatten()
            .collect();
        if all.iter().any(|person| person.may_decide) {
            people.push(Sign::MayDecide);
        }
        if all.iter().any(|person| person.at_home && !person.assessed) {
            people.push(Sign::NobodysView);
        }
        if all.iter().any(|person| !person.at_home) {
            people.push(Sign::FurtherPost);
        }
    }
    signs.extend(people);
    vec![
        lines.into_iter().collect(),
        signs,
        kinds.into_iter().collect(),
    ]
}

fn tables(facts: &Facts, pairs: &[GapFact], lines: &[&Strand], show: Show) -> Vec<TableTwin> {
    let map = facts.map;
    let heading = |columns: &[&str]| columns.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
    let of = |party: Party| map.party_label(party).unwrap_or_default().to_owned();
    let mut tables = Vec::new();
    let mut organisations: Vec<TableRow> = facts
        .bodies
        .iter()
        .map(|body| {
            let id = body.organisation.id;
            let tied = lines
                .iter()
                .filter_map(|s| Some((facts.organisation_of(s.a)?, facts.organisation_of(s.b)?)))
                .filter(|(a, b)| a != b && (*a == id || *b == id))
                .map(|(a, b)| (a.min(b), a.max(b)))
                .collect::<BTreeSet<_>>()
                .len();
            let mut cells = vec![body.organisation.name.clone(), regions::sort_words(body)];
            if show == Show::Both {
                cells.push(body.people.len().to_string());
            }
            cells.push(tied.to_string());
            cells.push(
                gaps::confirmed(pairs)
                    .iter()
                    .filter(|gap| gap.a == id || gap.b == id)
                    .count()
                    .to_string(),
            );
            TableRow {
                key: key_of(id.into()),
                cells,
            }
        })
        .collect();
    organisations.sort_by(|x, y| x.cells[0].cmp(&y.cells[0]));
    tables.push(TableTwin {
        caption: "Organisations".to_owned(),
        columns: if show == Show::Both {
            heading(&["Organisation", "Kind", "Leaders", "Tied to", "Gaps"])
        } else {
            heading(&["Organisation", "Kind", "Tied to", "Gaps"])
        },
        rows: organisations,
    });
    if show == Show::Both {
        tables.push(people::table(facts));
    }
    let mut ties: Vec<TableRow> = lines
        .iter()
        .map(|strand| TableRow {
            key: strand.key.clone(),
            cells: vec![
                of(strand.a),
                of(strand.b),
                strand.way.clone(),
                strand.level.clone(),
            ],
        })
        .collect();
    ties.sort_by(|x, y| x.cells.cmp(&y.cells));
    tables.push(TableTwin {
        caption: "Ties drawn".to_owned(),
        columns: heading(&["One", "Other", "In what way", "Level"]),
        rows: ties,
    });
    let confirmed = gaps::confirmed(pairs);
    if !confirmed.is_empty() {
        tables.push(gaps::table(map, &confirmed));
    }
    tables
}
