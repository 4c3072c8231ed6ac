//! Drawings asked for by name, and as a face needs them.

use std::collections::BTreeMap;

use domain::{ColourBy, Drawn, EntityRef, Level, Party, SizeBy, Spot};
use scene::{MapRequest, MatrixOrder, Scene, Show};

use crate::arrange::{Stood, Wished};
use crate::error::AppError;
use crate::filters;
use crate::influence::{Supposed, supposition};
use crate::sayings;
use crate::seen::Seen;
use crate::wire::{
    Compared, Drawing, DrawnMark, MapOptions, MapSayings, MapSupposing, MapTurn, MarkSpot,
    NotDrawn, TwinRow, TwinTable,
};

/// Width and height the map is laid out on first, and drawn at where a window does not say its own: the middle of a
/// 1366 × 768 screen.
const WINDOW: (f64, f64) = (1120.0, 720.0);
/// The least and the most width and height a window may ask for.
const ROOM: ((f64, f64), (f64, f64)) = ((560.0, 360.0), (4000.0, 3000.0));

/// What is seen if it were as the options suppose; `None` where they suppose nothing, and for a publication.
fn as_supposed(seen: &Seen, options: &MapOptions) -> Result<Option<Seen>, AppError> {
    let map = seen.map();
    let supposed = match &options.supposing {
        None => return Ok(None),
        Some(MapSupposing::Without { key }) => Supposed::Without(key.clone()),
        Some(MapSupposing::WithTie { a, b, level }) => Supposed::Tie {
            a: a.clone(),
            b: b.clone(),
            level: *level,
        },
    };
    let supposition = supposition(map, &supposed)?;
    Ok(insight::supposed(map, supposition).map(|then| seen.as_if(then)))
}

/// The map as asked for, at a size, as it is or as it is supposed.
pub(crate) fn map_scene(
    seen: &Seen,
    options: &MapOptions,
    size: (f64, f64),
    wished: Wished,
) -> Result<Scene, AppError> {
    let then = as_supposed(seen, options)?;
    scene_of((seen, then.as_ref()), options, size, wished)
}

/// The map as asked for, at a size. Marks somebody has placed stand where they were put; the others stay near
/// where they are wished as far as they can. What is only supposed is marked beside what is.
fn scene_of(
    (today, then): (&Seen, Option<&Seen>),
    options: &MapOptions,
    size: (f64, f64),
    wished: Wished,
) -> Result<Scene, AppError> {
    let seen = then.unwrap_or(today);
    let mut request = MapRequest::of_size(size.0, size.1);
    request.beside = then.map(|then| scene::beside(today.map(), then.map()));
    request.show = match sayings::drawn(&options.show)? {
        Drawn::Both => Show::Both,
        Drawn::Organisations => Show::Organisations,
        Drawn::Leaders => Show::Leaders,
        Drawn::National => Show::National,
    };
    request.gaps = options.gaps;
    request.minimum_level = filters::least_level(options.minimum_level)?;
    request.show_unassessed = options.unassessed;
    request.filters = filters::filters(&options.filters)?;
    request.spots = wished.spots;
    request.grounds = wished.grounds;
    request.sayings = sayings::sayings(options)?;
    request.focus = sayings::focus(options).filter(|id| seen.map().organisation(*id).is_some());
    // Near to one organisation there is room for what from afar there is none.
    if request.focus.is_some() && request.show == Show::National {
        request.show = Show::Both;
    }
    let between = matches!(
        request.sayings.colour_by,
        Some(ColourBy::Brokerage | ColourBy::Corner)
    ) || request.sayings.size_by == Some(SizeBy::Brokerage);
    Ok(if between {
        scene::map_scene_with(seen.map(), seen.gaps(), seen.influence(), &request)
    } else {
        scene::map_scene(seen.map(), seen.gaps(), &request)
    })
}

/// Lays the map out as the window's and draws nothing: how many organisations found their place. For the bench, which
/// times this apart from drawing.
pub fn lay_out(seen: &Seen) -> usize {
    let request = MapRequest::of_size(WINDOW.0, WINDOW.1);
    scene::map_layout(seen.map(), seen.gaps(), &request)
        .centres
        .len()
}

/// The matrix of gaps.
pub(crate) fn matrix_scene(seen: &Seen, order: Option<&str>) -> Result<Scene, AppError> {
    let order = match order.unwrap_or("kind") {
        "kind" => MatrixOrder::ByKind,
        "place" => MatrixOrder::ByPlace,
        "name" => MatrixOrder::ByName,
        "need" => MatrixOrder::ByNeed,
        other => {
            return Err(AppError::NotOneOf {
                what: "an order of the matrix",
                given: other.to_owned(),
                known: "kind, place, name, need".to_owned(),
            });
        }
    };
    Ok(scene::gap_matrix_scene(seen.map(), seen.gaps(), order))
}

/// The width and height of the window the map is asked for in, within what can be drawn; `None` where it says none.
pub(crate) fn room(options: &MapOptions) -> Option<(f64, f64)> {
    let ((least_width, least_height), (most_width, most_height)) = ROOM;
    (options.width > 0.0 && options.height > 0.0).then(|| {
        (
            options.width.clamp(least_width, most_width),
            options.height.clamp(least_height, most_height),
        )
    })
}

/// Where marks are to stand where they have not stood anywhere yet: laid out on the same ground in every window and for
/// every file, whatever colours and sizes say and whatever is only supposed, and then fitted to this one, so that the map
/// is known again on another screen and two pictures of it can be laid side by side.
pub(crate) fn as_usual(
    seen: &Seen,
    options: &MapOptions,
    mut wished: Wished,
) -> Result<Wished, AppError> {
    let leaders = options.show == "leaders";
    let stood = |(party, _): &(Party, Spot)| matches!(party, Party::Leader(_)) == leaders;
    if !wished.spots.iter().any(stood) {
        let plain = MapOptions {
            show: options.show.clone(),
            filters: options.filters.clone(),
            minimum_level: options.minimum_level,
            ..MapOptions::default()
        };
        let usual = map_scene(seen, &plain, WINDOW, Wished::default())?;
        wished.spots.extend(usual.spots);
        wished.grounds.extend(usual.ground);
        wished.spots.sort_by_key(|(party, _)| *party);
    }
    Ok(wished)
}

/// The window's map. Where its marks stand is remembered for the next one.
pub(crate) fn map(
    seen: &Seen,
    options: &MapOptions,
    stood: &mut Stood,
) -> Result<Drawing, AppError> {
    let size = room(options).unwrap_or(WINDOW);
    let wished = as_usual(seen, options, stood.wished(seen, room(options)))?;
    let then = as_supposed(seen, options)?;
    let shown = then.as_ref().unwrap_or(seen);
    let scene = scene_of((seen, then.as_ref()), options, size, wished)?;
    // What is only supposed moves nothing for good, nor does a look at a part from near.
    if then.is_none() && options.focus.is_empty() {
        stood.keep(seen, room(options), &scene);
    }
    Ok(Drawing {
        supposed: shown.map().supposed().map(str::to_owned),
        offers: filters::offers(seen),
        views: filters::saved(seen),
        sayings: sayings::offers(seen),
        from_afar: scene.is_from_afar(),
        gathered: scene.is_gathered(),
        ..drawing(&scene)
    })
}

/// The key of what is known between two parties, as a drawing names it.
fn pair_key(a: Party, b: Party) -> String {
    let id = |party: Party| match party {
        Party::Organisation(id) => id.to_string(),
        Party::Leader(id) => id.to_string(),
    };
    let (a, b) = (id(a), id(b));
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    format!("pair:{first}:{second}")
}

/// The map on two days, drawn alike, and what has changed between them.
pub(crate) fn compared(
    before: &Seen,
    after: &Seen,
    options: &MapOptions,
    stood: &Stood,
) -> Result<Compared, AppError> {
    // The later day first: what stands on both stands where the reader knows it. The map itself, drawn larger, keeps
    // its own places.
    let mut stood = stood.clone();
    let now = map(after, options, &mut stood)?;
    let then = map(before, options, &mut stood)?;
    let words = |level: Option<Level>| {
        level.map_or_else(String::new, |level| {
            format!("{} {}", level.number(), level.word())
        })
    };
    let changes = scene::changes(before.map(), after.map());
    let changes = changes.into_iter().map(|change| {
        let ends: Vec<String> = std::iter::once(change.a)
            .chain(change.b)
            .map(|party| EntityRef::from(party).to_string())
            .collect();
        MapTurn {
            turn: match change.turn {
                scene::Turn::Added => "added",
                scene::Turn::Gone => "gone",
                scene::Turn::Up => "up",
                scene::Turn::Down => "down",
                scene::Turn::Known => "known",
            }
            .to_owned(),
            key: match change.b {
                Some(b) => pair_key(change.a, b),
                None => EntityRef::from(change.a).to_string(),
            },
            ends,
            name: change.name,
            before: words(change.before),
            after: words(change.after),
        }
    });
    Ok(Compared {
        before: then,
        after: now,
        changes: changes.collect(),
    })
}

/// The window's matrix.
pub(crate) fn matrix(seen: &Seen, order: Option<&str>) -> Result<Drawing, AppError> {
    Ok(drawing(&matrix_scene(seen, order)?))
}

fn drawing(scene: &Scene) -> Drawing {
    let spots: BTreeMap<String, Spot> = scene
        .spots
        .iter()
        .map(|(party, spot)| (EntityRef::from(*party).to_string(), *spot))
        .collect();
    Drawing {
        svg: scene.to_svg(),
        width: scene.size.width,
        height: scene.size.height,
        alternative_text: scene.description.clone(),
        marks: scene
            .marks
            .iter()
            .map(|mark| DrawnMark {
                key: mark.key.clone(),
                kind: serde_json::to_value(mark.kind)
                    .ok()
                    .and_then(|kind| kind.as_str().map(str::to_owned))
                    .unwrap_or_default(),
                name: mark.name.clone(),
                facts: mark.facts.clone(),
                x: mark.bounds.x,
                y: mark.bounds.y,
                width: mark.bounds.width,
                height: mark.bounds.height,
                up: mark.neighbours.up.clone(),
                right: mark.neighbours.right.clone(),
                down: mark.neighbours.down.clone(),
                left: mark.neighbours.left.clone(),
                along: mark.neighbours.along.clone(),
                spot: spots.get(&mark.key).map(|spot| MarkSpot {
                    x: spot.x,
                    y: spot.y,
                    pinned: spot.pinned,
                }),
            })
            .collect(),
        hidden: scene
            .hidden
            .iter()
            .map(|omission| NotDrawn {
                what: omission.what.clone(),
                count: omission.count,
                words: omission.words.clone(),
            })
            .collect(),
        tables: scene
            .tables
            .iter()
            .map(|table| TwinTable {
                caption: table.caption.clone(),
                columns: table.columns.clone(),
                rows: table
                    .rows
                    .iter()
                    .map(|row| TwinRow {
                        key: row.key.clone(),
                        cells: row.cells.clone(),
                    })
                    .collect(),
            })
            .collect(),
        offers: Vec::new(),
        views: Vec::new(),
        sayings: MapSayings::default(),
        from_afar: false,
        gathered: false,
        supposed: None,
    }
}
