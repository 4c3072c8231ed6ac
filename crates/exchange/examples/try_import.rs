//! Shows what an import of a file would do.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods)]
use domain::{Map, Stamp};
use exchange::{Context, Kind, Mapping, SourceFile};
use uuid::Uuid;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let path = &args[1];
    let kind = args.get(2).and_then(|k| Kind::from_key(k));
    let bytes = std::fs::read(path).unwrap();
    let mut n = 0_u128;
    let mut next = || {
        n += 1;
        Uuid::from_u128(n)
    };
    let map = Map::default();
    let start = std::time::Instant::now();
    let source = SourceFile {
        name: path,
        bytes: &bytes,
    };
    let mapping = Mapping::from_pairs(args.iter().skip(3).map(String::as_str)).unwrap();
    let plan = exchange::read(
        &source,
        kind,
        &mapping,
        &map,
        Context {
            today: jiff::civil::date(2026, 11, 22),
            author: "A. Manager",
            new_id: &mut next,
        },
    );
    let plan = match plan {
        Ok(p) => p,
        Err(e) => {
            println!("{e}");
            return;
        }
    };
    println!("read in {:?}", start.elapsed());
    println!("{}", serde_json::to_string_pretty(&plan).unwrap());
    let start = std::time::Instant::now();
    let stamp = Stamp {
        at: jiff::Timestamp::UNIX_EPOCH,
        by: "A".into(),
    };
    if let Some(edit) = plan.edit("x") {
        let writes = edit.plan(&map, &stamp).unwrap();
        println!("planned in {:?}", start.elapsed());
        let map = map.with(&writes);
        let start = std::time::Instant::now();
        let again = exchange::read(
            &source,
            kind,
            &mapping,
            &map,
            Context {
                today: jiff::civil::date(2026, 11, 23),
                author: "A. Manager",
                new_id: &mut next,
            },
        )
        .unwrap();
        println!(
            "again in {:?}: added {:?} changed {:?} unchanged {}",
            start.elapsed(),
            again.added,
            again.changed,
            again.unchanged
        );
        for e in again.edits.iter().take(10) {
            println!("{e:?}");
        }
        if std::env::var("LIST").is_ok() {
            for o in map.organisations().iter() {
                println!(
                    "{}\t{}\t{}\t{:?}",
                    o.name,
                    o.label,
                    o.kind.key(),
                    o.codes.iter().map(|c| c.value.clone()).collect::<Vec<_>>()
                );
            }
            for p in map.posts().iter() {
                println!(
                    "{} | {} | {}",
                    map.leader(p.leader_id).unwrap().name,
                    p.title,
                    map.organisation(p.organisation_id).unwrap().name
                );
            }
        }
    }
}
