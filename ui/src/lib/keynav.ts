// Which mark an arrow key leads to. Pure, so that the same key on the same drawing always leads to the same mark.
import type { Box } from './panzoom';

export interface Mark extends Box {
  key: string;
  /** `organisation`, `leader`, `post`, `tie` or `pair`. */
  kind: string;
  /** Keys of the nearest marks each way, where the drawing says them; null: none that way. */
  up: string | null;
  right: string | null;
  down: string | null;
  left: string | null;
  /** Keys of the marks this one is tied to. */
  along: readonly string[];
}
export type Direction = 'left' | 'right' | 'up' | 'down';

const ARROWS: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** The direction of an arrow key; null for any other. */
export function directionOf(key: string): Direction | null {
  return ARROWS[key] ?? null;
}

/** The mark nearest the upper left: where the keyboard enters a drawing. */
export function firstMark<M extends Mark>(marks: readonly M[]): M | null {
  let best: M | null = null;
  for (const mark of marks) {
    if (best === null || mark.y + mark.x * 0.3 < best.y + best.x * 0.3) best = mark;
  }
  return best;
}

/**
 * From `from` to the next mark in a direction. "near" takes the neighbour the drawing names, or the nearest that way;
 * "ties" takes the nearest of those it is tied to that way, and any other only when there is none.
 */
export function step<M extends Mark>(
  marks: readonly M[],
  from: string,
  direction: Direction,
  walk: 'near' | 'ties' = 'near',
): M | null {
  const here = marks.find((mark) => mark.key === from);
  if (!here) return firstMark(marks);
  if (walk === 'ties') {
    const tied = new Set(here.along);
    const found = nearest(
      here,
      marks.filter((mark) => tied.has(mark.key)),
      direction,
    );
    if (found) return found;
  }
  const named = here[direction];
  return marks.find((mark) => mark.key === named) ?? nearest(here, marks, direction);
}

/**
 * The keys of the ties that belong to a mark: its own; those of the leaders inside an organisation's region; and where
 * leaders' ties are drawn between their organisations, those that lead from a leader's region to the regions of the
 * leaders it is tied to. A tie's own key, where it is one.
 */
export function tiesOf(marks: readonly Mark[], key: string): string[] {
  const here = marks.find((mark) => mark.key === key);
  if (!here) return [];
  const ties = marks.filter((mark) => mark.kind === 'tie' || mark.kind === 'pair');
  const person = (mark: Mark) => mark.kind === 'leader' || mark.kind === 'post';
  const ends = new Set([key]);
  if (here.kind === 'organisation') {
    for (const mark of marks) if (person(mark) && inside(mark, here)) ends.add(mark.key);
  }
  const own = ties.filter((tie) => tie.key === key || tie.along.some((end) => ends.has(end)));
  if (!person(here)) return own.map((tie) => tie.key);
  // To whom no line of its own leads, the line between their two organisations does.
  const reached = new Set(own.flatMap((tie) => tie.along));
  const regions = marks.filter((mark) => mark.kind === 'organisation');
  const homes = (mark: Mark) => regions.filter((region) => inside(mark, region)).map((region) => region.key);
  const home = new Set(homes(here));
  const carried = marks.filter((mark) => person(mark) && here.along.includes(mark.key) && !reached.has(mark.key));
  const away = new Set(carried.flatMap(homes));
  const between = ties.filter(({ along: [a = '', b = ''] }) => (home.has(a) && away.has(b)) || (home.has(b) && away.has(a)));
  return [...own, ...between].map((tie) => tie.key);
}

function inside(mark: Mark, region: Mark): boolean {
  const x = mark.x + mark.width / 2;
  const y = mark.y + mark.height / 2;
  return x > region.x && x < region.x + region.width && y > region.y && y < region.y + region.height;
}

function nearest<M extends Mark>(here: M, marks: readonly M[], direction: Direction): M | null {
  let best: M | null = null;
  let least = Infinity;
  for (const mark of marks) {
    if (mark.key === here.key) continue;
    const dx = mark.x + mark.width / 2 - (here.x + here.width / 2);
    const dy = mark.y + mark.height / 2 - (here.y + here.height / 2);
    const ahead = direction === 'right' ? dx : direction === 'left' ? -dx : direction === 'down' ? dy : -dy;
    const aside = Math.abs(direction === 'left' || direction === 'right' ? dy : dx);
    // Within sixty degrees of the arrow: what lies more aside than that has its own arrow.
    if (ahead <= 0.5 || aside > ahead * 1.8) continue;
    const cost = ahead + aside * 2;
    if (cost < least || (cost === least && best !== null && mark.key < best.key)) {
      best = mark;
      least = cost;
    }
  }
  return best;
}
