import { expect, test } from 'vitest';
import type { Mark } from './keynav';
import { enclosed, groundOf, linesAlong, linesOf, wayBetween, within } from './reach';

const mark = (key: string, kind: string, x: number, y: number, size: number, along: string[] = []): Mark => ({
  key, kind, x, y, width: size, height: size, up: null, right: null, down: null, left: null, along,
});
const line = (a: string, b: string) => mark(`tie:${a}-${b}`, 'tie', 0, 0, 1, [a, b]);
// Two regions with two people each and a third alone; ann - bea - cid, and cid's organisation tied to the third.
const marks = [
  mark('A', 'organisation', 0, 0, 100),
  mark('B', 'organisation', 200, 0, 100, ['C']),
  mark('C', 'organisation', 400, 0, 100, ['B']),
  mark('ann', 'leader', 10, 40, 20, ['bea']),
  mark('bea', 'leader', 60, 40, 20, ['ann', 'cid']),
  mark('cid', 'leader', 210, 40, 20, ['bea']),
  line('ann', 'bea'), line('bea', 'cid'), line('B', 'C'),
];
const ground = groundOf(marks);

test('one step reaches those tied to it, two steps those tied to them', () => {
  expect([...within(ground, 'ann', 1)]).toEqual([['ann', 0], ['bea', 1]]);
  expect([...within(ground, 'ann', 2)]).toEqual([['ann', 0], ['bea', 1], ['cid', 2]]);
});

test('an organisation reaches whom its people are tied to, and not its own people', () => {
  expect([...within(ground, 'A', 1).keys()]).toEqual(['A', 'cid']);
});

test('the way leads over as few as possible and through the people of an organisation', () => {
  expect(wayBetween(ground, 'ann', 'cid')).toEqual(['ann', 'bea', 'cid']);
  expect(wayBetween(ground, 'ann', 'B')).toEqual(['ann', 'bea', 'cid', 'B']);
  expect(wayBetween(ground, 'A', 'cid')).toEqual(['A', 'bea', 'cid']);
  expect(wayBetween(ground, 'B', 'C')).toEqual(['B', 'C']);
});

test('where nothing leads there, there is no way', () => {
  expect(wayBetween(ground, 'ann', 'C')).toBeNull();
});

test('the lines of a way and of a neighbourhood are those that join its parties, and no others', () => {
  expect(linesAlong(marks, ground, ['ann', 'bea', 'cid'])).toEqual(['tie:ann-bea', 'tie:bea-cid']);
  expect([...new Set(linesOf(marks, ground, new Set(['ann', 'bea', 'B'])))]).toEqual(['tie:ann-bea']);
});

test('where the ties of people are drawn between their organisations, those are the lines', () => {
  const between = [...marks.filter((one) => one.kind !== 'tie'), line('A', 'B'), line('B', 'C')];
  expect(linesAlong(between, ground, ['bea', 'cid'])).toEqual(['tie:A-B']);
});

test('an outline takes in the marks whose middle it holds', () => {
  const outline = [{ x: -5, y: -5 }, { x: 120, y: -5 }, { x: 120, y: 120 }, { x: -5, y: 120 }];
  expect(enclosed(marks, outline).map((one) => one.key)).toEqual(['A', 'ann', 'bea']);
  expect(enclosed(marks, outline.slice(0, 2))).toEqual([]);
});
