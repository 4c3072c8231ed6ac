// Every section of the window on the invented example: reachable, about the example, accessible, nothing cut off.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { goTo, mapDrawn, SECTIONS } from '../harness/page.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async (tags) => {
    const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
  }, TAGS);
}

/** Waits until the section has stopped waiting for the program. */
const shown = (page) => page.locator('main .waiting').waitFor({ state: 'detached' });

test('the first screen has no accessibility faults that a machine can find', () =>
  inBrowser('', async ({ page }) => {
    await page.getByRole('button', { name: /Open the example/ }).first().waitFor();
    assert.deepEqual(await violations(page), []);
  }));

for (const colorScheme of ['light', 'dark']) {
  test(`every section is reached from the rail and has no accessibility faults, ${colorScheme}`, () =>
    inBrowser('?example', async ({ page }) => {
      await mapDrawn(page);
      const found = {};
      for (const section of SECTIONS) {
        await goTo(page, section);
        await shown(page);
        assert.equal(await page.getByRole('button', { name: new RegExp(`^${section}`), pressed: undefined }).first().getAttribute('aria-current'), 'page');
        const faults = await violations(page);
        if (faults.length) found[section] = faults;
      }
      assert.deepEqual(found, {});
    }, { colorScheme }));
}

test('nothing is cut off on a small laptop at 125 per cent', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    for (const section of SECTIONS) {
      await goTo(page, section);
      await shown(page);
      const over = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth - innerWidth,
        high: document.documentElement.scrollHeight - innerHeight,
      }));
      assert.ok(over.wide <= 0 && over.high <= 0, `${section} reaches beyond the window by ${over.wide} × ${over.high}`);
      const foot = await page.locator('footer').first().boundingBox();
      assert.ok(foot.y + foot.height <= 614.5, `${section} hides the foot of the window`);
    }
  }, { viewport: { width: 1093, height: 614 } }));

test('the map has a table that says the same', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const marks = await page.locator('main svg [data-key^="organisation:"]').count();
    await page.getByText('Table', { exact: true }).first().click();
    const rows = page.locator('main table tbody tr');
    await rows.first().waitFor();
    assert.ok((await rows.count()) >= marks, 'every organisation of the drawing is in its table');
  }));

test('pressing a mark opens the inspector, and Esc closes it', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const disc = await page.locator('main svg [data-key^="leader:"]').first().boundingBox();
    await page.mouse.click(disc.x + disc.width / 2, disc.y + disc.height / 2);
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await inspector.getByRole('heading').first().waitFor();
    await page.keyboard.press('Escape');
    await inspector.waitFor({ state: 'detached' });
  }));

test('the board sees organisations and nobody’s disc', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    assert.ok((await page.locator('main svg [data-key^="leader:"]').count()) > 0, 'the working group sees leaders');
    await page.getByLabel(/Seen by/).selectOption('public');
    await page.locator('main svg').first().waitFor();
    await page.waitForFunction(() => document.querySelectorAll('main svg [data-key^="leader:"]').length === 0);
  }));
