// Work done in the window stays done, can be taken back, and is there the next day.
import assert from 'node:assert/strict';
import test from 'node:test';
import { httpHost, inBrowser } from '../harness/browser.mjs';
import { directory, goTo, mapDrawn, redoButton, rename, saved, undoButton } from '../harness/page.mjs';

/** The name of some organisation of the example, as the directory has it. */
async function someOrganisation(page) {
  await goTo(page, 'Directory');
  const cell = directory(page).locator('tbody tr td .text').first();
  await cell.waitFor();
  return (await cell.innerText()).split('\n')[0].trim();
}

test('an organisation renamed where it stands can be undone and redone', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const name = await someOrganisation(page);
    await rename(page, name, 'Harrow Down Hospitals');
    await undoButton(page).click();
    await directory(page).getByText(name, { exact: true }).first().waitFor();
    assert.equal(await directory(page).getByText('Harrow Down Hospitals', { exact: true }).count(), 0);
    await redoButton(page).click();
    await directory(page).getByText('Harrow Down Hospitals', { exact: true }).first().waitFor();
  }));

test('the keys for undo and redo do what the buttons do', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const name = await someOrganisation(page);
    await rename(page, name, 'Harrow Down Hospitals');
    await page.keyboard.press('Control+z');
    await directory(page).getByText(name, { exact: true }).first().waitFor();
    await page.keyboard.press('Control+Shift+Z');
    await directory(page).getByText('Harrow Down Hospitals', { exact: true }).first().waitFor();
  }));

test('an edit is in the history and still there when the file is opened again', () =>
  inBrowser('?example', async ({ page, place, host, browser }) => {
    await mapDrawn(page);
    const name = await someOrganisation(page);
    await rename(page, name, 'Harrow Down Hospitals');
    await goTo(page, 'History');
    await page.locator('main').getByText(/Harrow Down Hospitals|organisation/i).first().waitFor();
    await saved(page);
    const file = await page.locator('header button[aria-haspopup=menu]').getAttribute('title');
    await host.stop();

    const again = await httpHost(place);
    try {
      const next = await browser.newPage();
      await next.goto(again.address);
      await next.getByRole('button', { name: /Open a file/ }).first().click();
      await next.getByRole('dialog').locator('[data-path]').fill(file);
      await next.getByRole('dialog').getByRole('button', { name: 'Open' }).click();
      await mapDrawn(next);
      await goTo(next, 'Directory');
      await directory(next).getByText('Harrow Down Hospitals', { exact: true }).first().waitFor();
      await undoButton(next).click();
      await directory(next).getByText(name, { exact: true }).first().waitFor();
    } finally {
      await again.stop();
    }
  }));

test('a view recorded about two organisations changes what the gaps say', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Gaps');
    await page.getByText('List', { exact: true }).first().click();
    const rows = page.locator('main table tbody tr');
    await rows.first().waitFor();
    const before = await page.locator('main table').first().innerText();
    await rows.first().locator('td').first().click();
    await page.getByRole('complementary', { name: 'Inspector' }).getByRole('button', { name: /Record what you know/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Record what you know' });
    await dialog.getByRole('radio', { name: /^5/ }).check({ force: true });
    await dialog.getByRole('button', { name: 'Record', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.waitForFunction((text) => document.querySelector('main table')?.innerText !== text, before);
    await undoButton(page).click();
    await page.waitForFunction((text) => document.querySelector('main table')?.innerText === text, before);
  }));

test('a promise added is in the register', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Promises');
    await page.locator('main').getByRole('button', { name: 'Add a promise' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add a promise' });
    await dialog.getByLabel(/^What/).fill('Share the winter rota');
    const who = [dialog.getByLabel('Who promises'), dialog.getByLabel('To whom')];
    for (const [at, field] of who.entries()) {
      await field.fill(['Northmarch County', 'Brackholm'][at]);
      await page.getByRole('listbox', { name: 'Names to choose from' }).getByRole('option').first().waitFor();
      await field.press('Enter');
    }
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.locator('main').getByText('Share the winter rota').first().waitFor();
  }));
