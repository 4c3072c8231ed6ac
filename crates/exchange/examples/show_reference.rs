//! Lists the reference footprints, or the edits of one.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods)]
use domain::{Edit, Map, Stamp};
use uuid::Uuid;
fn main() {
    let mut n = 0_u128;
    let mut next = || {
        n += 1;
        Uuid::from_u128(n)
    };
    match std::env::args().nth(1) {
        None => {
            for f in exchange::reference::footprints() {
                println!(
                    "{:10} {:60} {:?} {} orgs {} leads {}",
                    f.code, f.name, f.region, f.edition, f.organisations, f.leads
                );
            }
        }
        Some(code) => {
            let edits = exchange::reference::edits(&code, &mut next).unwrap();
            let edit = Edit::Together {
                what: "x".into(),
                edits,
            };
            let map = Map::default();
            let map = map.with(
                &edit
                    .plan(
                        &map,
                        &Stamp {
                            at: jiff::Timestamp::UNIX_EPOCH,
                            by: "A".into(),
                        },
                    )
                    .unwrap(),
            );
            for o in map.organisations().iter() {
                println!(
                    "{:70} {:25} {:15} {:?}",
                    o.name,
                    o.label,
                    o.kind.key(),
                    o.codes.iter().map(|c| c.value.as_str()).collect::<Vec<_>>()
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
            for p in map.places().iter() {
                println!(
                    "{} {:?} {:?}",
                    p.name,
                    p.level,
                    p.codes.iter().map(|c| c.value.as_str()).collect::<Vec<_>>()
                );
            }
            for n in map.notes().iter() {
                println!("{} {}", n.date, n.text);
            }
        }
    }
}
