// Which rows of a long table are in the page, and which of them a reader has picked. Pure.

/** Above so many rows only those in sight are in the page, each of one height. */
export const LONG = 150;
/** The height of a row then, in pixels. */
export const ROW = 29;
/** Rows drawn beyond either edge, so that scrolling finds them there. */
const BEYOND = 12;
/** Rows by which what is in the page moves on: not every pixel scrolled changes it. */
const STEP = 6;

export interface Window {
  /** The first row drawn, and the one after the last. */
  first: number;
  end: number;
  /** Room kept above and below for those that are not, in pixels. */
  above: number;
  below: number;
}

/** The most rows in the page at once, where `height` pixels can be seen. */
export function mostOf(height: number, row = ROW): number {
  return Math.ceil(height / row) + 2 * BEYOND + STEP;
}

/** The rows in the page when `top` pixels are scrolled away and `height` pixels can be seen. */
export function windowOf(rows: number, top: number, height: number, row = ROW): Window {
  const first = Math.max(0, Math.floor((Math.min(top, rows * row) / row - BEYOND) / STEP) * STEP);
  const end = Math.min(rows, first + mostOf(height, row));
  return { first, end, above: first * row, below: (rows - end) * row };
}

/** How far to scroll so that a row is in sight below a heading of `head` pixels; where it is already, not at all. */
export function scrollTo(index: number, top: number, height: number, head: number, row = ROW): number {
  const from = index * row;
  if (from < top) return from;
  if (from + row > top + height - head) return from + row - height + head;
  return top;
}

/** Picking one row, or with `range` all from the one picked before. */
export function pick(picked: ReadonlySet<string>, keys: readonly string[], at: number, range: number | null): Set<string> {
  const next = new Set(picked);
  const key = keys[at];
  if (key === undefined) return next;
  if (range !== null && keys[range] !== undefined) {
    for (const one of keys.slice(Math.min(at, range), Math.max(at, range) + 1)) next.add(one);
  } else if (!next.delete(key)) next.add(key);
  return next;
}

/** One way to narrow a table: the values its rows have. */
export interface Facet<T> {
  id: string;
  head: string;
  values: (row: T) => readonly { value: string; words: string }[];
}
export type Chosen = Record<string, readonly string[]>;

/** The rows that have one of the chosen values of every facet something is chosen of. */
export function narrowed<T>(rows: readonly T[], facets: readonly Facet<T>[], chosen: Chosen): readonly T[] {
  const active = facets.filter((facet) => (chosen[facet.id] ?? []).length > 0);
  if (active.length === 0) return rows;
  return rows.filter((row) => active.every((facet) => facet.values(row).some((one) => chosen[facet.id]?.includes(one.value))));
}

/** The values of a facet with how many rows have them, in the order of their words. */
export function counted<T>(rows: readonly T[], facet: Facet<T>): { value: string; words: string; n: number }[] {
  const found = new Map<string, { value: string; words: string; n: number }>();
  for (const row of rows) {
    for (const one of facet.values(row)) {
      const known = found.get(one.value);
      if (known) known.n += 1;
      else found.set(one.value, { ...one, n: 1 });
    }
  }
  const order = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });
  return [...found.values()].sort((a, b) => order.compare(a.words, b.words));
}
