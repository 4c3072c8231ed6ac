//! Where everything of one map stands, and what follows from that.

use std::collections::BTreeMap;

use domain::{LeaderId, Level, OrganisationId, Party, Spot};

use super::facts::Facts;
use super::regions::{Detail, Region, Room, Setting, Stand};
use super::strands::{Carried, Strand};
use super::ties::{self, End, Obstacles};
use super::{BRIDGE_ROOM, GAPS_DRAWN, MapRequest, Show, Wish};
use crate::frame::{self, Frame};
use crate::gaps::{self, GapFact};
use crate::geometry::{Bend, Point, Rect, Size};
use crate::layout::{LayoutRequest, Link};
use crate::legend::Sign;
use crate::scene::Group;

/// What one drawing needs to know of the whole before the first line is drawn.
pub(super) struct Sheet<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) regions: Vec<Region>,
    pub(super) rects: Vec<Rect>,
    pub(super) stands: BTreeMap<LeaderId, Stand>,
}

impl Sheet<'_> {
    pub(super) fn end_of(&self, party: Party) -> Option<End> {
        match party {
            Party::Organisation(id) => self
                .facts
                .body_of
                .get(&id)
                .map(|i| End::Region(self.rects[*i])),
            Party::Leader(id) => self
                .stands
                .get(&id)
                .map(|stand| End::Disc(stand.centre, stand.radius + 1.4)),
        }
    }

    /// The region a leader's disc stands in.
    fn region_of(&self, leader: LeaderId) -> Option<Rect> {
        let centre = self.stands.get(&leader)?.centre;
        self.rects.iter().find(|rect| rect.has(centre)).copied()
    }

    /// The parts of a line inside the regions of its own ends, over their ground.
    pub(super) fn draw_ends(&self, strand: &Strand, way: &Bend, group: &mut Group) {
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
    pub(super) fn draw_feeders(
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

/// The roomiest regions that the drawing has room for, and else the closest.
pub(super) fn fitting_regions(
    facts: &Facts,
    show: Show,
    loose: bool,
    size: Size,
) -> (Vec<Region>, Setting) {
    let room = Room::of(&facts.readings, facts.tells_kinds());
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
                    room,
                )
            })
            .collect();
        if loose {
            regions.push(Region::of(
                "No post recorded",
                &facts.unposted,
                detail,
                setting,
                room,
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

pub(super) fn layout_request(
    facts: &Facts,
    pairs: &[GapFact],
    regions: &[Region],
    setting: Setting,
    request: &MapRequest,
    (frame, groups): (&Frame, &[Vec<Sign>]),
) -> Wish {
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
    let sizes: Vec<Size> = regions.iter().map(|region| region.size).collect();
    let Setting {
        clearance, fill, ..
    } = setting;
    let wish = LayoutRequest {
        sizes,
        links,
        clearance,
        fill,
        ..LayoutRequest::on(frame.plot_size())
    };
    let parties = (0..regions.len()).map(|i| {
        let body = facts.bodies.get(i)?;
        Some(Party::Organisation(body.organisation.id))
    });
    Wish::anchored(wish, (frame, groups), request, parties)
}

pub(super) fn spots(
    facts: &Facts,
    sheet: &Sheet,
    before: &[(Party, Spot)],
    size: Size,
) -> Vec<(Party, Spot)> {
    let centres: Vec<Point> = sheet.rects.iter().map(Rect::centre).collect();
    super::spots_kept(facts, &centres, before, size)
}

pub(super) fn obstacles(sheet: &Sheet, size: Size, show: Show) -> Obstacles {
    let mut obstacles = Obstacles::new(size);
    for (rect, region) in sheet.rects.iter().zip(&sheet.regions) {
        obstacles.add_region(*rect);
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
                let r = 2.0 * (region.reach() + 2.0);
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
