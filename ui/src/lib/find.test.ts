import { describe, expect, it } from 'vitest';
import { words } from '../words';
import { best, byNameFirst, essential, matches, score, sorted } from './find';

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

describe('finding by a question', () => {
  const small = new Set(words.palette.small.split(' '));
  it('passes over the words that say nothing of what is looked for', () => {
    expect(essential('Who is the broker?', small)).toBe('broker');
    expect(essential('go-between', small)).toBe('go-between');
    expect(essential('who is it', small)).toBe('');
  });
  it('puts what has the name before what only answers to the word', () => {
    const things = [
      { name: 'Go-betweens', also: 'broker bridge' },
      { name: 'Mill Bridge Trust', also: '' },
    ];
    expect(byNameFirst(things, 'bridge', (one) => one.name, (one) => one.also, 9).map((one) => one.name)).toEqual(['Mill Bridge Trust', 'Go-betweens']);
    expect(byNameFirst(things, '', (one) => one.name, (one) => one.also, 9)).toEqual(things);
    expect(byNameFirst(things, 'b', (one) => one.name, (one) => one.also, 1)).toHaveLength(1);
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
