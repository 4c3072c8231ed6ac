//! Drawings asked for by name, and as a face needs them.

use domain::{Level, Party, Spot};
use scene::{MapRequest, MatrixOrder, Scene, Show};

use crate::act::MAP_VIEW;
use crate::error::AppError;
use crate::seen::Seen;
use crate::wire::{Drawing, DrawnMark, MapOptions, NotDrawn, TwinRow, TwinTable};

/// Width and height the window's map is drawn at: the middle of a 1366 × 768 screen.
const WINDOW: (f64, f64) = (1120.0, 720.0);

/// The map as asked for, at a size. Marks somebody has placed stand where they were put; the others stay near
/// `before` as far as they can.
pub(crate) fn map_scene(
    seen: &Seen,
    options: &MapOptions,
    size: (f64, f64),
    before: &[(Party, Spot)],
) -> Result<Scene, AppError> {
    let mut request = MapRequest::of_size(size.0, size.1);
    request.show = match options.show.as_str() {
        "both" => Show::Both,
        "organisations" => Show::Organisations,
        "leaders" => Show::Leaders,
        other => {
            return Err(AppError::NotOneOf {
                what: "a way to show the map",
                given: other.to_owned(),
                known: "both, organisations, leaders".to_owned(),
            });
        }
    };
    request.gaps = options.gaps;
    request.minimum_level = Level::try_from(options.minimum_level)
        .ok()
        .filter(|l| *l > Level::Networking);
    request.show_unassessed = options.unassessed;
    request.spots = before.to_vec();
    if let Some(view) = seen.map().views().iter().find(|view| view.name == MAP_VIEW) {
        request
            .spots
            .retain(|(party, _)| !view.spots.iter().any(|(placed, _)| placed == party));
        request.spots.extend(view.spots.iter().copied());
    }
    request.spots.sort_by_key(|(party, _)| *party);
    Ok(scene::map_scene(seen.map(), seen.gaps(), &request))
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

/// The window's map, and where its marks stand for the next one to stay near.
pub(crate) fn map(
    seen: &Seen,
    options: &MapOptions,
    before: &[(Party, Spot)],
) -> Result<(Drawing, Vec<(Party, Spot)>), AppError> {
    let scene = map_scene(seen, options, WINDOW, before)?;
    let spots = scene.spots.clone();
    Ok((drawing(&scene), spots))
}

/// The window's matrix.
pub(crate) fn matrix(seen: &Seen, order: Option<&str>) -> Result<Drawing, AppError> {
    Ok(drawing(&matrix_scene(seen, order)?))
}

fn drawing(scene: &Scene) -> Drawing {
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
    }
}
