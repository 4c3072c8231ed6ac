// Whether two pictures of a map are the same: mark by mark by where they stand, and pixel by pixel. The pixels are
// compared in Chromium, whoever took them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

/** The drawing alone, without what the window lays over it. */
export const ALONE = 'main[data-section="map"] * { visibility: hidden } main[data-section="map"] .live, main[data-section="map"] .live * { visibility: visible }';

/** To be run in a page: where the marks of an SVG stand on the screen, by their keys. */
export const PLACES = (selector) => {
  const found = {};
  for (const mark of document.querySelectorAll(`${selector} :is([data-key^="organisation:"], [data-key^="leader:"])`)) {
    if (mark.closest('.ties, .tie-ends, .gaps')) continue;
    // Its shape, not its letters, which the window may set larger.
    const { left, top, width, height } = (mark.querySelector('rect, path, circle') ?? mark).getBoundingClientRect();
    if (width > 0) found[mark.dataset.key] ??= [left + width / 2, top + height / 2];
  }
  return found;
};
/** To be run in a page: takes the first region out of the drawing, and gives its key. */
export const WITHOUT_ONE = () => {
  const region = document.querySelector('main .live svg .regions > [data-key]');
  region.style.display = 'none';
  return region.dataset.key;
};

/** The share of blocks of 4 by 4 pixels whose mean differs, over a part of the screen and the same part of the file. */
const compared = (page, screen, file, part) =>
  page.evaluate(
    async ({ screen, file, part }) => {
      const pixels = async (data, x, y, width, height) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const canvas = new OffscreenCanvas(part.width, part.height);
        const to = canvas.getContext('2d');
        to.imageSmoothingQuality = 'high';
        to.drawImage(image, x, y, width, height, 0, 0, part.width, part.height);
        return to.getImageData(0, 0, part.width, part.height).data;
      };
      const a = await pixels(screen, part.x, part.y, part.width, part.height);
      const b = await pixels(file, part.inFile.x, part.inFile.y, part.inFile.width, part.inFile.height);
      let [far, inked, blocks] = [0, 0, 0];
      for (let y = 0; y + 4 <= part.height; y += 4) {
        for (let x = 0; x + 4 <= part.width; x += 4) {
          const mean = (data) => {
            const sum = [0, 0, 0];
            for (let dy = 0; dy < 4; dy += 1) for (let dx = 0; dx < 4; dx += 1) for (let c = 0; c < 3; c += 1) sum[c] += data[((y + dy) * part.width + x + dx) * 4 + c] / 16;
            return sum;
          };
          const [p, q] = [mean(a), mean(b)];
          blocks += 1;
          if (Math.min(...p) < 235) inked += 1;
          if (p.some((value, c) => Math.abs(value - q[c]) > 20)) far += 1;
        }
      }
      return { far: far / blocks, inked: inked / blocks };
    },
    { screen: screen.toString('base64'), file: file.toString('base64'), part },
  );

/**
 * That what stood on the screen is what was written: `shown` the places of the marks, `screen` and `without` pictures of
 * the window (as it was, and lacking `changed`), `files` the SVG and the PNG it wrote. `page` is Chromium's, and
 * is used up. `most` is the share of the picture that letters and slanted lines may differ by: web views smooth them differently.
 */
export async function isTheSame(page, { shown, screen, without, changed, files }, most = 0.02) {
  assert.ok(Object.keys(shown).length > 20);
  const svg = await readFile(files.svg, 'utf8');
  const [width, height] = svg.match(/viewBox="0 0 ([\d.]+) ([\d.]+)"/).slice(1).map(Number);
  await page.setViewportSize({ width: Math.ceil(width), height: Math.ceil(height) });
  await page.evaluate((text) => {
    document.body.innerHTML = text;
    Object.assign(document.querySelector('svg').style, { position: 'fixed', left: '0', top: '0', width: 'auto', height: 'auto' });
  }, svg);
  const written = await page.evaluate(PLACES, 'body > svg');
  assert.deepEqual(Object.keys(written).sort(), Object.keys(shown).sort(), 'the same marks');

  // The same arrangement, but for where the window has put the sheet and how large.
  const keys = Object.keys(shown);
  const middle = (all, c) => keys.reduce((sum, key) => sum + all[key][c], 0) / keys.length;
  const spread = (all, c) => Math.sqrt(keys.reduce((sum, key) => sum + (all[key][c] - middle(all, c)) ** 2, 0));
  const scale = spread(shown, 0) / spread(written, 0);
  for (const key of keys) {
    for (const c of [0, 1]) {
      const expected = middle(shown, c) + (written[key][c] - middle(written, c)) * scale;
      assert.ok(Math.abs(shown[key][c] - expected) < 1, `${key} stands where the file has it`);
    }
  }

  // And the same picture, over the ground the marks stand on.
  const png = await readFile(files.png);
  const pngScale = png.readUInt32BE(16) / width;
  const [left, top, right, bottom] = [Math.min, Math.min, Math.max, Math.max].map((of, n) => of(...keys.map((key) => shown[key][n % 2])));
  const part = { x: Math.round(left), y: Math.round(top), width: Math.round(right - left), height: Math.round(bottom - top) };
  const inFile = (value, c) => (middle(written, c) + (value - middle(shown, c)) / scale) * pngScale;
  part.inFile = { x: inFile(part.x, 0), y: inFile(part.y, 1), width: (part.width / scale) * pngScale, height: (part.height / scale) * pngScale };
  const same = await compared(page, screen, png, part);
  assert.ok(same.inked > 0.08, `there is a drawing: ${same.inked}`);
  assert.ok(same.far < most, `${(same.far * 100).toFixed(2)} of a hundred parts differ`);
  // A picture that lacks one organisation is told from it.
  const other = await compared(page, without, png, part);
  assert.ok(other.far - same.far > 0.008, `without ${changed} the picture is another: ${other.far}, ${same.far}`);
}
