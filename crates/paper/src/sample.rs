//! An invented draft for the tests of the pages themselves.
#![allow(clippy::format_push_string)]

use crate::sheet::{
    Draft, Fact, GapRow, GapsPart, KeptPart, KeptRow, Particular, PromisesPart, Running,
};

fn gap(partners: &str, needed: (u8, &str), today: (u8, u8, &str), why: &str, next: &str) -> GapRow {
    GapRow {
        partners: partners.into(),
        needed: needed.1.into(),
        today: today.2.into(),
        basis: "both sides say so".into(),
        why: why.into(),
        next: next.into(),
        needed_level: needed.0,
        low: today.0,
        high: today.1,
        confirmed: today.1 < needed.0,
    }
}

pub(crate) fn draft() -> Draft {
    Draft {
        document_title: "Three partnerships that our plans depend on are not yet close enough to carry them – Northmarch and the Vale".into(),
        description: "Board paper of Northmarch and the Vale as of 5 March 2026.".into(),
        kind: "Board paper".into(),
        footprint: "Northmarch and the Vale".into(),
        subject: "How closely our partners work together".into(),
        particulars: vec![
            Particular { label: "For", value: "Partnership board".into() },
            Particular { label: "Date", value: "5 March 2026".into() },
            Particular { label: "Item", value: "7".into() },
            Particular { label: "Status", value: "For discussion".into() },
            Particular { label: "Prepared for", value: "Board".into() },
        ],
        running: Running {
            footprint: "Northmarch and the Vale".into(),
            for_whom: "Partnership board".into(),
            date: "5 March 2026".into(),
        },
        running_right: "Item 7 · For discussion".into(),
        heading: "Three partnerships that our plans depend on are not yet close enough to carry them".into(),
        standfirst: "This paper shows how closely the partners of Northmarch and the Vale work together, set against what their shared work needs, as recorded on 5 March 2026. Of 66 pairs of partners whose work depends on one another, 41 work closely enough: 62 per cent, between 54 and 71 per cent depending on 14 pairs that nobody has assessed.".into(),
        facts: vec![
            Fact { figure: "41 of 66".into(), label: "pairs that depend on one another work closely enough".into() },
            Fact { figure: "14".into(), label: "of those pairs nobody has assessed: not known, not nought".into() },
            Fact { figure: "4 of 22".into(), label: "open promises are overdue, the longest by 96 days".into() },
        ],
        caption: "Figure 1. Partners and their working relationships on 5 March 2026. Broken bridges mark the gaps listed overleaf. No judgement of a person is shown. Source: assessments by 9 of 12 partners, November to February.".into(),
        gaps: GapsPart {
            heading: "Five pairs of partners must work closer than they do".into(),
            lead: None,
            rows: vec![
                gap("Vale Council and St Brannoc’s", (4, "4 coalition"), (1, 1, "1 networking"), "Both lead discharge to assess, where each answers the other’s moves.", "Chief executives to meet before 30 April."),
                gap("Eastvale Hospitals and St Brannoc’s", (5, "5\u{a0}collaboration"), (2, 2, "2 cooperation"), "Both lead stroke services, one shared decision or budget.", "Agree a joint committee."),
                gap("Marchside Community and Northmarch ICB", (4, "4 coalition"), (2, 3, "2 to 3 (one side)"), "Both contribute to the workforce plan.", "Ask the other side for its view."),
                gap("Fenwick Mental Health and Northmarch Council", (3, "3 coordination"), (1, 1, "1 networking"), "Crisis care hands over to supported housing.", "Agree who speaks for each."),
                gap("Ambulance Service and GP Federation North", (3, "3 coordination"), (0, 5, "not assessed"), "Urgent care hands over to general practice.", "Ask both sides how closely they work."),
                gap("A and B", (3, "3 coordination"), (1, 1, "1 networking"), "Urgent care.", "Ask."),
            ],
            note: "Levels: 0 none, 1 networking, 2 cooperation, 3 coordination, 4 coalition, 5 collaboration. Outlined: needed; filled: today; hatched: not known. Where the two sides differ, the lower view counts.".into(),
        },
        promises: PromisesPart {
            heading: "Four promises are overdue, the longest by 96 days".into(),
            lead: None,
            sentences: vec![
                "Vale Council promised St Brannoc’s to name a discharge lead by 29 November 2025: 96 days overdue, nothing reported.".into(),
                "Eastvale Hospitals promised Northmarch ICB the theatre utilisation figures by 12 January 2026: 52 days overdue, reported done and not yet accepted.".into(),
                "Fenwick Mental Health promised Northmarch Council a joint protocol by 1 February 2026: 32 days overdue, nothing reported.".into(),
                "Voluntary Alliance promised Marchside Community a volunteer rota by 20 February 2026: 13 days overdue, nothing reported.".into(),
            ],
        },
        kept: KeptPart {
            heading: "Kept on time, by organisation".into(),
            rows: vec![
                KeptRow { organisation: "Northmarch ICB".into(), kept: "8 of 10".into(), range: "49–94 %".into() },
                KeptRow { organisation: "Eastvale Hospitals".into(), kept: "5 of 7".into(), range: "36–92 %".into() },
                KeptRow { organisation: "Vale Council".into(), kept: "3 of 6".into(), range: "19–81 %".into() },
                KeptRow { organisation: "St Brannoc’s".into(), kept: "2 of 2".into(), range: "too few".into() },
            ],
            note: Some("Promises accepted by the day they were due, of those due. The likely rate is the range in which the true rate lies 19 times in 20.".into()),
        },
        coverage_heading: "What we know, and what we do not".into(),
        coverage: vec!["52 of 66 pairs whose work depends on one another have been assessed. Ask first about: Ambulance Service and GP Federation North; Vale Council and Northmarch Carers; Voluntary Alliance and Northmarch ICB.".into()],
        sources: vec!["Sources: partners’ own assessments, November 2025 to February 2026; NHS England, STP partner mapping, April 2019 (Open Government Licence v3.0).".into()],
        foot: "Seen by: board · Coverage: 52 of 66 pairs assessed · Data as of 5 March 2026".into(),
    }
}

pub(crate) fn picture() -> crate::pages::Picture {
    let mut svg = String::from(
        "<svg xmlns='http://www.w3.org/2000/svg' width='642' height='580' viewBox='0 0 642 580'><rect width='642' height='580' fill='#FBFAF7'/>",
    );
    for i in 0..9 {
        let (x, y) = (60 + (i % 3) * 200, 60 + (i / 3) * 190);
        svg += &format!(
            "<line x1='320' y1='230' x2='{x}' y2='{y}' stroke='#1D4E89'/><rect x='{x}' y='{y}' width='120' height='34' rx='6' fill='#eee' stroke='#888'/><text x='{}' y='{}' font-family=\"'Source Sans 3'\" font-weight='600' font-size='11'>Partner {i}</text>",
            x + 10,
            y + 21
        );
    }
    svg.push_str("</svg>");
    crate::pages::Picture::new(&svg, "Nine partners, all tied to one centre.", 642.0, 580.0)
        .unwrap()
}
