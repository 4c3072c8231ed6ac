// Some of a drawing brought out and the rest set back. A few groups are dimmed and what is brought out is repeated above
// them, since touching thousands of elements is what costs (INTERFACE §1.3).
import { holds } from './carry';
import type { Box } from './panzoom';

const BACK = '0.16';

/** What is brought out: lines by their keys; and of marks those of these keys, or all when null. */
export interface Lit {
  lines: ReadonlySet<string>;
  marks: ReadonlySet<string> | null;
  /** The regions brought out, whose names stand in a group of their own. */
  regions: readonly Box[];
}

/** Everything as it was drawn. */
export function unlight(svg: SVGSVGElement) {
  for (const copy of svg.querySelectorAll('.lifted')) copy.remove();
  for (const group of svg.querySelectorAll('.ties, .tie-ends, .regions, .people, .heads, .signs, .gaps, .beside-today')) group.removeAttribute('opacity');
}

export function light(svg: SVGSVGElement, lit: Lit) {
  unlight(svg);
  const by = (keys: ReadonlySet<string>) => (one: Element) => keys.has((one as SVGElement).dataset.key ?? '');
  const marks = lit.marks;
  if (repeat(svg.querySelector('.ties'), by(lit.lines)) || marks) {
    // What changes beside today stands on the lines, and steps back with them.
    for (const group of svg.querySelectorAll('.ties, .tie-ends, .beside-today')) group.setAttribute('opacity', BACK);
  }
  if (!marks) return;
  for (const name of ['.regions', '.people']) repeat(svg.querySelector(name), by(marks));
  repeat(svg.querySelector('.heads'), (head) => {
    const box = (head as SVGGraphicsElement).getBBox();
    return lit.regions.some((region) => holds(region, { x: box.x + box.width / 2, y: box.y + box.height / 2 }));
  });
  for (const group of svg.querySelectorAll('.regions, .people, .heads, .signs, .gaps')) group.setAttribute('opacity', BACK);
}

/** Repeats some of a group's elements right above it. Says whether there were any. */
function repeat(group: Element | null, wanted: (one: Element) => boolean): boolean {
  if (!group) return false;
  const layer = document.createElementNS('http://www.w3.org/2000/svg', 'g');
  for (const one of group.children) {
    if (!wanted(one)) continue;
    const copy = one.cloneNode(true) as Element;
    copy.removeAttribute('id');
    layer.append(copy);
  }
  if (!layer.hasChildNodes()) return false;
  layer.setAttribute('class', 'lifted');
  if (group.classList.contains('heads')) layer.setAttribute('pointer-events', 'none');
  group.after(layer);
  return true;
}
