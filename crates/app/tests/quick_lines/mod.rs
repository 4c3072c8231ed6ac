//! A small invented footprint, and a desk on which lines are read and taken.

use std::cell::Cell;

use app::quick::{Asked, QuickIndex, Understood, read};
use app::script;
use app::wire::QuickChoice;
use domain::{Edit, Map, Stamp, Uuid};
use jiff::{Timestamp, civil::Date, civil::date};

/// Nobody and nothing in it exists.
const FOOTPRINT: &str = r#"
{"edit":"add_place","id":"@vale","name":"The Vale","level":"system"}
{"edit":"describe_footprint","name":"The Vale","place_id":"@vale","invented":true}
{"edit":"add_organisation","id":"@council","name":"Vale Council","kind":"council","label":"Vale Council","codes":[{"scheme":"ons_gss","value":"E06900001"}]}
{"edit":"add_organisation","id":"@mill","name":"Mill Road Community Health NHS Trust","kind":"community","label":"Mill Road Community","codes":[{"scheme":"ods","value":"XM1"}]}
{"edit":"add_organisation","id":"@harrow","name":"Harrow Down University Hospitals NHS Foundation Trust","kind":"acute_hospital","label":"Harrow Down Hospitals","codes":[{"scheme":"ods","value":"XH2"}]}
{"edit":"add_organisation","id":"@ccg","name":"NHS Vale and Esk Clinical Commissioning Group","kind":"commissioner","label":"Vale & Esk CCG","codes":[{"scheme":"ods","value":"99X"}]}
{"edit":"add_organisation","id":"@old","name":"NHS Old Vale Clinical Commissioning Group","kind":"commissioner","closed":"2020-03-31","opened":"2013-04-01"}
{"edit":"add_organisation","id":"@skarrow","name":"Skarrow District Council","kind":"council","label":"Skarrow District"}
{"edit":"add_organisation","id":"@fed","name":"Esk Valley GP Federation","kind":"primary_care","label":"Esk GPs"}
{"edit":"add_organisation","id":"@thorley","name":"Thorley, Winter and Esk Hospices","kind":"voluntary","label":"Thorley Hospices"}
{"edit":"add_leader","id":"@okafor","name":"Maria Okafor","post":{"organisation_id":"@council","title":"Chief executive","authority":"votes","from":"2021-04-01"}}
{"edit":"add_leader","id":"@ray","name":"Tom Ray","post":{"organisation_id":"@mill","title":"Chief executive","from":"2019-01-07"}}
{"edit":"add_leader","id":"@merrow","name":"Dr Anjali Merrow","posts":[{"organisation_id":"@ccg","title":"Clinical chair"},{"organisation_id":"@fed","title":"GP partner"}]}
{"edit":"add_leader","id":"@oneill","name":"Siân O’Neill-Jones","post":{"organisation_id":"@harrow","title":"Director of finance"}}
{"edit":"add_leader","id":"@smith1","name":"John Smith","post":{"organisation_id":"@council","title":"Director of adult services"}}
{"edit":"add_leader","id":"@smith2","name":"John Smith","post":{"organisation_id":"@mill","title":"Chair"}}
{"edit":"add_leader","id":"@cllr","name":"Cllr Peter Van der Berg","post":{"organisation_id":"@skarrow","title":"Leader of the council"}}
{"edit":"add_workstream","id":"@frailty","name":"Frailty at home","interdependence":"reciprocal","involvement":[{"organisation_id":"@mill","part":"leads"}]}
{"edit":"assess","between":["@council","@mill"],"level":3,"method":"told_by_party","date":"2026-01-12"}
"#;

pub(crate) struct Desk {
    pub(crate) map: Map,
    pub(crate) index: QuickIndex,
    number: Cell<u128>,
}

/// A Thursday.
pub(crate) const TODAY: Date = date(2026, 3, 5);

pub(crate) fn choice(question: &str, answer: &str) -> QuickChoice {
    QuickChoice {
        question: question.to_owned(),
        answer: answer.to_owned(),
    }
}

fn stamp() -> Stamp {
    Stamp {
        at: Timestamp::UNIX_EPOCH,
        by: "A. Keeper".to_owned(),
    }
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::with(FOOTPRINT)
    }

    pub(crate) fn empty() -> Self {
        Self::with("")
    }

    pub(crate) fn with(script: &str) -> Self {
        let number = Cell::new(1);
        let mut new_id = || {
            number.set(number.get() + 1);
            Uuid::from_u128(number.get())
        };
        let steps = script::read(script, &Map::default(), &mut new_id, TODAY, "A. Keeper").unwrap();
        let mut map = Map::default();
        for step in steps {
            map = map.with(&step.edit.plan(&map, &stamp()).unwrap());
        }
        let index = QuickIndex::of(&map, TODAY);
        Self { map, index, number }
    }

    /// People without posts, entered as one step.
    pub(crate) fn of_leaders(names: &[String]) -> Self {
        let mut desk = Self::empty();
        let edits = names
            .iter()
            .zip(1..)
            .map(|(name, number)| {
                let id = Uuid::from_u128(number);
                serde_json::from_value(
                    serde_json::json!({ "edit": "add_leader", "id": id, "name": name }),
                )
                .unwrap()
            })
            .collect();
        let together = Edit::Together {
            what: "Enter everybody".to_owned(),
            edits,
        };
        desk.map = desk.map.with(&together.plan(&desk.map, &stamp()).unwrap());
        desk.index = QuickIndex::of(&desk.map, TODAY);
        desk
    }

    pub(crate) fn read_with(&self, line: &str, choices: &[QuickChoice]) -> Understood {
        let mut new_id = || {
            self.number.set(self.number.get() + 1);
            Uuid::from_u128(self.number.get())
        };
        let asked = Asked {
            line,
            caret: line.len(),
            choices,
            today: TODAY,
            author: "A. Keeper",
        };
        read(&asked, &self.map, &self.index, &mut new_id)
    }

    pub(crate) fn read(&self, line: &str) -> Understood {
        self.read_with(line, &[])
    }

    /// Takes a line that is ready, and gives what it was understood as.
    pub(crate) fn take_with(&mut self, line: &str, choices: &[QuickChoice]) -> Understood {
        let understood = self.read_with(line, choices);
        if let Some(step) = understood.step() {
            let writes = step
                .plan(&self.map, &stamp())
                .unwrap_or_else(|refused| panic!("{line}: {refused}"));
            self.map = self.map.with(&writes);
            self.index = QuickIndex::of(&self.map, TODAY);
        }
        understood
    }

    pub(crate) fn take(&mut self, line: &str) -> Understood {
        self.take_with(line, &[])
    }
}
