import { describe, expect, it } from 'vitest';
import { directionOf, firstMark, step, type Mark } from './keynav';

const mark = (key: string, x: number, y: number, along: string[] = []): Mark => ({
  key,
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
