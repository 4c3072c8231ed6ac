// A picture of a drawing, for the moments in which it moves. The typeface goes into the picture with it: an SVG drawn
// as an image may not use the page's.
import bold from '../../../crates/scene/fonts/SourceSans3-Bold.ttf?url';
import regular from '../../../crates/scene/fonts/SourceSans3-Regular.ttf?url';
import semibold from '../../../crates/scene/fonts/SourceSans3-Semibold.ttf?url';
import type { Box } from './panzoom';
import colours from '../host/generated/drawing.css?inline';

/** No picture has more pixels than this along a side: what every web view can hold. */
const LARGEST = 4096;

let faces: Promise<string> | null = null;

async function face(url: string, weight: number): Promise<string> {
  const bytes = await (await fetch(url)).blob();
  const read = new FileReader();
  const text = await new Promise<string>((done, failed) => {
    read.onload = () => done(String(read.result));
    read.onerror = () => failed(read.error ?? new Error('unreadable'));
    read.readAsDataURL(bytes);
  });
  return `@font-face{font-family:'Source Sans 3';font-weight:${weight};src:url(${text})}`;
}

function typeface(): Promise<string> {
  faces ??= Promise.all([face(regular, 400), face(semibold, 600), face(bold, 700)]).then((all) => all.join(''));
  return faces;
}

/**
 * A picture of the whole drawing, sharp at `scale` pixels a unit: gives what paints it on a canvas, or null when the web
 * view would not make one.
 */
export async function pictureOf(
  drawn: SVGSVGElement,
  size: Box,
  scale: number,
  dpr: number,
): Promise<((canvas: HTMLCanvasElement) => boolean) | null> {
  // Where the reader's own colours are forced, a picture would not have them: the live drawing moves.
  if (window.matchMedia('(forced-colors: active)').matches) return null;
  // Twice as sharp as the whole view, so that a zoomed picture is not a blur.
  const sharp = Math.min(scale * dpr * 2, LARGEST / size.width, LARGEST / size.height);
  const width = Math.max(1, Math.round(size.width * sharp));
  const height = Math.max(1, Math.round(size.height * sharp));
  const style = await typeface().catch(() => '');
  // As it stands, with what is lifted and dimmed; whole, wherever the live one looks. The colours of the window are
  // those of an ancestor's theme, so the copy gets one.
  const around = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  around.setAttribute('width', String(width));
  around.setAttribute('height', String(height));
  around.setAttribute('data-theme', document.documentElement.dataset.theme ?? 'light');
  const sheet = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  sheet.textContent = style + colours;
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('viewBox', [size.x, size.y, size.width, size.height].join(' '));
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  around.append(sheet, copy);
  const text = new XMLSerializer().serializeToString(around);
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    return (canvas) => {
      canvas.width = width;
      canvas.height = height;
      const pen = canvas.getContext('2d');
      pen?.drawImage(image, 0, 0, width, height);
      return pen !== null;
    };
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
}
