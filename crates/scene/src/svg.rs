//! A scene written as SVG, the one string for the window, the file, the paper and the picture.
//!
//! Colours are presentation attributes, so that renderers without style sheets draw them, with class
//! names beside them, so that the window may override them. There are no scripts, no event attributes, no
//! foreign content; every text is escaped, and the only attributes that carry data are keys and names.

use crate::fonts::{SANS, drawable};
use crate::paint::{Theme, number, put};
use crate::scene::{Align, Group, Node, Outline, Scene, Shape, Stroke, Text};

impl Scene {
    /// The drawing as a standalone SVG document in the light theme of files and papers.
    pub fn to_svg(&self) -> String {
        self.to_svg_in(Theme::Light)
    }

    /// The drawing as a standalone SVG document in a theme.
    pub fn to_svg_in(&self, theme: Theme) -> String {
        let mut out = Writer {
            text: String::with_capacity(64 * 1024),
            theme,
        };
        let (w, h) = (number(self.size.width), number(self.size.height));
        // Kerning and ligatures are off so that what was measured is what is drawn (see `fonts`).
        put(
            &mut out.text,
            format_args!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"footbridge-scene\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
             height=\"{h}\" role=\"group\" aria-label=\"{}\" font-family=\"&#39;{SANS}&#39;, sans-serif\" font-size=\"14\" \
             font-kerning=\"none\" style=\"font-kerning:none;font-variant-ligatures:none\" \
             text-rendering=\"geometricPrecision\">\n<desc>{}</desc>\n",
                escape(&self.title),
                escape(&self.description)
            ),
        );
        for node in &self.nodes {
            out.node(node);
        }
        out.text.push_str("</svg>\n");
        out.text
    }
}

struct Writer {
    text: String,
    theme: Theme,
}

impl Writer {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Shape(shape) => self.shape(shape),
            Node::Text(text) => self.words(text),
            Node::Group(group) => self.group(group),
        }
    }

    fn group(&mut self, group: &Group) {
        if group.nodes.is_empty() {
            return;
        }
        self.text.push_str("<g");
        if let Some((key, label)) = &group.mark {
            put(
                &mut self.text,
                format_args!(
                    " id=\"{}\" class=\"{}\" data-key=\"{}\" role=\"img\" aria-label=\"{}\" tabindex=\"-1\"",
                    escape(&key.replace(':', "-")),
                    escape(&group.class),
                    escape(key),
                    escape(label)
                ),
            );
        } else if !group.class.is_empty() {
            put(
                &mut self.text,
                format_args!(" class=\"{}\"", escape(&group.class)),
            );
        }
        if let Some(by) = group.enlarged {
            put(
                &mut self.text,
                format_args!(" transform=\"scale({})\"", number(by)),
            );
        }
        self.text.push_str(">\n");
        for node in &group.nodes {
            self.node(node);
        }
        self.text.push_str("</g>\n");
    }

    fn shape(&mut self, shape: &Shape) {
        match &shape.outline {
            Outline::Rect(rect, radius) => {
                put(
                    &mut self.text,
                    format_args!(
                        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                        number(rect.x),
                        number(rect.y),
                        number(rect.width.max(0.0)),
                        number(rect.height.max(0.0))
                    ),
                );
                if *radius > 0.0 {
                    put(&mut self.text, format_args!(" rx=\"{}\"", number(*radius)));
                }
            }
            Outline::Circle(centre, r) => {
                put(
                    &mut self.text,
                    format_args!(
                        "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
                        number(centre.x),
                        number(centre.y),
                        number(*r)
                    ),
                );
            }
            Outline::Path(data) => {
                put(&mut self.text, format_args!("<path d=\"{data}\""));
            }
        }
        if shape.hit {
            let width = shape.stroke.map_or(0.0, |stroke| stroke.width);
            if width > 0.0 {
                put(
                    &mut self.text,
                    format_args!(
                        " class=\"hit\" fill=\"none\" stroke=\"none\" stroke-width=\"{}\" pointer-events=\"stroke\"/>\n",
                        number(width)
                    ),
                );
            } else {
                self.text.push_str(
                    " class=\"hit\" fill=\"none\" stroke=\"none\" pointer-events=\"all\"/>\n",
                );
            }
            return;
        }
        let mut classes = Vec::new();
        if let Some(fill) = shape.fill {
            classes.push(format!("fill-{}", fill.role()));
        }
        if let Some(stroke) = shape.stroke {
            classes.push(format!("stroke-{}", stroke.ink.role()));
        }
        if !classes.is_empty() {
            put(
                &mut self.text,
                format_args!(" class=\"{}\"", classes.join(" ")),
            );
        }
        put(
            &mut self.text,
            format_args!(
                " fill=\"{}\"",
                shape.fill.map_or("none", |ink| ink.value(self.theme))
            ),
        );
        if let Some(stroke) = shape.stroke {
            self.stroke(stroke);
        }
        if shape.opacity < 1.0 {
            put(
                &mut self.text,
                format_args!(" opacity=\"{}\"", number(shape.opacity)),
            );
        }
        self.text.push_str("/>\n");
    }

    fn stroke(&mut self, stroke: Stroke) {
        put(
            &mut self.text,
            format_args!(
                " stroke=\"{}\" stroke-width=\"{}\"",
                stroke.ink.value(self.theme),
                number(stroke.width)
            ),
        );
        if stroke.round {
            self.text
                .push_str(" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
        }
        if !stroke.dash.is_empty() {
            put(
                &mut self.text,
                format_args!(" stroke-dasharray=\"{}\"", stroke.dash),
            );
        }
    }

    fn words(&mut self, text: &Text) {
        let (x, y) = (number(text.at.x), number(text.at.y));
        put(
            &mut self.text,
            format_args!(
                "<text x=\"{x}\" y=\"{y}\" class=\"fill-{}\" font-size=\"{}\" font-weight=\"{}\" fill=\"{}\"",
                text.ink.role(),
                number(text.size),
                text.weight.number(),
                text.ink.value(self.theme)
            ),
        );
        match text.align {
            Align::Start => {}
            Align::Middle => self.text.push_str(" text-anchor=\"middle\""),
            Align::End => self.text.push_str(" text-anchor=\"end\""),
        }
        put(
            &mut self.text,
            format_args!(">{}</text>\n", escape(&drawable(&text.words))),
        );
    }
}

/// Text as XML may hold it, in an element or in a quoted attribute. Characters that XML 1.0 does not
/// allow at all are left out.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_can_leave_its_place() {
        assert_eq!(
            escape("<script>\"A\" & 'B'</script>\u{0}\u{ffff}"),
            "&lt;script&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/script&gt;"
        );
    }
}
