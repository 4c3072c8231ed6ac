// What can be reached on a drawing along its ties: what stands round a mark, the way between two. Pure.
import { holds } from './carry';
import type { Mark } from './keynav';
import type { Box } from './panzoom';

const isPerson = (mark: Mark) => mark.kind === 'leader' || mark.kind === 'post';
/** Marks that are somebody: an organisation or a leader, not a line between. */
export const isParty = (mark: Mark) => mark.kind === 'organisation' || isPerson(mark);
const middle = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

/** A drawing's marks made ready to be walked along. */
export interface Ground<M extends Mark> {
  parties: Map<string, M>;
  /** The people drawn inside each organisation. */
  people: Map<string, string[]>;
  /** The organisation a person is drawn in. */
  home: Map<string, string>;
}

export function groundOf<M extends Mark>(marks: readonly M[]): Ground<M> {
  const parties = new Map(marks.filter(isParty).map((mark) => [mark.key, mark]));
  const people = new Map<string, string[]>();
  const home = new Map<string, string>();
  const regions = marks.filter((mark) => mark.kind === 'organisation');
  for (const mark of marks) {
    if (!isPerson(mark)) continue;
    const region = regions.find((one) => holds(one, middle(mark)));
    if (!region) continue;
    home.set(mark.key, region.key);
    people.set(region.key, [...(people.get(region.key) ?? []), mark.key]);
  }
  return { parties, people, home };
}

/** Whom a party is tied to; an organisation also whom its people are tied to. */
function tiedTo<M extends Mark>(ground: Ground<M>, key: string): string[] {
  const own = ground.people.get(key) ?? [];
  const all = [key, ...own].flatMap((one) => ground.parties.get(one)?.along ?? []);
  return [...new Set(all)].filter((one) => one !== key && ground.parties.has(one) && !own.includes(one));
}

/** The parties at most so many steps from one, with how many steps: itself is 0. */
export function within<M extends Mark>(ground: Ground<M>, from: string, steps: number): Map<string, number> {
  const far = new Map([[from, 0]]);
  let edge = [from];
  for (let step = 1; step <= steps; step += 1) {
    const next: string[] = [];
    for (const key of edge) {
      for (const other of tiedTo(ground, key)) {
        if (far.has(other)) continue;
        far.set(other, step);
        next.push(other);
      }
    }
    edge = next;
  }
  return far;
}

/**
 * A shortest way from one party to another along the ties drawn, both ends in it; of several the one along the strongest
 * ties first. An organisation is left and reached through its people too. Null when no way leads there.
 */
export function wayBetween<M extends Mark>(ground: Ground<M>, from: string, to: string): string[] | null {
  const goals = new Set([to, ...(ground.people.get(to) ?? [])]);
  const starts = [from, ...(ground.people.get(from) ?? [])];
  const before = new Map<string, string | null>(starts.map((key) => [key, key === from ? null : from]));
  let edge = starts;
  const back = (end: string): string[] => {
    const way = end === to ? [] : [to];
    for (let key: string | null | undefined = end; key; key = before.get(key)) way.unshift(key);
    return way;
  };
  const there = starts.find((key) => goals.has(key));
  if (there) return back(there);
  while (edge.length > 0) {
    const next: string[] = [];
    for (const key of edge) {
      for (const other of ground.parties.get(key)?.along ?? []) {
        if (before.has(other) || !ground.parties.has(other)) continue;
        before.set(other, key);
        if (goals.has(other)) return back(other);
        next.push(other);
      }
    }
    edge = next;
  }
  return null;
}

/** The lines that join two parties: their own, or else those between the organisations they are drawn in. */
function joining<M extends Mark>(marks: readonly Mark[], ground: Ground<M>) {
  const name = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`);
  const byEnds = new Map<string, string[]>();
  for (const mark of marks) {
    const [a, b] = mark.along;
    if (isParty(mark) || a === undefined || b === undefined) continue;
    byEnds.set(name(a, b), [...(byEnds.get(name(a, b)) ?? []), mark.key]);
  }
  const at = (key: string) => [key, ...(ground.home.has(key) ? [ground.home.get(key) ?? ''] : [])];
  return (a: string, b: string): string[] =>
    byEnds.get(name(a, b)) ?? at(a).flatMap((one) => at(b).flatMap((other) => (one === other ? [] : (byEnds.get(name(one, other)) ?? []))));
}

/** The lines along a way, one step after the other. */
export function linesAlong<M extends Mark>(marks: readonly Mark[], ground: Ground<M>, way: readonly string[]): string[] {
  const join = joining(marks, ground);
  return way.slice(1).flatMap((key, at) => join(way[at] ?? '', key));
}

/** The lines between those of these parties that are tied to one another. */
export function linesOf<M extends Mark>(marks: readonly Mark[], ground: Ground<M>, parties: ReadonlySet<string>): string[] {
  const join = joining(marks, ground);
  return [...parties].flatMap((one) => tiedTo(ground, one).flatMap((other) => (parties.has(other) ? join(one, other) : [])));
}

/** The parties whose middle lies inside an outline drawn by hand. */
export function enclosed<M extends Mark>(marks: readonly M[], outline: readonly { x: number; y: number }[]): M[] {
  if (outline.length < 3) return [];
  return marks.filter((mark) => {
    if (!isParty(mark)) return false;
    const at = middle(mark);
    let inside = false;
    outline.forEach((one, i) => {
      const other = outline[(i + outline.length - 1) % outline.length];
      if (other && one.y > at.y !== other.y > at.y && at.x < ((other.x - one.x) * (at.y - one.y)) / (other.y - one.y) + one.x) inside = !inside;
    });
    return inside;
  });
}
