// Every section of the window on the invented example: reachable, about the example, accessible, nothing cut off.
import assert from 'node:assert/strict';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { faults } from '../harness/faults.mjs';
import { goTo, mapDrawn, SECTIONS } from '../harness/page.mjs';


/** Waits until the section has stopped waiting for the program. */
const shown = (page) => page.locator('main .waiting').waitFor({ state: 'detached' });

test('the first screen has no accessibility faults that a machine can find', () =>
  inBrowser('', async ({ page }) => {
    await page.getByRole('button', { name: /Open the example/ }).first().waitFor();
    assert.deepEqual(await faults(page), []);
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
        const here = await faults(page);
        if (here.length) found[section] = here;
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
