import { describe, expect, it } from 'vitest';
import { asFileName, count, day, fileName, initials, isDay, levels, moment, readDay, thousands } from './format';

describe('numbers and dates', () => {
  it('writes a day as people do', () => {
    expect(day('2026-03-05')).toBe('5 March 2026');
    expect(day('2026-03-05T09:41:00Z')).toBe('5 March 2026');
    expect(day('last spring')).toBe('last spring');
    expect(day(null)).toBe('');
    expect(day('2026-13-05')).toBe('2026-13-05');
  });
  it('writes a moment with its time of day', () => {
    expect(moment('2026-03-05T09:41:00')).toBe('5 March 2026, 09:41');
    expect(moment('2026-03-05')).toBe('5 March 2026');
  });
  it('counts one and many', () => {
    expect(count(1, 'tie')).toBe('1 tie');
    expect(count(0, 'tie')).toBe('0 ties');
    expect(count(1204, 'tie')).toBe('1,204 ties');
    expect(count(2, 'body', 'bodies')).toBe('2 bodies');
    expect(thousands(1234567)).toBe('1,234,567');
  });
  it('gives an interval only where there is one', () => {
    expect(levels(3, 3)).toBe('3');
    expect(levels(0, 5)).toBe('0 to 5');
  });
  it('takes the last part of a path of any system', () => {
    expect(fileName('/home/a/North.footbridge')).toBe('North.footbridge');
    expect(fileName('C:\\Work\\North.footbridge')).toBe('North.footbridge');
  });
  it('makes a file name of a footprint name', () => {
    expect(asFileName('Bath & North: East/West', 'pdf')).toBe('Bath North East West.pdf');
    expect(asFileName('///', 'pdf')).toBe('Footprint.pdf');
    expect(asFileName('St Brannoc’s', 'svg')).toBe('St Brannoc’s.svg');
  });
  it('takes initials without titles', () => {
    expect(initials('Dr Ada Lovelace Byron')).toBe('AB');
    expect(initials('Cllr Joan Smith')).toBe('JS');
    expect(initials('Plato')).toBe('P');
    expect(initials('NIH-16')).toBe('N16');
    expect(initials('Leader 12')).toBe('L12');
    expect(initials('Leader 123')).toBe('L');
    expect(initials('')).toBe('');
  });
  it('reads a day as people in Britain type it', () => {
    for (const text of ['5 March 2026', '5 mar 26', '5th March 2026', '05/03/2026', '5.3.26', '2026-03-05', ' 2026-3-5 '])
      expect(readDay(text)).toBe('2026-03-05');
    for (const text of ['', 'soon', '31/2/2026', '5 Octember 2026', '3/2026', '2026-13-01']) expect(readDay(text)).toBeNull();
  });
  it('knows a day that does not exist', () => {
    expect(isDay('2026-02-28')).toBe(true);
    expect(isDay('2026-02-30')).toBe(false);
    expect(isDay('5 March')).toBe(false);
  });
});
