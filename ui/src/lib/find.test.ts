import { describe, expect, it } from 'vitest';
import { best, matches, score, sorted } from './find';

describe('finding by a few letters', () => {
  it('finds whatever the apostrophe, the accent or the case', () => {
    expect(matches('St Brannoc’s', "brannoc's")).toBe(true);
    expect(matches('Zoë Müller', 'zoe mul')).toBe(true);
    expect(matches('Vale Council', 'vale trust')).toBe(false);
  });
  it('puts the beginning before the middle', () => {
    expect(best(['Northvale', 'Vale Council', 'The Vale'], 'vale', (t) => t, 9)).toEqual([
      'Vale Council',
      'The Vale',
      'Northvale',
    ]);
  });
  it('gives everything, in order, when nothing is sought', () => {
    expect(best(['b', 'a'], '', (t) => t, 9)).toEqual(['b', 'a']);
    expect(score('b', '')).toBe(1);
  });
});

describe('sorting a table', () => {
  const rows = [{ n: 10 }, { n: null }, { n: 9 }];
  it('sorts numbers as numbers and leaves what is unknown at the end, either way', () => {
    expect(sorted(rows, (r) => r.n, false).map((r) => r.n)).toEqual([9, 10, null]);
    expect(sorted(rows, (r) => r.n, true).map((r) => r.n)).toEqual([10, 9, null]);
  });
  it('sorts text as a dictionary does and keeps the order of equals', () => {
    const names = ['Ward 10', 'ward 9', 'Ábel'];
    expect(sorted(names, (n) => n, false)).toEqual(['Ábel', 'ward 9', 'Ward 10']);
  });
});
