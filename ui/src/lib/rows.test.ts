import { describe, expect, it } from 'vitest';
import { counted, narrowed, pick, ROW, scrollTo, windowOf, type Facet } from './rows';

describe('a long table', () => {
  it('has only the rows in sight in the page, and room for all others', () => {
    for (const top of [0, 500, 144_000, 289_000]) {
      const seen = windowOf(10_000, top, 600);
      expect(seen.first * ROW).toBeLessThanOrEqual(top);
      expect(seen.end * ROW).toBeGreaterThanOrEqual(Math.min(top + 600, 10_000 * ROW));
      expect(seen.end - seen.first).toBeLessThan(60);
      expect(seen.above + (seen.end - seen.first) * ROW + seen.below).toBe(10_000 * ROW);
    }
  });
  it('is scrolled no further than a row needs', () => {
    expect(scrollTo(3, 0, 600, 30)).toBe(0);
    expect(scrollTo(100, 0, 600, 30)).toBe(101 * ROW - 570);
    expect(scrollTo(2, 500, 600, 30)).toBe(2 * ROW);
  });
});

describe('picking rows', () => {
  const keys = ['a', 'b', 'c', 'd'];
  it('takes one and leaves it again', () => {
    const one = pick(new Set(), keys, 1, null);
    expect([...one]).toEqual(['b']);
    expect([...pick(one, keys, 1, null)]).toEqual([]);
  });
  it('takes all from the one before, either way', () => {
    expect([...pick(new Set(['d']), keys, 1, 3)].sort()).toEqual(['b', 'c', 'd']);
    expect([...pick(new Set(), keys, 2, 0)]).toEqual(['a', 'b', 'c']);
  });
});

describe('narrowing', () => {
  const rows = [{ kinds: ['x'] }, { kinds: ['y'] }, { kinds: ['x', 'y'] }, { kinds: [] as string[] }];
  const facet: Facet<(typeof rows)[number]> = { id: 'kind', head: 'Kind', values: (row) => row.kinds.map((kind) => ({ value: kind, words: kind.toUpperCase() })) };
  it('keeps the rows that have one of the values', () => {
    expect(narrowed(rows, [facet], { kind: ['x'] })).toEqual([rows[0], rows[2]]);
    expect(narrowed(rows, [facet], {})).toBe(rows);
  });
  it('says how many rows have which', () => {
    expect(counted(rows, facet)).toEqual([
      { value: 'x', words: 'X', n: 2 },
      { value: 'y', words: 'Y', n: 2 },
    ]);
  });
});
