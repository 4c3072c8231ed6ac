//! Where marks stand on the map: what a hand put there, and what the reader saw last.

use std::collections::BTreeSet;

use domain::{Confidentiality, Edit, EntityRef, Map, Party, Record, Spot, View, ViewId};
use scene::Scene;
use scene::layout::Ground;

use crate::act::party;
use crate::error::AppError;
use crate::script::NewId;
use crate::seen::Seen;
use crate::wire::MovedMark;

/// The name of the view that keeps where marks stand on the map when nobody has named another.
pub(crate) const MAP_VIEW: &str = "Map";

/// The edit that puts marks where a hand left them, or lets them go: one step, in the words of what the hand did.
pub(crate) fn edit(marks: &[MovedMark], map: &Map, new_id: NewId<'_>) -> Result<Edit, AppError> {
    let mut spots: Vec<(Party, Spot)> = Vec::new();
    for mark in marks {
        let spot = Spot {
            x: mark.x,
            y: mark.y,
            pinned: mark.pinned,
        };
        spots.push((party(&mark.key)?, spot));
    }
    let view = map.views().iter().find(|view| view.name == MAP_VIEW);
    let what = in_words(&spots, view.map_or(&[], |view| &view.spots), map);
    let mut edits = Vec::new();
    let view_id: ViewId = view.map_or_else(|| new_id().into(), |view| view.id);
    if view.is_none() {
        // The first mark anybody moves makes the view that keeps it; for the reader it is a move like any other.
        edits.push(Edit::SaveView(View {
            id: view_id,
            name: MAP_VIEW.to_owned(),
            spots: Vec::new(),
            minimum_level: None,
            // Where something stands on the drawing is no secret, and papers are to look like the window; marks an
            // audience may not see are taken out of it.
            filters: Vec::new(),
            colour_by: None,
            size_by: None,
            group_by: None,
            proposal_id: None,
            show: None,
            focus_id: None,
            as_of: None,
            confidentiality: Confidentiality::Public,
            record: Record::default(),
        }));
    }
    edits.push(Edit::MoveMarks { view_id, spots });
    Ok(Edit::Together { what, edits })
}

fn in_words(spots: &[(Party, Spot)], before: &[(Party, Spot)], map: &Map) -> String {
    let was = |party: &Party| {
        before
            .iter()
            .find(|(one, _)| one == party)
            .map(|(_, spot)| spot)
    };
    let name = |party: Party| {
        map.party_label(party)
            .map_or_else(|| map.name_of(EntityRef::from(party)), str::to_owned)
    };
    let named = |parties: &[Party]| match parties {
        [one] => name(*one),
        more => format!("{} marks", more.len()),
    };
    let moved: Vec<Party> = spots
        .iter()
        .filter(|(party, spot)| spot.pinned && was(party) != Some(spot))
        .map(|(party, _)| *party)
        .collect();
    let let_go: Vec<Party> = spots
        .iter()
        .filter(|(party, spot)| !spot.pinned && was(party).is_some_and(|spot| spot.pinned))
        .map(|(party, _)| *party)
        .collect();
    if moved.is_empty() && !let_go.is_empty() {
        format!("Let {} go on the map", named(&let_go))
    } else {
        format!("Move {} on the map", named(&moved))
    }
}

/// The places marks have on the map by hand, as far as the audience sees the marks.
fn placed(seen: &Seen) -> &[(Party, Spot)] {
    seen.map()
        .views()
        .iter()
        .find(|view| view.name == MAP_VIEW)
        .map_or(&[], |view| &view.spots)
}

/// Where marks stand.
type Spots = Vec<(Party, Spot)>;

/// Where marks are to stand on a drawing, and on what grounds they came to stand there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wished {
    pub(crate) spots: Spots,
    /// The newest last.
    pub(crate) grounds: Vec<Ground>,
}

/// Where marks stood on the maps drawn so far, so that the next one stays where the reader knows it, also when a move
/// is taken back.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stood {
    /// Where everything came to stand; the newest last.
    kept: Vec<Kept>,
}

/// One arrangement.
#[derive(Debug, Clone)]
struct Kept {
    /// The places given by hand then.
    by_hand: Spots,
    /// What room there was for the drawing: back in a window of that size, everything is where it was in it.
    room: Room,
    stood: Wished,
}

/// Width and height in whole pixels; `None` where none is said.
type Room = Option<(u32, u32)>;

fn whole(room: Option<(f64, f64)>) -> Room {
    room.map(|(width, height)| (width.round() as u32, height.round() as u32))
}

impl Stood {
    /// How many arrangements are remembered.
    const MOST: usize = 48;
    /// How many grounds are remembered of each: one for every size of window and way of showing the map.
    const GROUNDS: usize = 12;

    /// Where marks should stand now: what a hand put there stays, everything else where it stood when things were
    /// last placed so, in a window of that size if there was one.
    pub(crate) fn wished(&self, seen: &Seen, room: Option<(f64, f64)>) -> Wished {
        let placed = placed(seen);
        let so = || self.kept.iter().rev().filter(|one| one.by_hand == placed);
        let newest = so().next();
        let stood = so()
            .find(|one| one.room == whole(room))
            .or(newest)
            .map(|one| &one.stood);
        // Nothing was drawn yet since this was placed so: where it was placed, on the drawing it was placed on.
        let Some(stood) = stood else {
            return Wished {
                spots: placed.to_vec(),
                grounds: self
                    .kept
                    .last()
                    .map_or_else(Vec::new, |last| last.stood.grounds.clone()),
            };
        };
        let mut wished: Spots = stood
            .spots
            .iter()
            .map(|(party, spot)| {
                let pinned = placed
                    .iter()
                    .any(|(one, by_hand)| one == party && by_hand.pinned);
                (*party, Spot { pinned, ..*spot })
            })
            .collect();
        // What has come since stands where it came to stand in another window.
        let mut known: BTreeSet<Party> = wished.iter().map(|(party, _)| *party).collect();
        let since = newest.iter().flat_map(|one| &one.stood.spots).chain(placed);
        wished.extend(since.filter(|(party, _)| known.insert(*party)));
        wished.sort_by_key(|(party, _)| *party);
        Wished {
            spots: wished,
            grounds: stood.grounds.clone(),
        }
    }

    /// Remembers where marks came to stand. Those that this drawing does not show keep the place they had.
    pub(crate) fn keep(&mut self, seen: &Seen, room: Option<(f64, f64)>, scene: &Scene) {
        let by_hand = placed(seen).to_vec();
        let mut stood = self.wished(seen, room);
        let room = whole(room);
        self.kept
            .retain(|one| one.by_hand != by_hand || one.room != room);
        let drawn = &scene.spots;
        stood
            .spots
            .retain(|(party, _)| !drawn.iter().any(|(one, _)| one == party));
        stood.spots.extend_from_slice(drawn);
        if let Some(ground) = scene.ground {
            stood.grounds.retain(|known| known.asked != ground.asked);
            stood.grounds.push(ground);
            if stood.grounds.len() > Self::GROUNDS {
                stood.grounds.remove(0);
            }
        }
        self.kept.push(Kept {
            by_hand,
            room,
            stood,
        });
        if self.kept.len() > Self::MOST {
            self.kept.remove(0);
        }
    }
}
