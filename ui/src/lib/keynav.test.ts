import { describe, expect, it } from 'vitest';
import { directionOf, firstMark, step, tiesOf, type Mark } from './keynav';

const mark = (key: string, x: number, y: number, along: string[] = []): Mark => ({
  key,
  kind: 'leader',
  x,
  y,
  width: 20,
  height: 20,
  up: null,
  right: null,
  down: null,
  left: null,
  along,
});
const marks = [
  mark('a', 0, 0, ['d']),
  mark('b', 100, 10),
  mark('c', 0, 100),
  mark('d', 300, 40, ['a']),
];

describe('arrow keys on a drawing', () => {
  it('knows the four arrows and nothing else', () => {
    expect(directionOf('ArrowLeft')).toBe('left');
    expect(directionOf('Enter')).toBeNull();
  });

  it('enters at the upper left', () => {
    expect(firstMark(marks)?.key).toBe('a');
    expect(firstMark([])).toBeNull();
  });

  it('goes to the nearest mark that way', () => {
    expect(step(marks, 'a', 'right')?.key).toBe('b');
    expect(step(marks, 'a', 'down')?.key).toBe('c');
    expect(step(marks, 'b', 'right')?.key).toBe('d');
  });

  it('prefers a mark it is tied to when walking along ties', () => {
    expect(step(marks, 'a', 'right', 'ties')?.key).toBe('d');
    expect(step(marks, 'a', 'down', 'ties')?.key).toBe('c');
  });

  it('goes where the drawing says when it says so', () => {
    const named = marks.map((one) => (one.key === 'a' ? { ...one, right: 'd' } : one));
    expect(step(named, 'a', 'right')?.key).toBe('d');
    const gone = marks.map((one) => (one.key === 'a' ? { ...one, right: 'x' } : one));
    expect(step(gone, 'a', 'right')?.key).toBe('b');
  });

  it('stays where it is when nothing lies that way', () => {
    expect(step(marks, 'a', 'up')).toBeNull();
    expect(step(marks, 'a', 'left')).toBeNull();
  });

  it('starts again at the beginning when the mark is gone', () => {
    expect(step(marks, 'gone', 'left')?.key).toBe('a');
  });
});

describe('the ties of a mark', () => {
  const region: Mark = { ...mark('o', -10, -10), kind: 'organisation', width: 200, height: 60 };
  const tie = (key: string, ends: string[]): Mark => ({ ...mark(key, 0, 0, ends), kind: 'pair' });
  const all = [region, ...marks, tie('a-d', ['a', 'd']), tie('b-c', ['b', 'c']), tie('c-d', ['c', 'd'])];

  it('are those a leader is an end of', () => {
    expect(tiesOf(all, 'd')).toEqual(['a-d', 'c-d']);
  });
  it('are those of the leaders inside an organisation', () => {
    expect(tiesOf(all, 'o')).toEqual(['a-d', 'b-c']);
  });
  it('are those between the organisations of two leaders where only such are drawn', () => {
    const other: Mark = { ...mark('p', 280, 20), kind: 'organisation', width: 90, height: 60 };
    const drawn = [region, other, ...marks, tie('o-p', ['o', 'p']), tie('o-q', ['o', 'q'])];
    expect(tiesOf(drawn, 'd')).toEqual(['o-p']);
    expect(tiesOf(drawn, 'b')).toEqual([]);
  });
  it('are also those between organisations where a leader has one line of its own besides', () => {
    const other: Mark = { ...mark('p', 280, 20), kind: 'organisation', width: 90, height: 60 };
    const drawn = [region, other, ...marks.slice(0, 3), mark('d', 300, 40, ['a', 'b']), tie('o-p', ['o', 'p']), tie('o-q', ['o', 'q']), tie('a-d', ['a', 'd'])];
    expect(tiesOf(drawn, 'd')).toEqual(['a-d', 'o-p']);
  });
  it('are the tie itself when one is chosen, and none when the mark is gone', () => {
    expect(tiesOf(all, 'b-c')).toEqual(['b-c']);
    expect(tiesOf(all, 'gone')).toEqual([]);
  });
});
