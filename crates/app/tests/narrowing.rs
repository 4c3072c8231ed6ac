//! The map narrowed to a part of the footprint, looked at in ways saved under a name, and moved through time.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use app::wire::{
    Act, Done, Drawing, FilterOffer, MapFilter, MapOptions, Reply, Request, SavedView, Start,
    Timeline,
};
use app::{AppError, Desk, Settings};
use jiff::{Zoned, civil::date, tz::TimeZone};
use tempfile::TempDir;

fn now() -> Zoned {
    date(2026, 7, 5)
        .at(9, 41, 0, 0)
        .to_zoned(TimeZone::UTC)
        .unwrap()
}

struct Table {
    _folder: TempDir,
    desk: Desk,
}

impl Table {
    fn with(start: Start) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk::new(Settings {
            data_dir: folder.path().join("data"),
            documents_dir: folder.path().to_owned(),
            author: "A. Keeper".to_owned(),
        });
        desk.ask(Request::NewDocument { path: None, start }, &now())
            .unwrap();
        Self {
            _folder: folder,
            desk,
        }
    }

    fn ask(&mut self, request: Request) -> Result<Reply, AppError> {
        self.desk.ask(request, &now())
    }

    fn map(&mut self, options: &MapOptions) -> Drawing {
        let options = options.clone();
        let Reply::Drawing(drawing) = self.ask(Request::Map { options }).unwrap() else {
            unreachable!("a map is answered by a drawing")
        };
        drawing
    }

    fn organisations(&mut self, options: &MapOptions) -> usize {
        let marks = self.map(options).marks;
        marks.iter().filter(|m| m.kind == "organisation").count()
    }

    fn views(&mut self) -> Vec<SavedView> {
        self.map(&MapOptions::default()).views
    }

    fn save(&mut self, name: &str, options: &MapOptions) -> Result<Done, AppError> {
        let act = Act::SaveView {
            name: name.to_owned(),
            options: options.clone(),
            as_of: Some("2026-03-01".to_owned()),
        };
        match self.ask(Request::Act { act })? {
            Reply::Done(done) => Ok(done),
            _ => unreachable!("acts are done"),
        }
    }

    fn timeline(&mut self) -> Timeline {
        let Reply::Timeline(timeline) = self.ask(Request::Timeline).unwrap() else {
            unreachable!("a timeline is answered by one")
        };
        timeline
    }
}

fn narrowed(filters: &[(&str, &str)]) -> MapOptions {
    MapOptions {
        filters: filters
            .iter()
            .map(|(sort, value)| MapFilter {
                sort: (*sort).to_owned(),
                value: (*value).to_owned(),
            })
            .collect(),
        ..MapOptions::default()
    }
}

fn offer<'a>(offers: &'a [FilterOffer], sort: &str) -> &'a FilterOffer {
    offers.iter().find(|offer| offer.sort == sort).unwrap()
}

#[test]
fn the_map_keeps_as_many_organisations_as_each_offer_says_and_counts_the_rest() {
    let mut table = Table::with(Start::Example);
    let whole = table.map(&MapOptions::default());
    let all = whole.marks.iter().filter(|m| m.kind == "organisation");
    let all = all.count();
    // As many leaders as are drawn, each once, and not those who have left.
    let leaders = whole.marks.iter().filter(|m| m.kind == "leader").count();
    assert!(whole.svg.contains(&format!("· {leaders} leaders ·")));
    assert!(!whole.svg.contains("Narrowed to"));
    let mut tried = 0;
    for offer in whole.offers.iter().filter(|offer| offer.sort != "tie_kind") {
        for value in &offer.values {
            let options = narrowed(&[(&offer.sort, &value.value)]);
            let drawing = table.map(&options);
            let kept = drawing.marks.iter().filter(|m| m.kind == "organisation");
            assert_eq!(kept.count(), value.count as usize, "{}", value.words);
            // A part handed on is not taken for the whole.
            assert!(drawing.svg.contains("Narrowed to "), "{}", value.words);
            let hidden = drawing
                .hidden
                .iter()
                .find(|one| one.what == "filtered_organisations")
                .map_or(0, |one| one.count);
            assert_eq!(
                hidden as usize,
                all - value.count as usize,
                "{}",
                value.words
            );
            assert_eq!(drawing.offers, whole.offers, "what is offered stays");
            tried += 1;
        }
    }
    assert!(tried > 6, "only {tried} values are offered");
}

#[test]
fn two_values_of_one_sort_widen_and_two_sorts_narrow() {
    let mut table = Table::with(Start::Example);
    let offers = table.map(&MapOptions::default()).offers;
    let kinds = &offer(&offers, "organisation_kind").values;
    let (one, other) = (&kinds[0], &kinds[1]);
    let sort = "organisation_kind";
    let both = table.organisations(&narrowed(&[(sort, &one.value), (sort, &other.value)]));
    assert_eq!(both, (one.count + other.count) as usize);
    for place in &offer(&offers, "place").values {
        let options = narrowed(&[(sort, &one.value), ("place", &place.value)]);
        assert!(table.organisations(&options) <= one.count.min(place.count) as usize);
    }
}

#[test]
fn a_filter_that_is_none_is_refused_in_one_sentence() {
    let mut table = Table::with(Start::Example);
    let options = narrowed(&[("colour", "blue")]);
    let refused = table.ask(Request::Map { options }).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "“colour blue” is not a way to narrow the map; choose one of those the map offers."
    );
}

#[test]
fn a_view_saved_is_found_again_replaced_under_its_name_and_taken_back() {
    let mut table = Table::with(Start::Example);
    assert_eq!(table.views(), []);
    let offers = table.map(&MapOptions::default()).offers;
    let kind = offer(&offers, "organisation_kind").values[0].value.clone();
    let options = MapOptions {
        minimum_level: 3,
        ..narrowed(&[("organisation_kind", &kind)])
    };
    let done = table.save("  For the board ", &options).unwrap();
    assert_eq!(
        done.sentence.trim_end_matches('.'),
        "Save view For the board"
    );
    let [saved] = table.views().try_into().unwrap();
    assert_eq!(saved.name, "For the board");
    assert_eq!(saved.minimum_level, 3);
    assert_eq!(saved.filters, options.filters);
    assert_eq!(saved.as_of.as_deref(), Some("2026-03-01"));

    table.save("For the board", &MapOptions::default()).unwrap();
    let [again] = table.views().try_into().unwrap();
    assert_eq!((again.key, again.minimum_level), (saved.key.clone(), 1));
    assert_eq!(again.filters, []);

    table.ask(Request::Undo).unwrap();
    assert_eq!(
        table.views(),
        std::slice::from_ref(&saved),
        "as it was before"
    );
    table.ask(Request::Undo).unwrap();
    assert_eq!(table.views(), []);
    table.ask(Request::Redo).unwrap();
    let key = saved.key.clone();
    let act = Act::Remove { key };
    table.ask(Request::Act { act }).unwrap();
    assert_eq!(table.views(), []);
    table.ask(Request::Undo).unwrap();
    assert_eq!(table.views(), [saved]);
}

#[test]
fn no_view_takes_the_name_that_keeps_where_marks_stand_and_none_is_nameless() {
    let mut table = Table::with(Start::Example);
    for name in ["Map", " Map", "", "  "] {
        let refused = table.save(name, &MapOptions::default()).unwrap_err();
        assert!(refused.to_string().ends_with('.'), "{refused}");
    }
    assert_eq!(table.views(), []);
}

#[test]
fn time_goes_by_months_to_the_day_of_the_map_and_counts_what_is_dated() {
    let mut table = Table::with(Start::Example);
    let timeline = table.timeline();
    assert_eq!(timeline.days.len(), timeline.changes.len());
    assert!(timeline.days.len() > 12, "{:?}", timeline.days);
    assert!(timeline.days.is_sorted());
    let (last, months) = timeline.days.split_last().unwrap();
    assert!(months.iter().all(|day| day.ends_with("-01")), "{months:?}");
    assert!(timeline.changes.iter().sum::<u32>() > 100);
    // The days do not move when another day is looked at.
    let earlier = Request::SetLens {
        audience: None,
        as_of: Some(months[3].clone()),
    };
    table.ask(earlier).unwrap();
    assert_eq!(table.timeline(), timeline);
    let then = table.map(&MapOptions::default());
    assert!(!then.alternative_text.contains(last.as_str()));
}

#[test]
fn an_empty_footprint_has_one_day() {
    let name = "Nowhere yet".to_owned();
    let mut table = Table::with(Start::Empty { name });
    let timeline = table.timeline();
    assert_eq!((timeline.days.len(), timeline.changes), (1, vec![0]));
}

#[test]
fn two_days_beside_each_other_say_what_changed_between_them() {
    let mut table = Table::with(Start::Example);
    let compare = |table: &mut Table, from: &str, to: &str| {
        let asked = Request::Compare {
            options: MapOptions::default(),
            from: from.to_owned(),
            to: to.to_owned(),
        };
        match table.ask(asked).unwrap() {
            Reply::Compared(compared) => compared,
            _ => unreachable!("a comparison is answered by one"),
        }
    };
    let same = compare(&mut table, "2026-06-30", "2026-06-30");
    assert_eq!(same.changes, []);
    assert_eq!(same.before.marks, same.after.marks);

    let year = compare(&mut table, "2025-06-30", "2026-06-30");
    assert!(year.before.svg.contains("30 June 2025"));
    assert!(year.after.svg.contains("30 June 2026"));
    let of = |turn: &str| year.changes.iter().filter(|c| c.turn == turn).count();
    assert!(of("known") > 0 && of("up") > 0 && of("down") > 0 && of("gone") > 0);
    for change in &year.changes {
        assert_eq!(change.key.starts_with("pair:"), change.ends.len() == 2);
        let number = |words: &str| words.chars().next().and_then(|c| c.to_digit(10));
        let (before, after) = (number(&change.before), number(&change.after));
        match change.turn.as_str() {
            "up" => assert!(after > before, "{change:?}"),
            "down" => assert!(after < before && after > Some(0), "{change:?}"),
            "added" => assert!(before.unwrap_or(0) == 0, "{change:?}"),
            "known" => assert!(before.is_none() && after > Some(0), "{change:?}"),
            "gone" => assert!(after.unwrap_or(0) == 0, "{change:?}"),
            other => unreachable!("{other} is no change"),
        }
    }
    // The other way round everything has gone the other way.
    let back = compare(&mut table, "2026-06-30", "2025-06-30");
    assert_eq!(back.changes.len(), year.changes.len());
    let undone = |turn: &str| back.changes.iter().filter(|c| c.turn == turn).count();
    assert_eq!((of("up"), of("down")), (undone("down"), undone("up")));
    // What is known for the first time comes after what has changed.
    assert!(
        year.changes
            .is_sorted_by_key(|change| change.turn == "known")
    );
}

#[test]
fn a_view_keeps_who_is_drawn_and_near_which_organisation_until_that_is_taken_away() {
    let mut table = Table::with(Start::Example);
    let whole = table.map(&MapOptions::default());
    let near = whole.marks.iter().find(|m| m.kind == "organisation");
    let near = near.unwrap().key.clone();
    let options = MapOptions {
        show: "organisations".to_owned(),
        focus: near.clone(),
        ..MapOptions::default()
    };
    table.save("Nearer", &options).unwrap();
    let kept = table.views().pop().unwrap();
    assert_eq!(kept.show, "organisations");
    assert_eq!(kept.focus, near);
    assert!(!kept.focus_name.is_empty());
    let seen = table.organisations(&options);
    let again = MapOptions {
        show: kept.show,
        focus: kept.focus,
        ..MapOptions::default()
    };
    assert_eq!(table.organisations(&again), seen);
    table
        .ask(Request::Act {
            act: Act::Remove { key: near },
        })
        .unwrap();
    let kept = table.views().pop().unwrap();
    assert_eq!(
        (kept.show.as_str(), kept.focus.as_str()),
        ("organisations", "")
    );
    assert_eq!(kept.focus_name, "");
    let nowhere = MapOptions {
        show: "sideways".to_owned(),
        ..MapOptions::default()
    };
    let refused = table.save("Nowhere", &nowhere).unwrap_err().to_string();
    assert!(refused.contains("national"), "{refused}");
}
