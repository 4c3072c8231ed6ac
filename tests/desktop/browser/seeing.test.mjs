// The window for those who see otherwise: the reader's own colours forced, and everything twice as large.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { faults } from '../harness/faults.mjs';
import { goTo, mapDrawn, mapWithout, SECTIONS } from '../harness/page.mjs';
import { until } from '../harness/programs.mjs';

const pictures = process.env.FOOTBRIDGE_PICTURES;
async function picture(page, name) {
  if (!pictures) return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
}

/** What a mark of the live drawing is painted with: its shape's filling and edge, and its letters. */
const painted = (page, selector) =>
  page.evaluate((selector) => {
    const mark = document.querySelector(`main .live svg ${selector}`);
    const of = (element, what) => (element ? getComputedStyle(element)[what] : '');
    const shape = mark.querySelector('rect, path, circle');
    return { fill: of(shape, 'fill'), stroke: of(shape, 'stroke'), letters: of(mark.querySelector('text') ?? document.querySelector('main .live svg text'), 'fill') };
  }, selector);

for (const colorScheme of ['light', 'dark']) {
  test(`with the reader's own colours forced the map keeps its shapes and letters, and nothing is at fault, ${colorScheme}`, () =>
    inBrowser('?example', async ({ page }) => {
      await mapDrawn(page);
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const system = await page.evaluate(() => {
        const of = (colour) => {
          const probe = document.body.appendChild(Object.assign(document.createElement('i'), { style: `color:${colour}` }));
          const found = getComputedStyle(probe).color;
          probe.remove();
          return found;
        };
        return { Canvas: of('Canvas'), CanvasText: of('CanvasText') };
      });
      assert.equal(ground, system.Canvas, 'the page has the ground the reader wants');
      const region = await painted(page, '.regions > [data-key]');
      assert.notEqual(region.stroke, ground, 'a region has an edge');
      assert.notEqual(region.letters, region.fill, 'its name stands out from it');
      assert.notEqual(region.letters, ground);
      // Moved with the keyboard the drawing goes on to be the live one: a picture of it would not have these colours.
      await page.locator('main .over .here').focus();
      const where = () => page.locator('main .live svg').getAttribute('viewBox');
      const before = await where();
      await page.keyboard.press('+');
      await until('the map to come nearer', async () => (await where()) !== before);
      assert.ok(await page.locator('main .live svg').isVisible());
      await picture(page, `map-forced-${colorScheme}`);
      for (const section of ['Map', 'Gaps', 'Influence']) {
        await goTo(page, section);
        await page.locator('main .waiting').waitFor({ state: 'detached' });
        assert.deepEqual(await faults(page), [], section);
      }
      // A browser puts the reader's ground behind words there: letters of any other ground's colour would be lost on it.
      await goTo(page, 'Map');
      await mapDrawn(page);
      const colours = page.getByRole('button', { name: 'Colours', exact: true });
      await colours.focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Shift+Tab');
      const on = await colours.evaluate((button) => (({ backgroundColor, color, outlineStyle, outlineWidth }) => ({ backgroundColor, color, outlineStyle, outlineWidth }))(getComputedStyle(button)));
      assert.deepEqual(on, { backgroundColor: system.Canvas, color: system.CanvasText, outlineStyle: 'solid', outlineWidth: '3px' });
    }, { forcedColors: 'active', colorScheme }));
}

test('at twice the size every section is reached and read by scrolling in one direction, and the map is walked with the keyboard', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    // A laptop of 1366 by 768 at 200 per cent.
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    for (const section of SECTIONS) {
      await goTo(page, section);
      await page.locator('main .waiting').waitFor({ state: 'detached' });
      assert.ok((await sideways()) <= 0, `${section} is not scrolled sideways`);
      await picture(page, `twice-${section.toLowerCase()}`);
    }
    await goTo(page, 'Map');
    await mapDrawn(page);
    assert.deepEqual(await faults(page), []);
    // The map has room, and what its signs mean is one press away.
    const signs = page.getByRole('button', { name: 'What the signs mean' });
    const [stage, foot] = [await page.locator('main .stage').boundingBox(), await page.locator('main .stage > .foot').boundingBox()];
    assert.ok(foot.height < stage.height / 3, `the foot takes ${foot.height} of ${stage.height}`);
    await signs.focus();
    await page.keyboard.press('Enter');
    await page.locator('main .foot li', { hasText: 'gap: must work closer' }).waitFor();
    assert.equal(await signs.getAttribute('aria-expanded'), 'true');
    await picture(page, 'twice-signs');
    assert.deepEqual(await faults(page), []);
    await page.keyboard.press('Enter');
    await page.locator('main .foot li', { hasText: 'gap: must work closer' }).waitFor({ state: 'hidden' });
    const here = page.locator('main .over .here');
    await here.focus();
    const first = await here.getAttribute('aria-label');
    await page.keyboard.press('ArrowRight');
    await until('another mark', async () => (await here.getAttribute('aria-label')) !== first);
    const box = await here.boundingBox();
    assert.ok(box.width >= 24 && box.height >= 24, 'it is large enough to be pressed');
    const name = (await here.getAttribute('aria-label')).split(/[.,:(]/)[0].trim();
    await page.keyboard.press('Enter');
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await inspector.getByText(name).first().waitFor();
    assert.ok((await sideways()) <= 0);
    await picture(page, 'twice-map-inspector');
  }, { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 }));

test('at twice the size a map that is only supposed keeps its marks clear, and what colours say is reached whole', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await page.getByRole('button', { name: 'Colours', exact: true }).click();
    const panel = page.getByRole('dialog', { name: 'What colours and sizes say' });
    const box = await panel.boundingBox();
    assert.ok(box.y + box.height <= 384, `it ends in the window: ${box.y + box.height}`);
    await page.keyboard.press('Escape');
    await mapWithout(page, 'imran');
    await page.locator('main .live svg .beside-today').waitFor({ state: 'attached' });
    const covered = () =>
      page.evaluate(() => {
        const foot = document.querySelector('main .foot').getBoundingClientRect();
        return [...document.querySelectorAll('main .live svg .regions > [data-key]')].filter((one) => {
          const { x, y, width, height } = one.getBoundingClientRect();
          const [cx, cy] = [x + width / 2, y + height / 2];
          return cx > foot.left && cx < foot.right && cy > foot.top && cy < foot.bottom;
        }).length;
      });
    await until('the marks to stand clear of the foot', async () => (await covered()) === 0);
    await page.getByRole('button', { name: 'What the signs mean' }).click();
    await page.locator('main .foot li', { hasText: 'Beside today: person taken out' }).waitFor();
    await page.locator('main .foot p', { hasText: '24 organisations' }).waitFor();
  }, { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 }));
