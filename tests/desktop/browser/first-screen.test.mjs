// The first thing a new user sees.
import assert from 'node:assert/strict';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { directory, goTo, mapDrawn, saved } from '../harness/page.mjs';

test('the first screen offers the example, a real footprint, a file, a workbook and an empty start', () =>
  inBrowser('', async ({ page }) => {
    for (const name of [/Open the example/, /Start from a real footprint/, /Open a file/, /Import a workbook/, /Start empty/]) {
      await page.getByRole('button', { name }).first().waitFor();
    }
  }));

test('one press on the example shows its map', () =>
  inBrowser('', async ({ page }) => {
    await page.getByRole('button', { name: /Open the example/ }).first().click();
    await mapDrawn(page);
    await saved(page);
  }));

test('a real footprint found by name shows its nine true organisations', () =>
  inBrowser('', async ({ page }) => {
    await page.getByRole('button', { name: /Start from a real footprint/ }).first().click();
    await page.getByRole('searchbox').or(page.getByRole('textbox')).first().fill('Coventry');
    await page.locator('label').filter({ hasText: 'Coventry' }).filter({ hasText: '9 organisations' }).click();
    await page.getByRole('button', { name: /^Start from Coventry/ }).click();
    await mapDrawn(page);
    await goTo(page, 'Directory');
    await directory(page).getByText('University Hospitals Coventry and Warwickshire NHS Trust').first().waitFor();
    assert.equal(await directory(page).locator('tbody tr').count(), 9, 'its nine organisations and no more');
  }));

test('an empty footprint says on every section what to do first', () =>
  inBrowser('', async ({ page }) => {
    await page.getByRole('button', { name: /Start empty/ }).first().click();
    await page.getByRole('textbox', { name: /Name of the footprint/ }).fill('Harrow Down');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.locator('main[data-section="map"]').waitFor();
    for (const section of ['Map', 'Gaps', 'Influence', 'Promises', 'Directory']) {
      await goTo(page, section);
      const main = page.locator('main');
      await main.getByRole('button').first().waitFor();
      assert.match(await main.innerText(), /\w+ \w+ \w+/, `${section} teaches in a sentence`);
    }
  }));
