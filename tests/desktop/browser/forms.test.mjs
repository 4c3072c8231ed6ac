// Everything that can be entered has a button and a short form, and both work without a mouse.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { directory, givePath, goTo, mapDrawn, undoButton } from '../harness/page.mjs';

const inspector = (page) => page.getByRole('complementary', { name: 'Inspector' });
async function palette(page, text) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find or do anything' }).waitFor();
  await page.keyboard.type(text);
  await page.locator('dialog [role=option]').first().waitFor();
  await page.keyboard.press('Enter');
}

test('a workstream, a note and a further post are entered with the keyboard alone', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await palette(page, 'Add a workstream');
    let dialog = page.getByRole('dialog', { name: 'Add a workstream' });
    await dialog.waitFor();
    await page.keyboard.type('Winter beds');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown'); // the first partner
    for (const step of [0, 1, 2]) await page.keyboard.press('Tab', { delay: step });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown'); // another one
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await inspector(page).getByRole('heading', { name: 'Winter beds' }).waitFor();
    assert.equal(await inspector(page).getByText('Partners', { exact: true }).count(), 1);

    // From the inspector: it is reached and a letter is enough.
    await inspector(page).getByRole('button', { name: /Add a note/ }).focus();
    await page.keyboard.press('n');
    dialog = page.getByRole('dialog', { name: 'Add a note on Winter beds' });
    await dialog.waitFor();
    await page.keyboard.type('Agreed in principle.');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await inspector(page).getByText('Agreed in principle.').waitFor();

    await goTo(page, 'Directory');
    await page.getByText('Leaders', { exact: true }).first().click();
    await directory(page, 'Leaders').locator('[data-cell="0:0"]').focus();
    const name = await directory(page, 'Leaders').locator('[data-cell="0:0"] .text').innerText();
    await page.keyboard.press('j');
    dialog = page.getByRole('dialog', { name: `Add a post for ${name}` });
    await dialog.waitFor();
    await dialog.getByLabel(/^Organisation/).fill('Brackholm');
    await page.getByRole('listbox', { name: 'Names to choose from' }).getByRole('option').first().waitFor();
    await dialog.getByLabel(/^Organisation/).press('Enter');
    await dialog.getByLabel('Title of the post').fill('Interim chair');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await inspector(page).getByText(/Interim chair/).first().waitFor();
    await undoButton(page).click();
    await inspector(page).getByText(/Interim chair/).first().waitFor({ state: 'detached' });
  }));

test('an organisation added to a real footprint belongs to its place, and the form says so', () =>
  inBrowser('', async ({ page }) => {
    await page.getByRole('button', { name: /Start from a real footprint/ }).first().click();
    await page.getByRole('searchbox', { name: 'Search footprints' }).fill('Coventry');
    await page.getByRole('radio', { name: /Coventry/ }).first().check();
    await page.getByRole('button', { name: /^Start from / }).click();
    await mapDrawn(page);

    // What it began with is not taken back by accident: it says why.
    await page.keyboard.press('Control+z');
    await page.getByText(/Undo stops here/).waitFor();

    await goTo(page, 'Directory');
    await directory(page).locator('tbody tr').first().waitFor();
    const rows = await directory(page).locator('tbody tr').count();
    await page.getByRole('button', { name: 'Add an organisation' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add an organisation' });
    await dialog.getByLabel('Name').first().fill('Harrow Down Carers');
    assert.ok(await dialog.getByRole('checkbox', { name: /^It belongs to .*Coventry/ }).isChecked());
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await directory(page).getByText('Harrow Down Carers', { exact: true }).first().waitFor();
    assert.equal(await directory(page).locator('tbody tr').count(), rows + 1);
    await inspector(page).getByText(/Coventry/).first().waitFor();
  }));

test('a table whose columns nobody knows is asked about column by column', () =>
  inBrowser('?example', async ({ page, place }) => {
    await mapDrawn(page);
    const file = place.file('Strange.csv');
    // Headings with commas and brackets, and more of them than a sentence would list.
    const more = Array.from({ length: 14 }, (_, at) => `Extra ${at + 1}`);
    await writeFile(file, `"Body, in full",(Sort)=x,${more.join(',')}\nHarrow Down Carers,voluntary${',1'.repeat(14)}\n`);
    await goTo(page, 'Import');
    await page.locator('main').getByRole('button', { name: /Choose a file/ }).click();
    await givePath(page, file);
    await page.getByRole('heading', { name: 'What are its columns?' }).waitFor();
    assert.doesNotMatch(await page.locator('main').innerText(), /--map/);
    assert.equal(await page.locator('main form select').count(), 16);
    await page.getByRole('combobox', { name: /^Body, in full/ }).selectOption('name');
    await page.getByRole('combobox', { name: /^\(Sort\)=x/ }).selectOption('kind');
    await page.getByRole('button', { name: 'Read it so' }).click();
    await page.getByRole('button', { name: 'Import this' }).click();
    await goTo(page, 'Directory');
    await directory(page).getByText('Harrow Down Carers', { exact: true }).first().waitFor();
  }));
