//! The small signs that say without colour what a colour says, on a region's head, on a disc and in the legend.

use super::readings::{Class, Swatch};
use crate::bridge::line;
use crate::fonts::{CAPITAL, Weight};
use crate::geometry::{Point, Rect, Size};
use crate::paint::{Ink, kind_outline};
use crate::scene::{Align, Group, Shape, Stroke, Text};
use domain::OrganisationKind;

/// Width and height of a badge.
pub(crate) const BADGE: f64 = 15.0;
const LETTER: f64 = 11.0;

/// A letter on its hue, a dash, as many bars as there are steps, or a question mark in a dotted frame.
pub(crate) fn badge(swatch: &Swatch, at: Point, group: &mut Group) {
    badge_of(swatch, at, 1.0, group);
}

/// The same, so many times as large: the mark itself, where nothing else is drawn of it.
pub(crate) fn badge_of(swatch: &Swatch, at: Point, by: f64, group: &mut Group) {
    let mut own = Group::of("badge");
    if swatch.class == Class::Unknown {
        asked(at, by, &mut own);
    } else {
        told(swatch, at, by, &mut own);
    }
    group.push(own);
}

fn told(swatch: &Swatch, at: Point, by: f64, group: &mut Group) {
    let frame = Rect::around(at, Size::new(BADGE * by, BADGE * by));
    match swatch.class {
        Class::Category(_) | Class::Rest => {
            group.push(
                Shape::rect(frame, 4.0 * by)
                    .filled(swatch.class.fill())
                    .stroked(Stroke::plain(Ink::Raised, 1.0)),
            );
            letter(&swatch.letter, at, by, Ink::OnKind, group);
        }
        Class::Nothing => {
            group.push(
                Shape::rect(frame, 4.0 * by)
                    .filled(Ink::Raised)
                    .stroked(Stroke::plain(Ink::StepEdge, 1.0)),
            );
            letter(&swatch.letter, at, by, Ink::StepEdge, group);
        }
        Class::Step(n) => {
            group.push(
                Shape::rect(frame, 3.0 * by)
                    .filled(Ink::Raised)
                    .stroked(Stroke::plain(Ink::StepEdge, 1.0)),
            );
            let foot = frame.bottom() - 3.5 * by;
            let bars: String = (1..=n.min(4))
                .map(|bar| {
                    let x = frame.x + by * (0.6 + 3.0 * f64::from(bar));
                    line(
                        Point::new(x, foot),
                        Point::new(x, foot - by * 2.0 * f64::from(bar)),
                    )
                })
                .collect();
            group.push(Shape::path(bars).stroked(Stroke::plain(Ink::StepEdge, 2.0 * by)));
        }
        Class::Unknown => {}
    }
}

/// A question mark in a dotted frame: nobody has assessed or recorded it.
pub(crate) fn question(at: Point, group: &mut Group) {
    let mut own = Group::of("badge");
    asked(at, 1.0, &mut own);
    group.push(own);
}

fn asked(at: Point, by: f64, group: &mut Group) {
    group.push(
        Shape::rect(
            Rect::around(at, Size::new(BADGE * by, BADGE * by)),
            4.0 * by,
        )
        .filled(Ink::Raised)
        .stroked(Stroke::round(Ink::Unknown, 1.3))
        .dashed("0.1 2.6"),
    );
    letter("?", at, by, Ink::Second, group);
}

/// The kind's own shape on a small ground: what a disc's colour says by itself.
pub(crate) fn kind(kind: OrganisationKind, at: Point, group: &mut Group) {
    group.push(Shape::circle(at, 7.0).filled(Ink::Raised));
    group.push(Shape::path(kind_outline(kind, at.x, at.y, 5.0)).filled(Ink::Kind(kind)));
}

fn letter(text: &str, at: Point, by: f64, ink: Ink, group: &mut Group) {
    group.push(
        Text::new(
            text,
            at.plus(0.0, CAPITAL * LETTER * by / 2.0),
            LETTER * by,
            Weight::Bold,
            ink,
        )
        .aligned(Align::Middle),
    );
}
