//! The matrix of gaps: an outlined square is the level needed, a filled one inside it the level there
//! is, so that the gap is the empty rim one sees.

use std::collections::{BTreeMap, BTreeSet};

use domain::{AudienceMap, Level, Organisation, OrganisationId};
use insight::Gaps;
use serde::{Deserialize, Serialize};

use crate::bridge;
use crate::fonts::{self, CAPITAL, Weight};
use crate::frame::{self, Frame, MARGIN};
use crate::gaps::{self, GapFact, fact_of};
use crate::geometry::{Point, Rect, Size};
use crate::layout::Quality;
use crate::legend::{Legend, Sign, cell_square, hatch, question};
use crate::map::{key_of, omission, pair_key};
use crate::paint::{Ink, kind_outline, put};
use crate::scene::{
    Align, Group, Mark, MarkKind, Neighbours, Omission, Scene, Shape, Stroke, TableRow, TableTwin,
    Text, link_by_direction,
};
use crate::words;

/// In which order organisations stand along the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatrixOrder {
    /// By kind, then by name.
    #[default]
    ByKind,
    /// By the place they belong to, then by name.
    ByPlace,
    /// By name.
    ByName,
    /// So that those who need one another stand together.
    ByNeed,
}

const NAME: f64 = 12.5;

/// How many organisations a matrix has room for: beyond that no name can be read on any screen or sheet.
const MOST: usize = 150;

/// One cell's content.
struct Cell<'a> {
    fact: GapFact,
    because: &'a str,
    needed: bool,
}

/// Draws the matrix of what pairs need and have. Same inputs, same drawing.
pub fn gap_matrix_scene(map: &AudienceMap, gaps: &Gaps, order: MatrixOrder) -> Scene {
    let mut cells: BTreeMap<(OrganisationId, OrganisationId), Cell> = BTreeMap::new();
    for (pair, needed) in gaps
        .not_needed
        .iter()
        .map(|pair| (pair, false))
        .chain(gaps.pairs.iter().map(|pair| (pair, true)))
    {
        let Some(fact) = fact_of(pair) else { continue };
        if map.organisation(fact.a).is_some() && map.organisation(fact.b).is_some() {
            let key = (fact.a.min(fact.b), fact.a.max(fact.b));
            cells.insert(
                key,
                Cell {
                    fact,
                    because: &pair.because,
                    needed,
                },
            );
        }
    }
    let concerned: BTreeSet<OrganisationId> = cells.keys().flat_map(|(a, b)| [*a, *b]).collect();
    let mut organisations: Vec<&Organisation> = map
        .organisations()
        .iter()
        .filter(|o| concerned.contains(&o.id))
        .collect();
    sort(&mut organisations, map, &cells, order);
    let mut omissions: Vec<Omission> = Vec::new();
    let left_out = map.organisations().len() - organisations.len();
    let crowded_out = keep_the_weightiest(&mut organisations, &cells);
    if crowded_out > 0 {
        let words = words::count(
            crowded_out,
            "organisation with less at stake than those drawn",
            "organisations with less at stake than those drawn",
        );
        omissions.push(omission("no_room", crowded_out, &words));
    }
    if gaps.unlisted > 0 {
        let words = words::count(
            gaps.unlisted as usize,
            "pair nobody has assessed, counted but not drawn",
            "pairs nobody has assessed, counted but not drawn",
        );
        omissions.push(omission("unlisted", gaps.unlisted as usize, &words));
    }
    let n = organisations.len();
    if left_out > 0 {
        let words = words::count(
            left_out,
            "organisation of which no shared work and no tie is known",
            "organisations of which no shared work and no tie is known",
        );
        omissions.push(omission("no_shared_work", left_out, &words));
    }

    let cell = (560.0 / n.max(1) as f64).clamp(20.0, 38.0);
    let names: Vec<String> = organisations
        .iter()
        .map(|o| fonts::fit(o.short_name(), 190.0, NAME, Weight::Regular))
        .collect();
    let shortened = organisations
        .iter()
        .zip(&names)
        .filter(|(o, name)| o.short_name() != name.as_str())
        .count();
    if shortened > 0 {
        let words = words::count(shortened, "name shortened", "names shortened");
        omissions.push(omission("labels", shortened, &words));
    }
    let widths: Vec<f64> = names
        .iter()
        .map(|name| fonts::width(name, NAME, Weight::Regular))
        .collect();
    let side = widths.iter().copied().fold(0.0, f64::max) + 26.0;
    let signs = signs(&cells);
    // A name stands on the diagonal at the head of its own column, so that no word is turned.
    let right = (0..n)
        .map(|i| side + (i as f64) * cell + 24.0 + widths[i])
        .fold(0.0, f64::max);
    let summary = summary(gaps);
    let summary_left = |rows: f64| {
        let reach = (rows / cell).ceil() as usize;
        (0..n.min(reach + 1))
            .map(|i| side + i as f64 * cell + 24.0 + widths[i])
            .fold(0.0, f64::max)
    };
    let summary_height = 20.0 + 16.0 * summary.1.len() as f64 + 10.0;
    let summary_x = summary_left(summary_height) + 32.0;
    let summary_width = 250.0;
    let ground = Size::new(
        right
            .max(side + n as f64 * cell)
            .max(summary_x + summary_width)
            .max(480.0),
        (n as f64 * cell).max(summary_height).max(60.0),
    );
    let groups = vec![signs];
    let title = if map.footprint().name.is_empty() {
        "What pairs need and have".to_owned()
    } else {
        format!("{}: what pairs need and have", map.footprint().name)
    };
    let frame = Frame::new(
        &Size::new(ground.width + 2.0 * MARGIN, 0.0),
        &title,
        &frame::provenance(map),
        &Legend::of(&groups, ground.width),
    )
    .around(ground, &groups);

    let corner = Point::new(frame.plot.x + side, frame.plot.y);
    let mut grid = Group::of("matrix");
    let mut marks: Vec<Mark> = Vec::new();
    let mut rows: Vec<TableRow> = Vec::new();
    for (i, organisation) in organisations.iter().enumerate() {
        let y = corner.y + i as f64 * cell;
        let middle = y + cell / 2.0;
        let mut head = Group::of("organisation");
        let baseline = middle + CAPITAL * NAME / 2.0;
        if i > 0 {
            head.push(
                Text::new(
                    &names[i],
                    Point::new(corner.x - 26.0, baseline),
                    NAME,
                    Weight::Regular,
                    Ink::Ink,
                )
                .aligned(Align::End),
            );
            head.push(
                Shape::path(kind_outline(
                    organisation.kind,
                    corner.x - 13.0,
                    middle,
                    5.4,
                ))
                .filled(Ink::Kind(organisation.kind)),
            );
        }
        let x = corner.x + i as f64 * cell;
        head.push(
            Shape::path(kind_outline(organisation.kind, x + 9.0, middle, 5.4))
                .filled(Ink::Kind(organisation.kind)),
        );
        head.push(Text::new(
            &names[i],
            Point::new(x + 20.0, baseline),
            NAME,
            Weight::Regular,
            Ink::Second,
        ));
        let mark = Mark {
            key: key_of(organisation.id.into()),
            kind: MarkKind::Organisation,
            name: organisation.name.clone(),
            facts: organisation.kind.word().to_owned(),
            bounds: Rect::new(x, y, 20.0 + widths[i], cell),
            neighbours: Neighbours::default(),
        };
        head.mark = Some((mark.key.clone(), mark.label()));
        grid.push(head);
        marks.push(mark);
        for (j, other) in organisations.iter().enumerate().take(i) {
            let rect = Rect::new(corner.x + j as f64 * cell, y, cell, cell);
            let key = (organisation.id.min(other.id), organisation.id.max(other.id));
            let mut group = Group::of("cell");
            group.push(
                Shape::rect(rect, 0.0)
                    .filled(Ink::Raised)
                    .stroked(Stroke::plain(Ink::Line, 1.0)),
            );
            if let Some(found) = cells.get(&key) {
                draw_cell(found, rect, &mut group);
                let mark = Mark {
                    key: pair_key(organisation.id.into(), other.id.into()),
                    kind: MarkKind::Pair,
                    name: format!("{} and {}", organisation.short_name(), other.short_name()),
                    facts: cell_words(found),
                    bounds: rect,
                    neighbours: Neighbours {
                        along: vec![key_of(organisation.id.into()), key_of(other.id.into())],
                        ..Neighbours::default()
                    },
                };
                group.mark = Some((mark.key.clone(), mark.label()));
                rows.push(row(found, organisation, other, &mark.key));
                marks.push(mark);
            }
            grid.push(group);
        }
        // A firmer line where another kind begins.
        if order == MatrixOrder::ByKind && i > 0 && organisations[i - 1].kind != organisation.kind {
            let rule = bridge::line(
                Point::new(corner.x - 6.0, y),
                Point::new(corner.x + i as f64 * cell, y),
            );
            grid.push(Shape::path(rule).stroked(Stroke::plain(Ink::Faint, 1.2)));
        }
    }
    link_by_direction(&mut marks, |kind| kind == MarkKind::Pair);

    let counts = format!(
        "{} · {}",
        words::count(n, "organisation", "organisations"),
        words::count(
            gaps.pairs.len(),
            "pair that must work together",
            "pairs that must work together"
        )
    );
    let mut nodes = frame.before(&counts, &omissions);
    let mut drawing = Group::of("drawing");
    drawing.push(grid);
    if n == 0 {
        drawing.push(frame.note(
            "No shared work is recorded yet, so nothing is needed of any pair. Add a workstream with the organisations in it, or set what a pair needs.",
        ));
    } else {
        let at = Point::new(frame.plot.x + summary_x, frame.plot.y + 4.0);
        let mut said = Group::of("summary");
        said.push(Text::new(
            &summary.0,
            at.plus(0.0, 12.0),
            14.0,
            Weight::Semibold,
            Ink::Ink,
        ));
        for (i, line) in summary.1.iter().enumerate() {
            said.push(Text::new(
                line,
                at.plus(0.0, 32.0 + 16.0 * i as f64),
                12.0,
                Weight::Regular,
                Ink::Second,
            ));
        }
        drawing.push(said);
    }
    nodes.push(drawing.into());
    nodes.push(frame.draw_legend().into());
    let description = format!(
        "{}. {}. {}",
        frame::spoken(&format!("Matrix of {n} organisations"), map),
        summary.0,
        summary.1.join(" ")
    );
    Scene {
        size: frame.size,
        title,
        description,
        legend: frame.legend().entries(),
        hidden: omissions,
        tables: vec![TableTwin {
            caption: "Pairs of organisations".to_owned(),
            columns: ["One", "Other", "Needed", "Today", "Gap", "Because"]
                .map(str::to_owned)
                .to_vec(),
            rows,
        }],
        spots: Vec::new(),
        ground: None,
        quality: Quality {
            hidden_labels: shortened,
            ..Quality::default()
        },
        marks,
        nodes,
    }
}

fn signs(cells: &BTreeMap<(OrganisationId, OrganisationId), Cell>) -> Vec<Sign> {
    let mut signs = BTreeSet::new();
    for cell in cells.values() {
        if !cell.needed {
            signs.insert(Sign::CellSurplus);
        } else if cell.fact.nobody_knows() {
            signs.insert(Sign::CellUnknown);
        } else {
            signs.insert(Sign::CellNeeded);
            if cell.fact.gap.low > 0 {
                signs.insert(Sign::CellGap);
            }
            if !cell.fact.gap.is_known() {
                signs.insert(Sign::CellRange);
            }
        }
    }
    signs.into_iter().collect()
}

/// Side of the square that stands for a level.
fn square(level: u8, cell: f64) -> f64 {
    if level == 0 {
        0.0
    } else {
        cell * (0.16 + 0.135 * f64::from(level))
    }
}

fn draw_cell(found: &Cell, rect: Rect, group: &mut Group) {
    let (cell, at) = (rect.width, rect.centre());
    let fact = &found.fact;
    let today = |level: u8| Ink::Level(level.max(1));
    if !found.needed {
        let level = fact.actual.low;
        // Known, but nothing depends on it: it recedes.
        cell_square(
            at,
            square(level, cell) * 0.45,
            Some(today(1)),
            Stroke::plain(Ink::Line, 0.0),
            group,
        );
        return;
    }
    let needed = square(fact.needed.number(), cell);
    if fact.nobody_knows() {
        hatch(rect.grown(-1.5), group);
        cell_square(
            at,
            needed,
            None,
            Stroke {
                dash: "2 3",
                ..Stroke::plain(Ink::Unknown, 1.1)
            },
            group,
        );
        question(at, group);
        return;
    }
    let is_gap = fact.gap.low > 0;
    if is_gap {
        cell_square(
            at,
            needed,
            Some(Ink::GapWash),
            Stroke::plain(Ink::Gap, 1.8),
            group,
        );
    }
    let low = square(fact.actual.low, cell);
    if low > 0.0 {
        cell_square(
            at,
            (low - 3.0).max(3.0),
            Some(today(fact.actual.low)),
            Stroke::plain(Ink::Line, 0.0),
            group,
        );
    }
    // How far it might reach, up to what is needed: beyond that nothing depends on it.
    let high = fact.actual.high.min(fact.needed.number());
    if is_gap && high > fact.actual.low {
        let reach = (square(high, cell) - 3.0).max(4.0);
        let dotted = Stroke {
            dash: "1.5 2.5",
            ..Stroke::plain(Ink::Gap, 1.1)
        };
        cell_square(at, reach, None, dotted, group);
    }
    if !is_gap {
        let stroke = if fact.gap.high > 0 {
            Stroke {
                dash: "1.5 2.5",
                ..Stroke::plain(Ink::Unknown, 1.2)
            }
        } else {
            Stroke::plain(Ink::Level(4), 1.2)
        };
        cell_square(at, needed, None, stroke, group);
    }
}

fn cell_words(found: &Cell) -> String {
    let fact = &found.fact;
    let today = if fact.nobody_knows() {
        "nobody has assessed it".to_owned()
    } else if fact.actual.is_known() {
        format!(
            "today {} {}",
            fact.actual.low,
            Level::nearest(i32::from(fact.actual.low)).word()
        )
    } else {
        format!(
            "today somewhere from {} to {}",
            fact.actual.low, fact.actual.high
        )
    };
    if !found.needed {
        return format!("need not work together, {today}");
    }
    let gap = if fact.nobody_knows() {
        "ask first".to_owned()
    } else if fact.gap.high == 0 {
        "no gap".to_owned()
    } else if fact.gap.low == 0 {
        format!("a gap of up to {}", fact.gap.high)
    } else {
        format!("a gap of {}", gaps::range(fact.gap))
    };
    let mut said = format!(
        "needs {} {}, {today}, {gap}",
        fact.needed.number(),
        fact.needed.word()
    );
    if !found.because.is_empty() {
        said.push_str("; ");
        said.push_str(found.because);
    }
    said
}

fn row(found: &Cell, one: &Organisation, other: &Organisation, key: &str) -> TableRow {
    let fact = &found.fact;
    TableRow {
        key: key.to_owned(),
        cells: vec![
            one.short_name().to_owned(),
            other.short_name().to_owned(),
            if found.needed {
                format!("{} {}", fact.needed.number(), fact.needed.word())
            } else {
                "–".to_owned()
            },
            if fact.nobody_knows() {
                "not assessed".to_owned()
            } else {
                gaps::range(fact.actual)
            },
            if !found.needed || fact.nobody_knows() {
                "–".to_owned()
            } else {
                gaps::range(fact.gap)
            },
            found.because.to_owned(),
        ],
    }
}

/// "7 gaps, 9 pairs nobody has assessed", and how the footprint does as a whole.
fn summary(gaps: &Gaps) -> (String, Vec<String>) {
    let unassessed = gaps
        .pairs
        .iter()
        .filter(|pair| !pair.actual.assessed)
        .count();
    let mut head = words::count(gaps.counts.gap as usize, "gap", "gaps");
    if unassessed > 0 {
        put(
            &mut head,
            format_args!(
                ", {} nobody has assessed",
                words::count(unassessed, "pair", "pairs")
            ),
        );
    }
    let mut lines = Vec::new();
    if gaps.counts.needed > 0 {
        let percent = |share: f64| format!("{:.0} %", share * 100.0);
        let mut sentence = format!(
            "{} of {} that must work together are known to do so closely enough",
            gaps.counts.no_gap,
            words::count(gaps.counts.needed as usize, "pair", "pairs")
        );
        match gaps.congruence {
            Some(share) if share.is_known() => {
                put(&mut sentence, format_args!(": {}.", percent(share.low)));
            }
            Some(share) => put(
                &mut sentence,
                format_args!(
                    ": between {} and {}, depending on what is not known.",
                    percent(share.low),
                    percent(share.high)
                ),
            ),
            None => sentence.push('.'),
        }
        lines = fonts::wrap(&sentence, 250.0, 12.0, Weight::Regular, 5).0;
    }
    (head, lines)
}

/// Leaves the [`MOST`] organisations with the most at stake, in the order they stand in; how many it took
/// away. At stake is the importance of what is needed of an organisation, summed over its pairs.
fn keep_the_weightiest(
    organisations: &mut Vec<&Organisation>,
    cells: &BTreeMap<(OrganisationId, OrganisationId), Cell>,
) -> usize {
    let Some(surplus) = organisations.len().checked_sub(MOST).filter(|&n| n > 0) else {
        return 0;
    };
    let mut stakes: BTreeMap<OrganisationId, f64> = BTreeMap::new();
    for ((a, b), cell) in cells.iter().filter(|(_, cell)| cell.needed) {
        for id in [a, b] {
            *stakes.entry(*id).or_default() += cell.fact.importance;
        }
    }
    let stake = |id: &OrganisationId| stakes.get(id).copied().unwrap_or(0.0);
    let mut ranked: Vec<OrganisationId> = organisations.iter().map(|o| o.id).collect();
    ranked.sort_by(|x, y| stake(y).total_cmp(&stake(x)).then(x.cmp(y)));
    let kept: BTreeSet<OrganisationId> = ranked.into_iter().take(MOST).collect();
    organisations.retain(|organisation| kept.contains(&organisation.id));
    surplus
}

fn sort(
    organisations: &mut Vec<&Organisation>,
    map: &AudienceMap,
    cells: &BTreeMap<(OrganisationId, OrganisationId), Cell>,
    order: MatrixOrder,
) {
    organisations.sort_by(|a, b| a.short_name().cmp(b.short_name()).then(a.id.cmp(&b.id)));
    match order {
        MatrixOrder::ByName => {}
        MatrixOrder::ByKind => {
            // Commissioners stand first: they are who the others are most compared with.
            organisations
                .sort_by_key(|o| (o.kind != domain::OrganisationKind::Commissioner, o.kind));
        }
        MatrixOrder::ByPlace => organisations.sort_by_key(|o| {
            o.memberships
                .iter()
                .filter_map(|m| map.place(m.place_id).map(|p| p.name.clone()))
                .min()
        }),
        MatrixOrder::ByNeed => {
            let need = |a: OrganisationId, b: OrganisationId| {
                cells.get(&(a.min(b), a.max(b))).map_or(0.0, |cell| {
                    if cell.needed {
                        f64::from(cell.fact.needed.number())
                    } else {
                        0.0
                    }
                })
            };
            let mut left = std::mem::take(organisations);
            // The one that is needed most begins; then always the one most needed by the last few.
            let total = |o: &Organisation, all: &[&Organisation]| -> f64 {
                all.iter().map(|other| need(o.id, other.id)).sum()
            };
            let all = left.clone();
            left.sort_by(|a, b| total(b, &all).total_cmp(&total(a, &all)));
            while !left.is_empty() {
                let last: Vec<&Organisation> =
                    organisations.iter().rev().take(4).copied().collect();
                let pull = |o: &Organisation| -> f64 {
                    last.iter()
                        .enumerate()
                        .map(|(k, other)| need(o.id, other.id) / (1.0 + k as f64))
                        .sum()
                };
                let mut best = 0;
                for i in 1..left.len() {
                    if pull(left[i]) > pull(left[best]) + 1e-9 {
                        best = i;
                    }
                }
                organisations.push(left.remove(best));
            }
        }
    }
}
