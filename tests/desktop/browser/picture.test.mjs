// A picture of the map: asked for from the map and from anywhere, and what lies beside it on the screen.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { givePath, goTo, mapDrawn, mapWithout } from '../harness/page.mjs';
import { exists, footbridge, until } from '../harness/programs.mjs';

const dialog = (page) => page.getByRole('dialog', { name: 'Export a picture of the map' });
/** What a drawing draws of marks, in its order: one on the screen, or one in a file. */
const keys = (svg) => [...svg.matchAll(/data-key="([^"]+)"/g)].map((one) => one[1]);

test('the map is exported from its own bar with the keyboard, as it stands on the screen', () =>
  inBrowser('?example', async ({ page, place }) => {
    await mapDrawn(page);
    await page.locator('main .bar .strip label', { hasText: 'Organisations' }).click();
    await page.getByRole('button', { name: 'Colours' }).click();
    await page.getByLabel('Colours say').selectOption({ index: 2 });
    await page.keyboard.press('Escape');
    await until('organisations alone', async () => (await page.locator('main .live svg .people').count()) === 0);
    const button = page.getByRole('button', { name: 'Export picture' });
    for (let n = 0; n < 40 && !(await button.evaluate((one) => one === document.activeElement)); n += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    await dialog(page).getByRole('radio', { name: /^SVG/ }).check();
    assert.ok(await dialog(page).getByRole('radio', { name: /^working/i }).isChecked(), 'for whom it is on the screen, unless said otherwise');
    await dialog(page).getByRole('button', { name: 'Export…' }).click();
    const file = place.file('map.svg');
    await givePath(page, file);
    await until('the picture', () => exists(file));
    await dialog(page).waitFor({ state: 'detached' });
    const svg = await readFile(file, 'utf8');
    const shown = await page.locator('main .live svg').evaluate((one) => one.outerHTML);
    assert.deepEqual(keys(svg), keys(shown));
    const legend = await page.locator('main .foot li span').allInnerTexts();
    assert.ok(legend.length > 4);
    for (const one of legend) assert.ok(svg.includes(`>${one.replace(/&/g, '&amp;')}</text>`), `“${one}” is in the legend of the file`);
    await page.getByText(/^Wrote the map to .*map\.svg, as the working group may see it/).waitFor();
  }));

test('a picture of what is only supposed has the signs that are on the screen', () =>
  inBrowser('?example', async ({ page, place }) => {
    await mapDrawn(page);
    await mapWithout(page, 'imran');
    const signs = page.locator('main .live svg .beside-today > *');
    await until('what changed to be marked', async () => (await signs.count()) > 1);
    await page.getByRole('button', { name: 'Export picture' }).click();
    await dialog(page).getByText(/\. What it shows is only supposed/).waitFor();
    await dialog(page).getByRole('radio', { name: /^SVG/ }).check();
    await dialog(page).getByRole('button', { name: 'Export…' }).click();
    const file = place.file('supposed.svg');
    await givePath(page, file);
    await until('the picture', () => exists(file));
    await page.setContent(await readFile(file, 'utf8'));
    assert.match(await page.locator('svg').first().textContent(), /only supposed[^]*Beside today:[^]*taken out/);
    assert.ok((await page.locator('svg .beside-today > *').count()) > 1, 'and they are drawn');
  }));

test('a picture for other eyes than those at the screen says so before it is written', () =>
  inBrowser('?example', async ({ page, place }) => {
    await mapDrawn(page);
    await page.getByRole('button', { name: 'Export picture' }).click();
    await dialog(page).getByRole('radio', { name: /^board/i }).check();
    await dialog(page).getByText('the picture shows what the board may see').waitFor();
    await dialog(page).getByRole('radio', { name: /^SVG/ }).check();
    await dialog(page).getByRole('button', { name: 'Export…' }).click();
    const file = place.file('board.svg');
    await givePath(page, file);
    await until('the picture', () => exists(file));
    assert.equal(keys(await readFile(file, 'utf8')).filter((key) => key.startsWith('leader:')).length, 0, 'no person is in it');
  }));

test('the picture is found by whatever word it is looked for, on every page', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    for (const [section, word] of [['Map', 'picture'], ['Directory', 'export'], ['Gaps', 'svg'], ['Influence', 'png'], ['Promises', 'print'], ['Papers', 'save as'], ['History', 'pdf']]) {
      await goTo(page, section);
      await page.keyboard.press('Control+k');
      await page.keyboard.type(word);
      const found = page.getByRole('option', { name: 'Export picture' });
      await found.waitFor();
      await found.click();
      await dialog(page).waitFor();
      await page.keyboard.press('Escape');
      await dialog(page).waitFor({ state: 'detached' });
    }
  }));

/** Marks that are covered by the buttons that zoom. */
const covered = (page) =>
  page.evaluate(() => {
    const tools = document.querySelector('main .tools').getBoundingClientRect();
    return [...document.querySelectorAll('main .live svg [data-key]')]
      .filter((one) => {
        const box = one.getBoundingClientRect();
        return box.right > tools.left && box.left < tools.right && box.bottom > tools.top && box.top < tools.bottom;
      })
      .map((one) => one.ariaLabel ?? one.dataset.key);
  });

for (const viewport of [{ width: 1366, height: 768 }, { width: 1093, height: 614 }]) {
  test(`no mark lies under the buttons that zoom when all of the map is shown, at ${viewport.width} by ${viewport.height}`, () =>
    inBrowser('?example', async ({ page, place }) => {
      const file = place.file('Nine places.footbridge');
      const lines = [];
      for (let at = 0; at < 9; at += 1) {
        lines.push({ edit: 'add_place', id: `@p${at}`, name: `Borough ${at}` });
        for (let n = 0; n < 8; n += 1) lines.push({ edit: 'add_organisation', id: `@o${at}${n}`, name: `Body ${at}${n}`, kind: n % 2 ? 'council' : 'other', memberships: [{ place_id: `@p${at}` }] });
      }
      const edits = place.file('edits.jsonl');
      await writeFile(edits, lines.map((line) => JSON.stringify(line)).join('\n'));
      await footbridge('new', file, '--name', 'Nine places');
      await footbridge('edit', file, edits, '--together', 'Make it');
      await mapDrawn(page);
      assert.deepEqual(await covered(page), []);
      await page.keyboard.press('Control+k');
      await page.keyboard.type('Open another file');
      await page.keyboard.press('Enter');
      await givePath(page, file);
      await until('the other map', async () => (await page.locator('main .live svg .regions > [data-key]').count()) === 72);
      assert.deepEqual(await covered(page), []);
      await page.locator('main .bar .strip label', { hasText: 'From afar' }).click();
      await until('it from afar', async () => (await page.locator('main .afar').count()) > 0);
      assert.deepEqual(await covered(page), []);
    }, { viewport }));
}

test('everything above the map stands in one row on an ordinary laptop', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const tops = await page.locator('main .bar > :not([popover])').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).filter((box) => box.height > 0).map((box) => box.top + box.height / 2));
    assert.ok(Math.max(...tops) - Math.min(...tops) < 10, `${tops}`);
  }));
