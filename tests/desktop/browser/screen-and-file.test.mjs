// The exported picture is the one that was on the screen: what the window itself shows, pixel beside pixel with the file
// it writes. The file is made by the program's own rasteriser, the screen by the browser's.
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { givePath, goTo, mapDrawn } from '../harness/page.mjs';
import { exists, until } from '../harness/programs.mjs';
import { ALONE, isTheSame, PLACES, WITHOUT_ONE } from '../harness/same-picture.mjs';

test('the picture the window writes is the picture the window shows', () =>
  inBrowser('?example', async ({ page, place }) => {
    await mapDrawn(page);
    await page.waitForTimeout(800);
    const shown = await page.evaluate(PLACES, 'main .live svg');
    await page.addStyleTag({ content: ALONE });
    await page.waitForTimeout(200);
    const screen = await page.screenshot();
    const changed = await page.evaluate(WITHOUT_ONE);
    const without = await page.screenshot();
    await page.evaluate(() => document.querySelector('style:last-of-type').remove());

    await goTo(page, 'Papers');
    await page.getByRole('radio', { name: /^working group/i }).check();
    // What else can be written is folded away.
    for (const more of await page.locator('main details:not([open]) summary').all()) await more.click();
    const files = {};
    for (const [ending, button] of [['svg', 'Map as SVG'], ['png', 'Map as PNG']]) {
      files[ending] = place.file(`map.${ending}`);
      await page.getByRole('button', { name: button }).click();
      await givePath(page, files[ending]);
      await until('the picture', () => exists(files[ending]));
    }
    await isTheSame(page, { shown, screen, without, changed, files });
  }, { viewport: { width: 1600, height: 1000 } }));
