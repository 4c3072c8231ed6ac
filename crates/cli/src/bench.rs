//! `make bench`: the work of a day, timed, as a table. Medians over several runs; files of ../shared where they are
//! there, a made-up footprint of 60 organisations, 400 leaders and 3,000 ties everywhere.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use app::wire::{MapOptions, PaperDetails, Reply, Request, Start};
use app::{Desk, Lens, Now, Seen, Session, Settings, fresh_ids, imports, papers};
use domain::{
    Assessment, Audience, Authority, Confidence, Confidentiality, Edit, Interdependence,
    Involvement, Leader, Level, Method, Organisation, OrganisationKind, Part, Party, Post, Record,
    Tie, TieKind, Workstream,
};

fn main() -> Result<()> {
    let folder = Folder::new()?;
    let mut table = Table::default();
    real_files(&folder, &mut table)?;
    made_up(&folder, &mut table)?;
    national(&folder, &mut table)?;
    if folder.stays {
        let start = Start::Empty {
            name: "Six hundred marks".to_owned(),
        };
        let path = folder.file("marks.footbridge");
        let mut session =
            Session::create(&path, &start, &folder.settings(), &now(), &mut fresh_ids())?;
        let edits = footprint_of(100, 500, 3_000);
        let what = "Make it up".to_owned();
        session.edit(&Edit::Together { what, edits }, &now())?;
        session.close(&now())?;
    }
    window(&mut table)?;
    table.print();
    Ok(())
}

/// Where the documents measured are made: FOOTBRIDGE_BENCH_FOLDER, or a folder that goes when the program ends.
struct Folder {
    path: PathBuf,
    stays: bool,
}

impl Folder {
    fn new() -> Result<Self> {
        let given = std::env::var_os("FOOTBRIDGE_BENCH_FOLDER").map(PathBuf::from);
        let stays = given.is_some();
        let path = given.unwrap_or_else(|| {
            std::env::temp_dir().join(format!("footbridge-bench-{}", std::process::id()))
        });
        std::fs::create_dir_all(&path)?;
        Ok(Self { path, stays })
    }

    fn settings(&self) -> Settings {
        Settings {
            data_dir: self.path.join("data"),
            documents_dir: self.path.clone(),
            author: "Bench".to_owned(),
        }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.stays {
            drop(std::fs::remove_dir_all(&self.path));
        }
    }
}

/// Rows of the table: what, how long, how long it may take.
#[derive(Default)]
struct Table {
    rows: Vec<(String, Option<f64>, Option<f64>, String)>,
}

impl Table {
    fn add(&mut self, what: &str, times: &[Duration], target_ms: Option<f64>, note: &str) {
        let mut ms: Vec<f64> = times
            .iter()
            .map(|time| time.as_secs_f64() * 1000.0)
            .collect();
        ms.sort_by(f64::total_cmp);
        let median = ms.get(ms.len() / 2).copied();
        self.rows
            .push((what.to_owned(), median, target_ms, note.to_owned()));
    }

    #[expect(clippy::print_stdout, reason = "the table is what this program is for")]
    fn print(&self) {
        let shown = |ms: Option<f64>| {
            ms.map_or_else(
                || "not measured".to_owned(),
                |ms| {
                    if ms < 10.0 {
                        format!("{ms:.1} ms")
                    } else {
                        format!("{ms:.0} ms")
                    }
                },
            )
        };
        println!("| what | median | target | |");
        println!("|---|--:|--:|---|");
        for (what, median, target, note) in &self.rows {
            let target = target.map_or_else(String::new, |ms| shown(Some(ms)));
            println!("| {what} | {} | {target} | {note} |", shown(*median));
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a bench reads the clock")]
fn zoned() -> jiff::Zoned {
    jiff::Zoned::now()
}

fn now() -> Now {
    Now::from(&zoned())
}

fn times<T>(runs: usize, mut work: impl FnMut(usize) -> Result<T>) -> Result<Vec<Duration>> {
    (0..runs)
        .map(|run| {
            let start = Instant::now();
            work(run)?;
            Ok(start.elapsed())
        })
        .collect()
}

/// A real file from ../shared, where it is.
fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data")
        .join(name);
    path.exists().then_some(path)
}

fn real_files(folder: &Folder, table: &mut Table) -> Result<()> {
    for (what, name) in [
        (
            "NHS workbook imported (401 rows)",
            "nhs/stp-partner-mapping-2019-04.xlsx",
        ),
        ("practices imported (14,303 rows)", "nhs/ods/epraccur.csv"),
    ] {
        let Some(path) = shared(name) else {
            table.add(what, &[], Some(1000.0), "the file is not on this machine");
            continue;
        };
        let mut runs = Vec::new();
        for run in 0..5 {
            let document = folder.file(&format!("{run}-{}.footbridge", name.len()));
            let start = Start::Empty {
                name: "Bench".to_owned(),
            };
            let mut session = Session::create(
                &document,
                &start,
                &folder.settings(),
                &now(),
                &mut fresh_ids(),
            )?;
            let begun = Instant::now();
            import(&mut session, &path)?;
            runs.push(begun.elapsed());
        }
        table.add(
            what,
            &runs,
            Some(1000.0),
            "into an empty document, from the file to durable",
        );
    }
    Ok(())
}

fn import(session: &mut Session, path: &Path) -> Result<()> {
    let planned = imports::plan(
        &[path.to_owned()],
        None,
        &[],
        &session.map(),
        "Bench",
        &now(),
        &mut fresh_ids(),
    )?;
    let edit = planned.edit.context("the file adds nothing")?;
    session.edit(&edit, &now())?;
    Ok(())
}

fn made_up(folder: &Folder, table: &mut Table) -> Result<()> {
    let path = folder.file("made-up.footbridge");
    let settings = folder.settings();
    let start = Start::Empty {
        name: "Made up".to_owned(),
    };
    let mut session = Session::create(&path, &start, &settings, &now(), &mut fresh_ids())?;
    let edits = footprint_of(60, 400, 3000);
    session.edit(
        &Edit::Together {
            what: "Make it up".to_owned(),
            edits,
        },
        &now(),
    )?;
    session.close(&now())?;

    table.add(
        "document opened (60 organisations, 400 leaders, 3,000 ties)",
        &times(9, |_| {
            let session = Session::open(&path, &settings, &now())?;
            Ok(session.map().ties().len())
        })?,
        Some(100.0),
        "",
    );

    let mut session = Session::open(&path, &settings, &now())?;
    let first = session
        .map()
        .organisations()
        .iter()
        .next()
        .map(|o| o.id)
        .context("no organisation")?;
    table.add(
        "one edit, durable",
        &times(41, |run| {
            let change = domain::OrganisationChange {
                name: Some(format!("Organisation renamed {run} times")),
                ..Default::default()
            };
            Ok(session.edit(
                &Edit::ChangeOrganisation {
                    organisation_id: first,
                    change,
                },
                &now(),
            )?)
        })?,
        Some(10.0),
        "",
    );
    table.add(
        "one undo",
        &times(21, |_| Ok(session.undo(&now())?))?,
        Some(10.0),
        "",
    );

    let map = session.map();
    let lens = Lens {
        audience: Audience::Working,
        as_of: jiff::civil::date(2026, 6, 30),
    };
    let seen = Seen::of(&map, 0, lens);
    if let Some(path) = std::env::var_os("FOOTBRIDGE_BENCH_GRAPH") {
        write_graph(&map, Path::new(&path))?;
    }
    table.add(
        "gaps, influence and promises worked out",
        &times(7, |_| {
            let seen = Seen::of(&map, 0, lens);
            Ok((
                seen.gaps().counts.gap,
                seen.influence().leaders.len(),
                seen.promises().register.len(),
            ))
        })?,
        None,
        "all three, from the map",
    );
    seen.gaps();
    let drawn = |options: MapOptions, name: &'static str, what: papers::What, seen: &Seen| {
        let asked = papers::Asked {
            what,
            details: PaperDetails::default(),
            options,
        };
        times(7, |_| {
            Ok(papers::export(seen, &asked, &folder.file(name), &now())?)
        })
    };
    table.add(
        "map laid out",
        &times(9, |_| Ok(app::lay_out(&seen)))?,
        Some(150.0),
        "regions sized and placed, nothing drawn",
    );
    table.add(
        "map laid out, drawn and written as SVG",
        &drawn(MapOptions::default(), "map.svg", papers::What::Map, &seen)?,
        None,
        "",
    );
    table.add(
        "the same as PNG, 2,732 pixels wide",
        &drawn(MapOptions::default(), "map.png", papers::What::Map, &seen)?,
        None,
        "",
    );
    let board = Seen::of(
        &map,
        0,
        Lens {
            audience: Audience::Board,
            ..lens
        },
    );
    let once = papers::Asked {
        what: papers::What::BoardPaper,
        details: PaperDetails::default(),
        options: MapOptions::default(),
    };
    table.add(
        "the first board paper of a session",
        &times(1, |_| {
            Ok(papers::export(
                &board,
                &once,
                &folder.file("first.pdf"),
                &now(),
            )?)
        })?,
        Some(1000.0),
        "one run, nothing remembered",
    );
    table.add(
        "board papers after it",
        &drawn(
            MapOptions::default(),
            "paper.pdf",
            papers::What::BoardPaper,
            &board,
        )?,
        Some(1000.0),
        "",
    );
    session.close(&now())?;

    let mut desk = Desk::new(settings);
    desk.ask(
        Request::Open {
            path: path.display().to_string(),
        },
        &zoned(),
    )?;
    let asked = times(5, |run| {
        // Another day each time, so that nothing is remembered from the time before.
        let as_of = Some(format!("2026-06-{:02}", run + 1));
        desk.ask(
            Request::SetLens {
                audience: None,
                as_of,
            },
            &zoned(),
        )?;
        let Reply::Drawing(drawing) = desk.ask(
            Request::Map {
                options: MapOptions::default(),
            },
            &zoned(),
        )?
        else {
            bail!("a map was asked for");
        };
        Ok(drawing.marks.len())
    })?;
    table.add(
        "window\u{2019}s map after a change of day, with all answers",
        &asked,
        None,
        "",
    );
    desk.close(&zoned())?;
    Ok(())
}

/// What is asked of a footprint of the whole country: 1,500 organisations, 10,000 leaders, 60,000 ties, each judged.
fn national(folder: &Folder, table: &mut Table) -> Result<()> {
    let path = folder.file("national.footbridge");
    let settings = folder.settings();
    let start = Start::Empty {
        name: "National".to_owned(),
    };
    let mut session = Session::create(&path, &start, &settings, &now(), &mut fresh_ids())?;
    let edits = footprint_of(1_500, 10_000, 60_000);
    let what = "Make it up".to_owned();
    session.edit(&Edit::Together { what, edits }, &now())?;
    session.close(&now())?;

    table.add(
        "national document opened (1,500 organisations, 10,000 leaders, 60,000 ties)",
        &times(5, |_| {
            let session = Session::open(&path, &settings, &now())?;
            Ok(session.map().ties().len())
        })?,
        Some(1000.0),
        "",
    );
    let mut session = Session::open(&path, &settings, &now())?;
    let tie = session.map().ties().iter().next().map(|tie| tie.id);
    let tie = tie.context("no tie")?;
    table.add(
        "national: one judgement, durable",
        &times(21, |run| {
            let mut judged = judgement(uuid_of(7, run as u128), tie, run as u128);
            judged.note = Some(format!("Said {run}"));
            Ok(session.edit(&Edit::RecordAssessment(judged), &now())?)
        })?,
        Some(10.0),
        "",
    );
    table.add(
        "national: one undo",
        &times(11, |_| Ok(session.undo(&now())?))?,
        Some(10.0),
        "",
    );
    table.add(
        "national: published",
        &times(5, |run| {
            let mut judged = judgement(uuid_of(8, run as u128), tie, run as u128);
            judged.note = Some(format!("Said again {run}"));
            session.edit(&Edit::RecordAssessment(judged), &now())?;
            let begun = Instant::now();
            session.publish(&now())?;
            Ok(begun.elapsed())
        })?,
        Some(500.0),
        "with the edit before it; the window publishes beside the editing",
    );
    session.close(&now())?;

    let mut desk = Desk::new(settings);
    let open = Request::Open {
        path: path.display().to_string(),
    };
    desk.ask(open, &zoned())?;
    let typed = "Leader Number9731";
    table.add(
        "national: names found, for each letter typed",
        &times(typed.len(), |run| {
            let text = typed[..=run].to_owned();
            Ok(desk.ask(Request::Find { text }, &zoned())?)
        })?,
        Some(20.0),
        "",
    );
    table.add(
        "national: a typed line understood, for each letter typed",
        &times(typed.len(), |run| {
            let line = typed[..=run].to_owned();
            let caret = u32::try_from(line.len())?;
            let choices = Vec::new();
            Ok(desk.ask(
                Request::QuickRead {
                    line,
                    caret,
                    choices,
                },
                &zoned(),
            )?)
        })?,
        Some(20.0),
        "",
    );
    desk.close(&zoned())?;
    memory(folder, &path, table)
}

/// How long a command may take before the bench goes on without it.
const LONGEST: Duration = Duration::from_mins(3);

/// The most memory the command line takes with a national footprint, where the system tells it.
fn memory(folder: &Folder, path: &Path, table: &mut Table) -> Result<()> {
    let program = std::env::current_exe()?.with_file_name("footbridge");
    for arguments in [
        &["list", "ties", "--json"][..],
        &["analyse", "gaps", "--json"],
        &["analyse", "influence", "--draws", "0", "--json"],
        &["analyse", "influence", "--json"],
        &["check"],
    ] {
        let begun = Instant::now();
        let mut child = Command::new(&program)
            .arg(arguments[0])
            .arg(path)
            .args(&arguments[1..])
            .env("FOOTBRIDGE_DATA_DIR", folder.file("data"))
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()?;
        let (mut most, mut ended) = (0.0_f64, "");
        while child.try_wait()?.is_none() {
            // The high-water mark only grows, so that looking now and then finds all but the last of it.
            most = most.max(high_water(child.id()).unwrap_or_default());
            std::thread::sleep(Duration::from_millis(3));
            if begun.elapsed() > LONGEST {
                child.kill()?;
                child.wait()?;
                ended = ", ended before it was done";
                break;
            }
        }
        table.add(
            &format!("national: `footbridge {}`", arguments.join(" ")),
            &[begun.elapsed()],
            None,
            &format!("at most {most:.0} MB of memory; target 400 MB{ended}"),
        );
    }
    Ok(())
}

/// The most memory a running process has had, in MB.
fn high_water(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1000.0)
}

/// The made-up ties between organisations, for other programs to work on: from, to, level.
fn write_graph(map: &domain::Map, path: &Path) -> Result<()> {
    let mut lines = Vec::new();
    for tie in map
        .ties()
        .iter()
        .filter(|tie| tie.is_between_organisations())
    {
        let level = map
            .assessments_of(tie.id)
            .last()
            .and_then(|a| a.level)
            .unwrap_or(Level::None);
        let end = |party: Party| map.party_label(party).unwrap_or_default().to_owned();
        lines.push(format!(
            "{},{},{}\n",
            end(tie.a),
            end(tie.b),
            level.number()
        ));
    }
    std::fs::write(path, lines.concat())?;
    Ok(())
}

/// Start of the real window to its first map, by the script that photographs it.
fn window(table: &mut Table) -> Result<()> {
    let Some(program) = std::env::var_os("FOOTBRIDGE_WINDOW_PROGRAM") else {
        return Ok(());
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/window-picture.sh");
    let picture = std::env::temp_dir().join(format!("footbridge-bench-{}.png", std::process::id()));
    let mut found = Vec::new();
    for _ in 0..5 {
        let output = Command::new(&script).arg(&picture).arg(&program).output()?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let ms = said
            .split("First map after ")
            .nth(1)
            .and_then(|rest| rest.split(' ').next())
            .and_then(|text| text.parse::<f64>().ok());
        found.extend(ms.map(|ms| Duration::from_secs_f64(ms / 1000.0)));
    }
    drop(std::fs::remove_file(picture));
    table.add(
        "start of the window to the example\u{2019}s map",
        &found,
        Some(1500.0),
        "virtual display, no graphics card; makes the example first",
    );
    Ok(())
}

/// A footprint of that size, the same every time: each leader at one organisation, ties between people who are near one
/// another in a ring and a few across it, every tie judged by both ends.
fn footprint_of(organisations: u128, leaders: u128, ties: u128) -> Vec<Edit> {
    let id = |kind: u128, number: u128| uuid_of(kind, number);
    let kinds = OrganisationKind::ALL;
    let mut edits = Vec::new();
    for n in 0..organisations {
        let kind = kinds[n as usize % kinds.len()];
        let mut row = Organisation::new(id(1, n).into(), &format!("Organisation number {n}"), kind);
        row.label = format!("Body {n}");
        edits.push(Edit::AddOrganisation(row));
    }
    for n in 0..leaders {
        edits.push(Edit::AddLeader(Leader {
            id: id(2, n).into(),
            name: format!("Leader Number{n}"),
            contact: None,
            do_not_ask: false,
            keep_until: None,
            confidentiality: Confidentiality::Partners,
            record: Record::default(),
        }));
        edits.push(Edit::AppointLeader(Post {
            id: id(3, n).into(),
            leader_id: id(2, n).into(),
            organisation_id: id(1, n % organisations).into(),
            title: "Director".to_owned(),
            authority: Some(Authority::ALL[n as usize % Authority::ALL.len()]),
            from: None,
            to: None,
            confidentiality: Confidentiality::Partners,
            record: Record::default(),
        }));
    }
    for n in 0..12 {
        let involvement = (0..organisations)
            .filter(|o| (o + n) % 4 == 0)
            .map(|o| Involvement {
                organisation_id: id(1, o).into(),
                part: if o % 5 == 0 {
                    Part::Leads
                } else {
                    Part::Contributes
                },
            })
            .collect();
        edits.push(Edit::AddWorkstream(Workstream {
            id: id(4, n).into(),
            name: format!("Workstream {n}"),
            summary: None,
            interdependence: Interdependence::ALL[n as usize % Interdependence::ALL.len()],
            involvement,
            from: None,
            to: None,
            objective_id: None,
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        }));
    }
    for n in 0..ties {
        let (kind, a, b) = if n % 4 == 0 {
            let a = n / 4 % organisations;
            (1, a, (a + 1 + n / 4 / organisations) % organisations)
        } else {
            let a = n % leaders;
            (2, a, (a + 1 + n / leaders * 7) % leaders)
        };
        let party = |number: u128| -> Party {
            if kind == 1 {
                Party::Organisation(id(1, number).into())
            } else {
                Party::Leader(id(2, number).into())
            }
        };
        edits.push(Edit::AddTie(Tie {
            id: id(5, n).into(),
            a: party(a),
            b: party(b),
            kind: TieKind::WorksWith,
            from: None,
            to: None,
            note: None,
            confidentiality: Confidentiality::Board,
            record: Record::default(),
        }));
        edits.push(Edit::RecordAssessment(judgement(
            id(6, n),
            id(5, n).into(),
            n,
        )));
    }
    edits
}

/// A judgement of a tie, the same every time.
fn judgement(id: domain::Uuid, tie: domain::TieId, n: u128) -> Assessment {
    Assessment {
        id: id.into(),
        tie_id: tie,
        level: Some(Level::nearest((n % 6) as i32)),
        trust: None,
        sign: None,
        confidence: Confidence::USUAL,
        method: Method::Observed,
        perceiver: None,
        date: jiff::civil::date(2026, 1, 1 + (n % 28) as i8),
        note: None,
        dissent: None,
        confidentiality: Confidentiality::Board,
        record: Record::default(),
    }
}

/// A made-up id: the kind and the number, side by side.
fn uuid_of(kind: u128, number: u128) -> domain::Uuid {
    domain::Uuid::from_u128((kind << 64) | (number + 1))
}
