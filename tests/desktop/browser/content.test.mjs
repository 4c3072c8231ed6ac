// Every kind of entity is entered, found, changed and looked at in the window, by keyboard, and can be read by all.
import assert from 'node:assert/strict';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { faults } from '../harness/faults.mjs';
import { directory, goTo, mapDrawn, undoButton } from '../harness/page.mjs';

const inspector = (page) => page.getByRole('complementary', { name: 'Inspector' });

async function palette(page, text) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find or do anything' }).waitFor();
  await page.keyboard.type(text);
  await page.locator('dialog [role=option]', { hasText: text }).first().waitFor();
  await page.keyboard.press('Enter');
}

/** Picks by typing part of a name, as the keyboard does it. */
async function pick(page, label, text) {
  await page.getByRole('dialog').getByRole('combobox', { name: label, exact: true }).focus();
  await page.keyboard.type(text);
  await page.getByRole('listbox', { name: 'Names to choose from' }).getByRole('option').first().waitFor();
  await page.keyboard.press('Tab');
}

async function showTable(page, kind) {
  await goTo(page, 'Directory');
  await page.getByLabel('Other tables').selectOption(kind);
}

test('a conversation is logged from a selected leader with one key, a few words and one step to undo', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Directory');
    await page.getByText('Leaders', { exact: true }).first().click();
    const cell = directory(page, 'Leaders').locator('[data-cell="0:0"]');
    await cell.focus();
    const name = await cell.locator('.text').innerText();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'Log a conversation' });
    await dialog.waitFor();
    // Who is filled in, and the words are written at once.
    await dialog.getByRole('list', { name: 'Who it was with, chosen' }).getByText(name).waitFor();
    await page.keyboard.type('They now meet every week.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Send the draft');
    assert.equal(await dialog.getByRole('combobox', { name: 'Between', exact: true }).inputValue(), name);
    await pick(page, 'and', 'Councillor Bernard');
    await dialog.getByRole('group', { name: 'How closely they work now' }).getByRole('radio', { name: '3 coordination' }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    assert.ok(await cell.evaluate((one) => one === document.activeElement), 'the keyboard is where it was');

    await page.keyboard.press('Enter');
    await inspector(page).getByRole('heading', { name: 'Conversations' }).waitFor();
    await inspector(page).getByText('They now meet every week.').waitFor();
    await undoButton(page).click();
    await inspector(page).getByText('They now meet every week.').waitFor({ state: 'detached' });
    // With the leader selected the key works wherever the focus is.
    await undoButton(page).evaluate((button) => button.blur());
    await page.keyboard.press('t');
    await page.getByRole('dialog', { name: 'Add a tie' }).waitFor();
    assert.equal(await page.getByRole('combobox', { name: 'Who', exact: true }).inputValue(), name);
  }));

test('a proposal, where somebody stands on it and a meeting are entered with the keyboard and found by name', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await palette(page, 'Add a forum');
    await page.getByRole('dialog', { name: 'Add a forum' }).waitFor();
    await page.keyboard.type('Delivery board');
    await page.keyboard.press('Control+Enter');
    await inspector(page).getByRole('heading', { name: 'Delivery board' }).waitFor();

    await palette(page, 'Add a proposal');
    let dialog = page.getByRole('dialog', { name: 'Add a proposal' });
    await dialog.waitFor();
    await page.keyboard.type('One discharge team');
    await dialog.getByRole('button', { name: 'Add a version' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('One team for all hospitals');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await inspector(page).getByRole('heading', { name: 'One discharge team' }).waitFor();
    await inspector(page).getByText('One team for all hospitals').waitFor();

    await inspector(page).getByRole('button', { name: 'Record a position' }).focus();
    await page.keyboard.press('Enter');
    dialog = page.getByRole('dialog', { name: 'Record a position' });
    await dialog.waitFor();
    // Nothing said of who: it is asked back where it was left out.
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('Who: choose one by its name.').first().waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field')), 'party');
    await pick(page, 'Who', 'Adrian');
    await dialog.getByLabel('Where they stand').selectOption('supportive');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await inspector(page).getByRole('heading', { name: 'Positions' }).waitFor();

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find or do anything' }).waitFor();
    await page.keyboard.type('delivery bo');
    await page.getByRole('option', { name: /Delivery board/ }).first().waitFor();
    await page.keyboard.press('Enter');
    await inspector(page).getByRole('heading', { name: 'Delivery board' }).waitFor();
  }));

test('every kind has its table, says what goes there, and is changed where it stands', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Directory');
    const kinds = await page.getByLabel('Other tables').locator('option').evaluateAll((all) => all.map((one) => one.value).filter(Boolean));
    assert.equal(kinds.length, 21);
    for (const kind of kinds) {
      await page.getByLabel('Other tables').selectOption(kind);
      await page.locator('main').getByRole('grid').or(page.locator('main .empty p')).first().waitFor();
    }
    await page.getByLabel('Other tables').selectOption('place');
    const cell = directory(page, 'Places').locator('[data-cell="0:0"]');
    await cell.focus();
    await page.keyboard.press('F2');
    await page.getByRole('textbox', { name: 'Edit name' }).fill('Aldmere Eastside');
    await page.keyboard.press('Enter');
    await directory(page, 'Places').getByText('Aldmere Eastside').waitFor();
    await undoButton(page).click();
    await directory(page, 'Places').getByText('Aldmere Eastside').waitFor({ state: 'detached' });
  }));

test('a disagreement with a judgement is attached and stands beside it wherever it is shown', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await showTable(page, 'assessment');
    await directory(page, 'Assessments').locator('[data-cell="0:0"]').click();
    await inspector(page).getByText('How known').waitFor();
    await inspector(page).getByText('How sure').waitFor();
    await directory(page, 'Assessments').locator('[data-cell="0:0"]').focus();
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: /^Change / });
    await dialog.getByLabel('Who disagrees, and why').fill('The trust says it is 2.');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await inspector(page).getByText('The trust says it is 2.').waitFor();
    await inspector(page).getByRole('button', { name: /works with|listens to|trusts/ }).first().click();
    await inspector(page).getByRole('heading', { name: 'What was said' }).waitFor();
    await inspector(page).getByText('The trust says it is 2.').waitFor();
  }));

for (const [theme, viewport] of [['light', { width: 1366, height: 768 }], ['dark', { width: 1366, height: 768 }], ['light', { width: 546, height: 307 }]]) {
  test(`forms and tables can be read by all: ${theme}, ${viewport.width} pixels wide`, () =>
    inBrowser('?example', async ({ page }) => {
      await mapDrawn(page);
      await palette(page, `Colours: ${theme}`);
      for (const add of ['Log a conversation', 'Add a proposal', 'Add a meeting', 'Add an agreement', 'Record an impact']) {
        await palette(page, add);
        const dialog = page.getByRole('dialog', { name: add });
        await dialog.waitFor();
        for (const one of await dialog.locator('details').all()) await one.evaluate((part) => (part.open = true));
        for (const more of await dialog.locator('[data-more]').all()) await more.click();
        assert.deepEqual(await faults(page), [], add);
        assert.equal(await dialog.evaluate((one) => one.scrollWidth > one.clientWidth + 1), false, `${add} fits its width`);
        await dialog.getByRole('button', { name: 'Cancel' }).click();
        await dialog.waitFor({ state: 'detached' });
      }
      await palette(page, 'Log a conversation');
      await page.getByRole('dialog').getByRole('combobox', { name: 'Who it was with' }).focus();
      await page.keyboard.press('ArrowDown');
      await page.getByRole('listbox', { name: 'Names to choose from' }).waitFor();
      assert.deepEqual(await faults(page), [], 'with the list of names open');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      if (viewport.width > 1000) {
        await showTable(page, 'commitment');
        await directory(page, 'Promises').locator('[data-cell="0:0"]').click();
        await inspector(page).waitFor();
        assert.deepEqual(await faults(page), [], 'the table of promises');
      }
    }, { viewport }));
}
