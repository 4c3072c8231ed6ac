// Moving a mark by hand: what goes with it, how far it may go, and what the program is told. Pure.
import type { Mark } from './keynav';
import type { Box, Size } from './panzoom';

export interface Spot {
  x: number;
  y: number;
  pinned: boolean;
}
export interface Placed extends Mark {
  name: string;
  /** Where its middle stands, as shares of the whole drawing, when a hand may move it. */
  spot?: Spot | null;
}
export interface Moved {
  key: string;
  x: number;
  y: number;
  pinned: boolean;
}

const middle = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
export function holds(box: Box, at: { x: number; y: number }): boolean {
  return at.x > box.x && at.x < box.x + box.width && at.y > box.y && at.y < box.y + box.height;
}

/** What a hand takes hold of at a mark: itself, or the region it stands in; null when nothing there can be moved. */
export function held<M extends Placed>(marks: readonly M[], key: string | null): M | null {
  const here = marks.find((mark) => mark.key === key);
  if (!here) return null;
  if (here.spot) return here;
  if (here.kind !== 'leader' && here.kind !== 'post') return null;
  return marks.find((mark) => mark.spot && mark.kind === 'organisation' && holds(mark, middle(here))) ?? null;
}

/** The marks that move with one: those inside it. */
export function within<M extends Placed>(marks: readonly M[], one: M): M[] {
  return marks.filter((mark) => mark.key !== one.key && (mark.kind === 'leader' || mark.kind === 'post') && holds(one, middle(mark)));
}

/** How far a mark may go of what the hand asks: it stays whole on the ground. */
export function allowed(mark: Box, by: { x: number; y: number }, ground: Box): { x: number; y: number } {
  const limit = (start: number, length: number, from: number, room: number, wish: number) =>
    Math.min(Math.max(wish, from - start), Math.max(from - start, from + room - start - length));
  return {
    x: limit(mark.x, mark.width, ground.x, ground.width, by.x),
    y: limit(mark.y, mark.height, ground.y, ground.height, by.y),
  };
}

/** Where everything stands after one mark was moved by so many units: that one pinned, the others as they were drawn. */
export function arranged(marks: readonly Placed[], key: string, by: { x: number; y: number }, sheet: Size): Moved[] {
  return marks.flatMap((mark) => {
    if (!mark.spot) return [];
    if (mark.key !== key) return [{ key: mark.key, ...mark.spot }];
    return [{ key, x: mark.spot.x + by.x / sheet.width, y: mark.spot.y + by.y / sheet.height, pinned: true }];
  });
}

/** The same with marks pinned where they stand, or let go. */
export function pinned(marks: readonly Placed[], keys: readonly string[], pin: boolean): Moved[] {
  return marks.flatMap((mark) => (mark.spot ? [{ key: mark.key, ...mark.spot, pinned: keys.includes(mark.key) ? pin : mark.spot.pinned }] : []));
}
