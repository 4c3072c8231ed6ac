import { expect, test } from 'vitest';
import { sameFilters, toggled, valueWords } from './narrow';

const council = { sort: 'organisation_kind', value: 'council' };
const acute = { sort: 'organisation_kind', value: 'acute_hospital' };

test('a filter toggled twice is as if it had not been', () => {
  expect(toggled([acute], council)).toEqual([acute, council]);
  expect(toggled(toggled([acute], council), council)).toEqual([acute]);
});

test('filters in another order keep to the same', () => {
  expect(sameFilters([acute, council], [council, acute])).toBe(true);
  expect(sameFilters([acute], [council])).toBe(false);
});

test('a value the map no longer offers has no words', () => {
  const offers = [{ sort: 'organisation_kind', values: [{ value: 'council', words: 'council', count: 2 }] }];
  expect(valueWords(offers, council)).toBe('council');
  expect(valueWords(offers, acute)).toBeNull();
});
