import { describe, expect, it } from 'vitest';
import { about, apart, eased, growth, growthOfDiscs, LARGEST, LEAST, widened, widthOfInitials } from './readable';

describe('letters on a drawing made smaller', () => {
  it('stay as they are while they are large enough', () => {
    expect(growth(11, 1, 2)).toBe(1);
    expect(growth(13, 0.85, 2)).toBe(1);
  });
  it('grow to eleven pixels and no further', () => {
    const by = growth(11, 0.8, 2) ?? 0;
    expect(11 * 0.8 * by).toBeCloseTo(LEAST);
  });
  it('wait where they would outgrow their place', () => {
    expect(growth(11, 0.5, 1.6)).toBeNull();
  });
  it('that were drawn large become smaller when one goes nearer, and grow like others when one goes away', () => {
    expect(33 * 2 * (eased(33, 2, 1.3) ?? 0)).toBeCloseTo(LARGEST);
    expect(eased(33, 0.5, 1.3)).toBe(1);
    expect(eased(33, 0.3, 1.3)).toBe(growth(33, 0.3, 1.3));
    expect(eased(33, 0.1, 1.3)).toBeNull();
  });
  it('grow about their own place', () => {
    expect(about(10, 20, 1)).toBe('');
    expect(about(10, 20, 2)).toBe('translate(-10 -20) scale(2)');
  });
});

describe('initials', () => {
  it('with wide letters are taken for wider than those with narrow ones', () => {
    expect(widthOfInitials('MW')).toBeGreaterThan(widthOfInitials('AB'));
    expect(widthOfInitials('IJ')).toBeLessThan(widthOfInitials('AB'));
    expect(widthOfInitials('')).toBe(0);
  });
});

describe('plates that have grown', () => {
  const plate = (x: number, y: number) => ({ x, y, width: 40, height: 20 });
  it('stay where they are while none lies on another', () => {
    expect(apart([plate(0, 0), plate(50, 0)])).toEqual([{ dx: 0, dy: 0 }, { dx: 0, dy: 0 }]);
  });
  it('are moved off one another, the first of them staying', () => {
    const plates = [plate(0, 0), plate(10, 5), plate(12, 16), plate(5, -6)];
    const moved = apart(plates).map(({ dx, dy }, i) => ({ ...plates[i]!, x: plates[i]!.x + dx, y: plates[i]!.y + dy }));
    expect(moved[0]).toEqual(plates[0]);
    moved.forEach((a, i) =>
      moved.slice(i + 1).forEach((b) => expect(a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height).toBe(true)),
    );
  });
});

describe('plates beside what stands still', () => {
  it('go off it the shortest way, and it stays', () => {
    const still = [{ x: 0, y: 0, width: 20, height: 20 }];
    expect(apart([{ x: 12, y: -5, width: 40, height: 20 }], 4, still)).toEqual([{ dx: 12, dy: 0 }]);
    expect(apart([{ x: 60, y: 0, width: 40, height: 20 }], 4, still)).toEqual([{ dx: 0, dy: 0 }]);
  });
});

describe('regions whose names have grown', () => {
  const box = (x: number, y: number, width = 100) => ({ x, y, width, height: 40 });

  it('become as wide as they are, at both sides alike', () => {
    expect(widened([box(0, 0), box(300, 0)], [120, 80])).toEqual([10, 0]);
  });

  it('reach no other beside them, whichever comes first', () => {
    expect(widened([box(0, 0), box(110, 20)], [140, 140])).toEqual([6, 0]);
    expect(widened([box(110, 0), box(0, 0)], [140, 90])).toEqual([6, 0]);
  });

  it('may pass above or below another', () => {
    expect(widened([box(0, 0), box(110, 60)], [140, 80])).toEqual([20, 0]);
    expect(widened([box(0, 0), box(20, 42)], [140, 80])).toEqual([20, 0]);
  });
});

describe('discs that stand free', () => {
  const row = (apart: number) => Array.from({ length: 10 }, (_, i) => ({ x: i * apart, y: 0, r: 13 }));

  it('grow with their letters, all alike', () => {
    expect(growthOfDiscs(row(60), 11, 0.5)).toBeCloseTo(2);
  });

  it('stay as they are where letters have room on them, or can never have', () => {
    expect(growthOfDiscs(row(60), 11, 0.8)).toBe(1);
    expect(growthOfDiscs(row(60), 11, 0.2)).toBe(1);
  });

  it('stay as they are where they would lie on one another', () => {
    expect(growthOfDiscs(row(40), 11, 0.5)).toBe(1);
  });
});
