import { describe, expect, it } from 'vitest';
import { allowed, arranged, held, pinned, within, type Placed } from './carry';

const mark = (key: string, kind: string, x: number, y: number, width: number, height: number, movable = false): Placed => ({
  key, kind, x, y, width, height, name: key, up: null, right: null, down: null, left: null, along: [],
  spot: movable ? { x: (x + width / 2) / 1000, y: (y + height / 2) / 500, pinned: false } : null,
});
const marks = [
  mark('organisation:a', 'organisation', 100, 100, 100, 80, true),
  mark('organisation:b', 'organisation', 400, 100, 100, 80, true),
  mark('leader:x', 'leader', 120, 120, 26, 26),
  mark('tie:t', 'tie', 150, 100, 300, 80),
];

describe('a mark moved by hand', () => {
  it('is taken hold of at itself or at anybody who stands in it', () => {
    expect(held(marks, 'organisation:b')?.key).toBe('organisation:b');
    expect(held(marks, 'leader:x')?.key).toBe('organisation:a');
    expect(held(marks, 'tie:t')).toBeNull();
    expect(held(marks, null)).toBeNull();
  });
  it('takes with it who stands in it', () => {
    expect(within(marks, marks[0] as Placed).map((one) => one.key)).toEqual(['leader:x']);
  });
  it('stays whole on the ground', () => {
    const ground = { x: 20, y: 60, width: 960, height: 380 };
    expect(allowed(marks[0] as Placed, { x: -500, y: 500 }, ground)).toEqual({ x: -80, y: 260 });
    expect(allowed(marks[0] as Placed, { x: 30, y: 10 }, ground)).toEqual({ x: 30, y: 10 });
  });
  it('is pinned where it was let go of, and the others are told where they are', () => {
    expect(arranged(marks, 'organisation:a', { x: 100, y: 50 }, { width: 1000, height: 500 })).toEqual([
      { key: 'organisation:a', x: 0.25, y: 0.38, pinned: true },
      { key: 'organisation:b', x: 0.45, y: 0.28, pinned: false },
    ]);
  });
  it('can be let go', () => {
    const all = pinned(marks, ['organisation:b'], true);
    expect(all.map((one) => one.pinned)).toEqual([false, true]);
  });
});
