// Where a drawing stands on the screen, and how a hand moves it. Pure: no element, no event.

/** The drawing's point (0, 0) is shown at (`x`, `y`) pixels; one unit of the drawing is `scale` pixels. */
export interface View {
  x: number;
  y: number;
  scale: number;
}
export interface Size {
  width: number;
  height: number;
}
export interface Box extends Size {
  x: number;
  y: number;
}

/** How far out and in, as multiples of the view that shows everything. */
export const FURTHEST = 0.5;
export const NEAREST = 12;

/** The view that shows the whole drawing in the middle. */
export function fit(drawing: Size, room: Size, margin = 8): View {
  if (drawing.width <= 0 || drawing.height <= 0 || room.width <= 0 || room.height <= 0) {
    return { x: 0, y: 0, scale: 1 };
  }
  const scale = Math.max(
    0.01,
    Math.min((room.width - 2 * margin) / drawing.width, (room.height - 2 * margin) / drawing.height),
  );
  return {
    x: (room.width - drawing.width * scale) / 2,
    y: (room.height - drawing.height * scale) / 2,
    scale,
  };
}

/** Zooms by `factor` so that what lies under (`atX`, `atY`) stays there. `whole` is the scale that shows everything. */
export function zoom(view: View, factor: number, atX: number, atY: number, whole: number): View {
  const scale = Math.min(Math.max(view.scale * factor, whole * FURTHEST), whole * NEAREST);
  const really = scale / view.scale;
  return { x: atX - (atX - view.x) * really, y: atY - (atY - view.y) * really, scale };
}

/** Moves the drawing, but never so far that nothing of it is left to take hold of. */
export function pan(view: View, byX: number, byY: number, drawing: Size, room: Size, keep = 80): View {
  const x = clamp(view.x + byX, keep - drawing.width * view.scale, room.width - keep);
  const y = clamp(view.y + byY, keep - drawing.height * view.scale, room.height - keep);
  return { ...view, x, y };
}

/** The part of the drawing the screen shows, for an SVG's viewBox. */
export function viewBox(view: View, room: Size): string {
  const round = (n: number) => Math.round(n * 1000) / 1000;
  return [-view.x / view.scale, -view.y / view.scale, room.width / view.scale, room.height / view.scale]
    .map(round)
    .join(' ');
}

/** A box of the drawing in pixels of the screen. */
export function onScreen(view: View, box: Box): Box {
  return {
    x: view.x + box.x * view.scale,
    y: view.y + box.y * view.scale,
    width: box.width * view.scale,
    height: box.height * view.scale,
  };
}

/** The least move that brings a box into sight, with some air round it. */
export function reveal(view: View, box: Box, room: Size, air = 24): View {
  const seen = onScreen(view, box);
  return {
    ...view,
    x: view.x + nudge(seen.x, seen.width, room.width, air),
    y: view.y + nudge(seen.y, seen.height, room.height, air),
  };
}

/** The transform that moves a picture taken at `taken` to where `view` has it. */
export function pictureTransform(taken: View, view: View): string {
  const scale = view.scale / taken.scale;
  return `translate(${view.x - taken.x * scale}px, ${view.y - taken.y * scale}px) scale(${scale})`;
}

/** One step of a wheel as a zoom factor: the same travel for a notch of a mouse and for a touchpad's many small ones. */
export function wheelFactor(deltaY: number, deltaMode: number): number {
  const pixels = deltaMode === 1 ? deltaY * 16 : deltaMode === 2 ? deltaY * 400 : deltaY;
  return Math.exp(-clamp(pixels, -240, 240) * 0.0022);
}

/** The size a viewBox names; null when it is none. */
export function sizeOfViewBox(text: string | null): Box | null {
  const numbers = (text ?? '').trim().split(/[\s,]+/).map(Number);
  const [x, y, width, height] = numbers;
  if (numbers.length !== 4 || numbers.some((n) => !Number.isFinite(n))) return null;
  if (x === undefined || y === undefined || !width || !height) return null;
  return { x, y, width, height };
}

function nudge(start: number, length: number, room: number, air: number): number {
  if (length + 2 * air > room) return start > air ? air - start : start + length < room - air ? room - air - start - length : 0;
  if (start < air) return air - start;
  if (start + length > room - air) return room - air - start - length;
  return 0;
}

function clamp(n: number, low: number, high: number): number {
  return low > high ? (low + high) / 2 : Math.min(Math.max(n, low), high);
}
