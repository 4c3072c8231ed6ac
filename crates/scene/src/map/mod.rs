//! The map of a footprint: organisations as regions, leaders as discs in them, ties as lines, gaps as
//! broken bridges.

mod badges;
mod facts;
mod groups;
mod national;
mod people;
mod readings;
mod regions;
mod sheet;
mod signs;
mod spans;
mod strands;
mod ties;
mod turned;
mod twin;

use std::collections::{BTreeMap, BTreeSet};

use domain::{AudienceMap, Filter, LeaderId, Level, OrganisationId, Party, Spot};
use serde::{Deserialize, Serialize};

use crate::bridge;
use crate::frame::{self, Frame};
use crate::gaps::{self, GapFact};
use crate::geometry::{Bend, Point, Rect, Size};
use crate::labels::Taken;
use crate::layout::{Anchor, Ground, Layout, LayoutRequest, ground_for, lay_out};
use crate::legend::{Legend, Sign};
use crate::paint::Ink;
use crate::scene::{Group, Mark, MarkKind, Neighbours, Omission, Scene, link_by_direction};
use crate::words;
pub(crate) use badges::badge;
use facts::{Facts, Person};
use readings::Readings;
pub use readings::Sayings;
pub(crate) use readings::{Class, Sized, Swatch};
use regions::{Coat, Disc, Stand};
pub(crate) use regions::{disc_radius, glyph_radius};
use sheet::{Sheet, fitting_regions, layout_request, obstacles, spots};
use signs::{draw_bridges, draw_pier, legend_groups, piers};
use strands::{Strand, strands};
use ties::Look;
pub(crate) use ties::head;
pub(crate) use turned::TurnSign;
use twin::{
    counted, describe, leader_mark, organisation_mark, push_filtered, push_guarded, push_left,
    tables,
};

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
    /// Every organisation from afar, its ties taken together and only the strongest drawn; by itself where there is too
    /// much to draw otherwise.
    National,
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
    /// What it keeps to: of each sort those named are shown; a sort nobody names shows all.
    pub filters: Vec<Filter>,
    /// Where parties stood before, as shares of the drawing's width and height ([`Scene::spots`]).
    /// They stay there; a pinned one does not move for anything.
    pub spots: Vec<(Party, Spot)>,
    /// What grounds those places were taken on ([`Scene::ground`]), the newest last: where the same ground is asked for
    /// again the drawing has the one it took, and not a mark moves.
    pub grounds: Vec<Ground>,
    /// Width and height wished for. The drawing grows in these proportions when it needs more room.
    pub size: Size,
    /// Heading; empty for the footprint's name.
    pub title: String,
    /// What colours and sizes say, and by what marks stand together.
    pub sayings: Sayings,
    /// Only this organisation, those it works with and those of its places, as many as can be drawn with their leaders.
    pub focus: Option<OrganisationId>,
    /// What is marked beside the map as it is, where this one is only supposed. Not on a map from afar, nor of leaders
    /// alone.
    pub beside: Option<crate::changes::Beside>,
}

impl MapRequest {
    /// Everything at its usual setting, on a drawing of this size.
    pub const fn of_size(width: f64, height: f64) -> Self {
        Self {
            show: Show::Both,
            gaps: true,
            minimum_level: None,
            show_unassessed: false,
            filters: Vec::new(),
            spots: Vec::new(),
            grounds: Vec::new(),
            size: Size::new(width, height),
            title: String::new(),
            sayings: Sayings {
                colour_by: None,
                size_by: None,
                group_by: None,
                proposal: None,
            },
            focus: None,
            beside: None,
        }
    }
}

/// What is to be laid out, and the ground that was asked for before marks kept the one they took.
struct Wish {
    layout: LayoutRequest,
    asked: Size,
}

impl Wish {
    /// Everything where it stood, as far as it stood anywhere; `parties` in the order of the sizes.
    fn anchored(
        mut layout: LayoutRequest,
        (frame, groups): (&Frame, &[Vec<Sign>]),
        request: &MapRequest,
        parties: impl Iterator<Item = Option<Party>>,
    ) -> Self {
        let asked = ground_for(&layout);
        let spots: BTreeMap<Party, Spot> = request.spots.iter().copied().collect();
        let spots: Vec<Option<Spot>> = parties.map(|party| spots.get(&party?).copied()).collect();
        let on = |ground: Size| -> Vec<Option<Anchor>> {
            let drawing = frame.size_around(ground, groups);
            let anchor = |spot: Spot| Anchor {
                at: frame.unplace(spot, drawing, ground),
                pinned: spot.pinned,
            };
            spots.iter().map(|spot| spot.map(anchor)).collect()
        };
        let ground = request
            .grounds
            .iter()
            .rev()
            .find(|ground| ground.asked == asked)
            .map(|ground| ground.taken)
            .or_else(|| {
                // Places kept in a document say nothing of the ground they were taken on.
                let kept = request.grounds.is_empty();
                kept.then(|| Self::a_little_larger(&layout, asked, &on))?
            })
            .unwrap_or(asked);
        layout.anchors = on(ground);
        if ground != asked {
            layout.ground = ground;
        }
        Self { layout, asked }
    }

    /// The least ground, no more than a little larger than the one asked for, on which everything can stand where it
    /// stood: a drawing that is a little larger is known again, one whose marks have moved is not.
    fn a_little_larger(
        layout: &LayoutRequest,
        asked: Size,
        on: &impl Fn(Size) -> Vec<Option<Anchor>>,
    ) -> Option<Size> {
        /// How much larger, in steps of one in a hundred.
        const MOST: u32 = 20;
        let grown = |step: u32| {
            let by = 1.0 + f64::from(step) / 100.0;
            [(1.0, by), (by, 1.0), (by, by)]
                .map(|(across, down)| Size::new(asked.width * across, asked.height * down))
        };
        (0..=MOST)
            .flat_map(grown)
            .find(|ground| layout.is_settled(&on(*ground), *ground))
    }
}

/// How many gaps are laid over a map: more would no longer stand out.
const GAPS_DRAWN: usize = 6;
/// Room for a broken bridge with its words between.
const BRIDGE_ROOM: f64 = 92.0;

/// Draws the map. Same inputs, same drawing.
///
/// For a publication (board, public) it shows organisations alone and never a person, whatever is asked for.
pub fn map_scene(map: &AudienceMap, gaps: &insight::Gaps, request: &MapRequest) -> Scene {
    scene_of(map, &gaps::facts_of(gaps), None, request)
}

/// The same, with an answer about influence that is already there, so that it need not be worked out again where
/// colours or sizes say who stands between others.
pub fn map_scene_with(
    map: &AudienceMap,
    gaps: &insight::Gaps,
    influence: &insight::Influence,
    request: &MapRequest,
) -> Scene {
    scene_of(map, &gaps::facts_of(gaps), Some(influence), request)
}

/// Who is drawn: for a publication never a person.
fn shown(map: &AudienceMap, request: &MapRequest) -> Show {
    if map.audience().is_publication() && request.show != Show::National {
        Show::Organisations
    } else {
        request.show
    }
}

pub(crate) fn scene_of(
    map: &AudienceMap,
    pairs: &[GapFact],
    influence: Option<&insight::Influence>,
    request: &MapRequest,
) -> Scene {
    let show = shown(map, request);
    let readings = Readings::of(map, pairs, influence, &request.sayings, show);
    let near = request.focus.map(|focus| national::around(map, focus));
    let mut facts = Facts::of(map, &request.filters, near.as_ref(), readings);
    if national::is_too_large(&facts, show) {
        if !readings::of_organisations_alone(show) {
            // Nobody is drawn from afar, so what was to be said of people is said of organisations.
            let sayings = &request.sayings;
            facts.readings = Readings::of(map, pairs, influence, sayings, Show::National);
        }
        return national::draw(&facts, request, show);
    }
    match show {
        Show::Leaders => people::draw(&facts, request),
        Show::Both | Show::Organisations | Show::National => draw(&facts, pairs, show, request),
    }
}

/// Where the organisations of the map stand (or the leaders, where they are drawn alone), and nothing drawn: what the
/// drawing's first and costliest half comes to.
pub fn map_layout(map: &AudienceMap, gaps: &insight::Gaps, request: &MapRequest) -> Layout {
    let facts = Facts::of(map, &request.filters, None, Readings::default());
    match request.show {
        Show::Leaders if !map.audience().is_publication() => people::placed(&facts, request).layout,
        show => placed(&facts, &gaps::facts_of(gaps), show, request, &[]).layout,
    }
}

/// Whether there are people without a post to be drawn in a region of their own.
fn has_loose(facts: &Facts, show: Show) -> bool {
    show == Show::Both && !facts.unposted.is_empty()
}

/// Regions with their sizes and places, and the frame around them.
struct Placed {
    regions: Vec<regions::Region>,
    frame: Frame,
    layout: Layout,
    /// The ground that was asked for.
    asked: Size,
    /// What stands together, where that was asked for.
    gathered: Vec<groups::Drawn>,
}

fn placed(
    facts: &Facts,
    pairs: &[GapFact],
    show: Show,
    request: &MapRequest,
    groups: &[Vec<Sign>],
) -> Placed {
    // Sizes first: how much room the regions need decides how much is written in them.
    let (regions, setting) = fitting_regions(facts, show, has_loose(facts, show), request.size);
    let frame = Frame::new(
        &request.size,
        &title_of(facts.map, request),
        &subtitle(facts, request, Some(groups)),
        &Legend::of(groups, request.size.width - 2.0 * frame::MARGIN),
    );
    let wish = layout_request(facts, pairs, &regions, setting, request, (&frame, groups));
    let mut layout = lay_out(&wish.layout);
    let mut gathered = Vec::new();
    if let Some(by) = &facts.readings.groups {
        let sizes: Vec<Size> = regions.iter().map(|region| region.size).collect();
        let clearance = setting.clearance * 0.7;
        let ground = layout.ground;
        (layout, gathered) = groups::gathered(
            &layout,
            &sizes,
            (clearance, groups::Lettering::USUAL),
            |i| {
                let body = facts.bodies.get(i)?;
                Some(by.of_organisation(body.organisation.id))
            },
        );
        groups::spread(&mut layout, &mut gathered, ground);
    }
    Placed {
        regions,
        frame,
        layout,
        asked: wish.asked,
        gathered,
    }
}

fn draw(facts: &Facts, pairs: &[GapFact], show: Show, request: &MapRequest) -> Scene {
    let map = facts.map;
    let mut omissions: Vec<Omission> = Vec::new();
    let both_there =
        |pair: &&GapFact| facts.is_there(pair.a.into()) && facts.is_there(pair.b.into());
    let confirmed: Vec<&GapFact> = gaps::confirmed(pairs)
        .into_iter()
        .filter(both_there)
        .collect();
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
    let least = request.minimum_level.unwrap_or(Level::Networking);
    let hanging = insight::hanging_pairs(map, least);
    let (piers, more) = piers(facts, pairs, &drawn_gaps, show, &hanging);
    if more > 0 {
        omissions.push(omission(
            "further_piers",
            more,
            &words::count(
                more,
                "further relationship that hangs on one person",
                "further relationships that hang on one person",
            ),
        ));
    }

    let loose = has_loose(facts, show);
    // The legend is known before anything is placed, because it says what will be drawn.
    let mut groups = legend_groups(facts, &strands, !drawn_gaps.is_empty(), &piers, show, loose);
    let turned = turned::Turned::of(facts, request.beside.as_ref(), show);
    groups.extend(turned.legend());
    let Placed {
        regions,
        frame,
        layout,
        asked,
        gathered,
    } = placed(facts, pairs, show, request, &groups);
    let shortened = regions.iter().filter(|region| region.shortened).count();
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
                    let sizes = facts.readings.sizes.as_ref();
                    let sized = sizes.and_then(|sizes| sizes.of_leader(person.leader.id));
                    let radius = disc_radius(sized);
                    stands.insert(person.leader.id, Stand { centre, radius });
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
    let mut obstacles = obstacles(&sheet, frame.size, show);
    for plate in groups::plates(&gathered, &frame) {
        obstacles.add(plate, 2.0);
    }
    let mut ties = Group::of("ties");
    let mut ends = Group::of("tie-ends");
    let mut fans: BTreeMap<(Party, Party), usize> = BTreeMap::new();
    let mut order: Vec<&Strand> = strands.iter().collect();
    order.sort_by_key(|strand| (strand.look.rank(), strand.a, strand.b));
    let mut questions = Taken::default();
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
        let sign_at = sign_place(&way, &sheet.rects, &mut questions, strand.look);
        ties::draw(&way, strand.look, sign_at, &mut group);
        sheet.draw_ends(strand, &way, &mut ends);
        ties::draw_heads(&way, strand.look, strand.arrows, &mut ends);
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
        let coat = Coat::of(body, &facts.readings);
        let region = &sheet.regions[i];
        let mut group = Group::of("organisation");
        region.ground(rect, coat, &mut group);
        if show == Show::Organisations {
            region.head(rect, coat, false, &mut group);
        } else {
            let mut head = Group::of("head");
            region.head(rect, coat, true, &mut head);
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
        sheet.regions[i].ground(rect, Coat::default(), &mut group);
        grounds.push(group);
        let mut head = Group::of("head");
        sheet.regions[i].head(rect, Coat::default(), true, &mut head);
        heads.push(head);
    }
    if show == Show::Both {
        let decks: BTreeSet<LeaderId> = piers.iter().map(|pier| pier.leader).collect();
        for (i, people) in people_by_region(facts, loose).into_iter().enumerate() {
            let body = facts.bodies.get(i);
            let coat = body.map_or_else(Coat::default, |body| Coat::of(body, &facts.readings));
            let at = body.map(|body| (body.organisation.id, body.organisation.kind));
            for (k, person) in people.iter().enumerate() {
                let stands = sheet.regions[i].discs[k];
                let centre = Point::new(sheet.rects[i].x + stands.x, sheet.rects[i].y + stands.y);
                let mut group = Group::of("leader");
                let disc = Disc::of(person, at, &facts.readings, coat.wash());
                disc.draw(centre, &words::initials(person.leader), &mut group);
                sheet.regions[i].caption(k, centre, coat, &mut group);
                // Whoever has no sign of their own may still be the other end of a tie that has one.
                let hangs = hanging.on_each.get(&person.leader.id);
                let hangs = hangs.copied().unwrap_or(0) as usize;
                if person.at_home && decks.contains(&person.leader.id) {
                    bridge::deck_over(
                        centre,
                        disc.radius() + if person.may_decide { 3.0 } else { 0.0 },
                        &mut group,
                    );
                }
                let mark = leader_mark(facts, person, centre, disc.radius(), hangs);
                group.mark = Some((mark.key.clone(), mark.label()));
                people_group.push(group);
                marks.push(mark);
            }
        }
    }

    // The signs that are meant to be seen from three metres, on top.
    let mut taken = Taken::default();
    for plate in groups::plates(&gathered, &frame) {
        taken.take(plate.grown(2.0));
    }
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
            let r = region.reach();
            taken.take(Rect::new(
                rect.x + disc.x - r,
                rect.y + disc.y - r,
                2.0 * r,
                2.0 * r,
            ));
        }
    }
    let mut hidden_labels = shortened;
    let bridges = draw_bridges(
        &sheet,
        &drawn_gaps,
        (&frame, &groups::plates(&gathered, &frame)),
        &mut taken,
        &mut hidden_labels,
        &mut marks,
    );
    let otherwise = turned.draw(
        &sheet,
        &ways,
        &obstacles,
        (&request.spots, &frame),
        &mut taken,
    );
    let mut signs = Group::of("signs");
    if show == Show::Organisations {
        for pier in &piers {
            let key = (Party::Organisation(pier.a), Party::Organisation(pier.b));
            let (Some(way), Some(leader)) = (ways.get(&key), map.leader(pier.leader)) else {
                continue;
            };
            let kind = facts
                .home
                .get(&leader.id)
                .and_then(|id| map.organisation(*id))
                .map_or(Ink::Second, |home| Ink::Kind(home.kind));
            let pier = (words::initials(leader), kind);
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
    push_filtered(facts, &mut omissions);
    push_left(facts, &mut omissions);
    push_guarded(map, &mut omissions);
    let (organisations, leaders) = (
        facts.bodies.len(),
        if show == Show::Both {
            facts.leaders_there()
        } else {
            0
        },
    );
    let counts = counted(organisations, leaders, (&order, &carried), show);
    let mut nodes = frame.before(&counts, &omissions);
    let mut drawing = Group::of("drawing");
    if !gathered.is_empty() {
        drawing.push(groups::grounds(&gathered, &frame));
    }
    drawing.push(ties);
    if !gathered.is_empty() {
        drawing.push(groups::names(&gathered, &frame));
    }
    drawing.push(grounds);
    if show != Show::Organisations {
        drawing.push(ends);
        drawing.push(people_group);
        drawing.push(heads);
    }
    drawing.push(signs);
    drawing.push(bridges);
    if !turned.is_empty() {
        drawing.push(otherwise);
    }
    if facts.bodies.is_empty() {
        drawing.push(frame.note(
            "There are no organisations here yet. Add one in the Directory, or import a workbook.",
        ));
    }
    nodes.push(drawing.into());
    let legend = frame.legend();
    nodes.push(frame.draw_legend().into());

    let mut description = describe(map, &counts, &drawn_gaps, &omissions, confirmed.len());
    description.push_str(&turned.spoken());
    Scene {
        size: frame.size,
        title: title_of(map, request),
        description,
        legend: legend.entries(),
        hidden: omissions,
        tables: tables(facts, pairs, &order, show),
        // Where marks stand in groups is not where they stand without.
        spots: if gathered.is_empty() {
            spots(facts, &sheet, &request.spots, frame.size)
        } else {
            Vec::new()
        },
        ground: gathered.is_empty().then(|| Ground {
            asked,
            taken: frame.plot_size(),
        }),
        quality: crate::layout::Quality {
            hidden_labels,
            ..layout.quality
        },
        marks,
        nodes,
    }
}

/// Where organisations stand, for keeping, with the pins there were.
fn spots_kept(
    facts: &Facts,
    centres: &[Point],
    before: &[(Party, Spot)],
    size: Size,
) -> Vec<(Party, Spot)> {
    let pinned: BTreeSet<Party> = before
        .iter()
        .filter(|(_, spot)| spot.pinned)
        .map(|(party, _)| *party)
        .collect();
    facts
        .bodies
        .iter()
        .zip(centres)
        .map(|(body, centre)| {
            let party = Party::Organisation(body.organisation.id);
            let spot = Spot {
                x: centre.x / size.width,
                y: centre.y / size.height,
                pinned: pinned.contains(&party),
            };
            (party, spot)
        })
        .collect()
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

/// The share of a line's way at which its sign stands: beneath no region, and clear of other question marks.
fn sign_place(way: &Bend, rects: &[Rect], questions: &mut Taken, look: Look) -> f64 {
    const SHARES: [f64; 11] = [
        0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.25, 0.75, 0.18, 0.82,
    ];
    if !matches!(look, Look::Unassessed | Look::Strained(_)) {
        return 0.5;
    }
    let around = |t: f64| Rect::around(way.at(t), Size::new(14.0, 14.0));
    let open = |t: &f64| rects.iter().all(|rect| !rect.overlaps(&around(*t)));
    let found = SHARES
        .into_iter()
        .find(|t| open(t) && questions.is_free(&around(*t)))
        .or_else(|| SHARES.into_iter().find(open))
        .unwrap_or(0.5);
    questions.take(around(found));
    found
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

/// `legend`: the signs in use, which say whether anything not assessed is drawn; none from afar, where it never is.
fn subtitle(facts: &Facts, request: &MapRequest, legend: Option<&[Vec<Sign>]>) -> Vec<String> {
    let mut parts = frame::provenance(facts.map);
    parts.extend(groups::subtitle(facts.readings.groups.as_ref()));
    parts.extend(narrowed(facts.map, &request.filters));
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
    if let Some(focus) = request.focus.and_then(|id| facts.map.organisation(id)) {
        let name = focus.short_name();
        parts.push(format!("{name} and those nearest to it"));
    }
    if let Some(legend) = legend.filter(|_| request.show_unassessed) {
        let drawn = legend
            .iter()
            .flatten()
            .any(|sign| *sign == Sign::Unassessed);
        let said = if drawn {
            "With ties nobody has assessed"
        } else {
            "No tie or needed pair shown here is without an assessment"
        };
        parts.push(said.to_owned());
    }
    parts
}

/// "Narrowed to council, Home First", so that a part is not taken for the whole.
fn narrowed(map: &AudienceMap, filters: &[Filter]) -> Option<String> {
    let said: Vec<String> = filters
        .iter()
        .filter_map(|filter| match filter {
            Filter::OrganisationKind(kind) => Some(kind.word().to_owned()),
            Filter::Sector(sector) => Some(sector.clone()),
            Filter::Place(id) => map.place(*id).map(|place| place.name.clone()),
            Filter::Workstream(id) => map.workstream(*id).map(|work| work.name.clone()),
            Filter::TieKind(kind) => Some(format!("ties: {}", kind.word())),
        })
        .collect();
    (!said.is_empty()).then(|| format!("Narrowed to {}", words::list(&said)))
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
