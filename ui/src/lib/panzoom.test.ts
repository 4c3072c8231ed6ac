import { describe, expect, it } from 'vitest';
import { fit, onScreen, pan, pictureTransform, reveal, sizeOfViewBox, viewBox, wheelFactor, zoom, type View } from './panzoom';

const drawing = { width: 1000, height: 500 };
const room = { width: 820, height: 620 };

describe('where a drawing stands', () => {
  it('shows the whole drawing in the middle', () => {
    const view = fit(drawing, room, 10);
    expect(view.scale).toBeCloseTo(0.8);
    expect(view.x).toBeCloseTo(10);
    expect(view.y).toBeCloseTo(110);
  });

  it('does not divide by nothing when there is no room yet', () => {
    expect(fit(drawing, { width: 0, height: 0 })).toEqual({ x: 0, y: 0, scale: 1 });
  });

  it('keeps what lies under the hand where it is when zooming', () => {
    const view = fit(drawing, room);
    const nearer = zoom(view, 1.5, 300, 200, view.scale);
    const before = { x: (300 - view.x) / view.scale, y: (200 - view.y) / view.scale };
    expect((300 - nearer.x) / nearer.scale).toBeCloseTo(before.x);
    expect((200 - nearer.y) / nearer.scale).toBeCloseTo(before.y);
  });

  it('does not zoom beyond its bounds and does not drift at them', () => {
    const whole = fit(drawing, room);
    let view: View = whole;
    for (let i = 0; i < 40; i++) view = zoom(view, 2, 100, 100, whole.scale);
    expect(view.scale).toBeCloseTo(whole.scale * 12);
    const again = zoom(view, 2, 100, 100, whole.scale);
    expect(again.x).toBeCloseTo(view.x);
    for (let i = 0; i < 40; i++) view = zoom(view, 0.5, 100, 100, whole.scale);
    expect(view.scale).toBeCloseTo(whole.scale * 0.5);
  });

  it('never moves the drawing out of reach', () => {
    const view = pan(fit(drawing, room), 99_999, -99_999, drawing, room, 80);
    expect(view.x).toBe(room.width - 80);
    expect(view.y).toBeCloseTo(80 - drawing.height * view.scale);
  });

  it('names the visible part as a viewBox', () => {
    expect(viewBox({ x: 10, y: 110, scale: 0.8 }, room)).toBe('-12.5 -137.5 1025 775');
  });

  it('puts a box of the drawing on the screen', () => {
    expect(onScreen({ x: 10, y: 20, scale: 2 }, { x: 5, y: 5, width: 10, height: 4 })).toEqual({
      x: 20,
      y: 30,
      width: 20,
      height: 8,
    });
  });

  it('brings a box into sight with the least move, and leaves one in sight alone', () => {
    const view = { x: 0, y: 0, scale: 1 };
    expect(reveal(view, { x: 100, y: 100, width: 50, height: 50 }, room)).toEqual(view);
    expect(reveal(view, { x: 800, y: 100, width: 50, height: 50 }, room, 24)).toEqual({ x: -54, y: 0, scale: 1 });
    expect(reveal(view, { x: -30, y: 700, width: 50, height: 50 }, room, 24)).toEqual({ x: 54, y: -154, scale: 1 });
  });

  it('moves a picture exactly as the drawing would move', () => {
    const taken = { x: 10, y: 20, scale: 0.5 };
    expect(pictureTransform(taken, taken)).toBe('translate(0px, 0px) scale(1)');
    expect(pictureTransform(taken, { x: 30, y: 60, scale: 1 })).toBe('translate(10px, 20px) scale(2)');
  });

  it('turns lines, pages and pixels of a wheel into moderate zoom, out and in alike', () => {
    expect(wheelFactor(-100, 0)).toBeGreaterThan(1.2);
    expect(wheelFactor(100, 0) * wheelFactor(-100, 0)).toBeCloseTo(1);
    expect(wheelFactor(3, 1)).toBeCloseTo(wheelFactor(48, 0));
    expect(wheelFactor(9_999, 0)).toBeGreaterThan(0.5);
  });

  it('reads a viewBox and refuses what is none', () => {
    expect(sizeOfViewBox('0 0 800 600')).toEqual({ x: 0, y: 0, width: 800, height: 600 });
    expect(sizeOfViewBox('0,0,800,600')?.width).toBe(800);
    expect(sizeOfViewBox('0 0 800')).toBeNull();
    expect(sizeOfViewBox(null)).toBeNull();
    expect(sizeOfViewBox('0 0 0 600')).toBeNull();
  });
});
