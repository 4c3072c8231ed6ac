// A line of text becomes an entry, with the keyboard alone.
import assert from 'node:assert/strict';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { mapDrawn, saved, undoButton } from '../harness/page.mjs';
import { until } from '../harness/programs.mjs';

const dialog = (page) => page.getByRole('dialog', { name: 'Add with a line of text' });
const field = (page) => dialog(page).getByRole('combobox');
const said = (page) => dialog(page).getByRole('status');

/** Opens the dialog and waits until one can type. */
async function begin(page) {
  await page.keyboard.press('Control+n');
  await field(page).waitFor();
  assert.ok(await field(page).evaluate((one) => one === document.activeElement), 'the field has the focus');
}

const says = (page, what) => until(`the dialog to say ${what}`, async () => what.test(await said(page).innerText()));

test('a new leader with her post and a tie is one line, one Enter and one step to undo', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await begin(page);
    await page.keyboard.type('Priya Nair, deputy chief executive, Vale Council; works with Imran Quddus 3, trust 4');
    await says(page, /^Add Priya Nair, deputy chief executive of Vale Council; record that Priya Nair works with Imran Quddus: level 3, coordination, trust 4/);
    const understood = dialog(page).getByRole('region', { name: 'Understood so far' });
    assert.match(await understood.innerText(), /Priya Nair\s+new\s+a new leader/);
    await page.keyboard.press('Enter');
    await dialog(page).waitFor({ state: 'detached' });
    await until('undo to say what it would take back', async () =>
      /^Undo: Add Priya Nair, deputy chief executive of Vale Council, and 1 more$/.test(await undoButton(page).getAttribute('aria-label')),
    );
    await saved(page);
    // The same line again finds everything there and makes no second Priya Nair.
    await begin(page);
    await page.keyboard.type('Priya Nair, deputy chief executive, Vale Council; works with Imran Quddus 3, trust 4');
    await says(page, /already/);
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
  }));

test('names are completed as they are typed, with arrows, Enter and Tab', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await begin(page);
    await page.keyboard.type('imran q');
    const option = dialog(page).getByRole('option', { name: /^Imran Quddus/ });
    await option.waitFor();
    await page.keyboard.press('ArrowDown');
    await until('the option to be the active one', async () => {
      const active = await field(page).getAttribute('aria-activedescendant');
      return active !== null && (await option.getAttribute('id')) === active && (await option.getAttribute('aria-selected')) === 'true';
    });
    await page.keyboard.press('Enter');
    await until('the name to stand in the field', async () => (await field(page).inputValue()) === 'Imran Quddus');
    await page.keyboard.type(' works with vale cou');
    await dialog(page).getByRole('option', { name: /^Vale Council/ }).waitFor();
    await page.keyboard.press('Tab');
    await until('the name to stand in the field', async () => (await field(page).inputValue()) === 'Imran Quddus works with Vale Council');
    await page.keyboard.type(' 2');
    await says(page, /works with Vale Council: level 2, cooperation/);
    // Escape leaves and what was typed is there the next time.
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    await begin(page);
    assert.equal(await field(page).inputValue(), 'Imran Quddus works with Vale Council 2');
  }));

test('a misspelt name asks whether somebody who is there was meant, and takes them unless told otherwise', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await begin(page);
    await page.keyboard.type('Imran Qudus works with Vale Council 3');
    const question = dialog(page).getByRole('group', { name: 'Did you mean Imran Quddus?' });
    await question.waitFor();
    assert.ok(await question.getByRole('radio', { name: /^Imran Quddus/ }).isChecked());
    // Tab goes from the line to the question, and an arrow key to the other answer.
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await says(page, /Add Imran Qudus as a leader/);
    await page.keyboard.press('ArrowUp');
    await says(page, /^Record that Imran Quddus works with Vale Council/);
    await page.keyboard.press('Enter');
    await dialog(page).waitFor({ state: 'detached' });
    assert.match(await undoButton(page).getAttribute('aria-label'), /Record that Imran Quddus works with Vale Council/);
  }));

test('what is not understood is marked and holds the line up; Ctrl+Enter goes on to the next line', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await begin(page);
    await page.keyboard.type('Imran Quddus works with Vale Council 3, trust 9');
    await says(page, /Trust runs from 1 \(lowest\) to 5/);
    await page.keyboard.press('Enter');
    assert.ok(await dialog(page).isVisible(), 'the dialog stays');
    for (let letter = 0; letter < ', trust 9'.length; letter += 1) await page.keyboard.press('Backspace');
    await says(page, /^Record that/);
    await page.keyboard.press('Control+Enter');
    await says(page, /^Done: Record that/);
    assert.equal(await field(page).inputValue(), '');
    assert.ok(await field(page).evaluate((one) => one === document.activeElement), 'the field has the focus again');
    await page.keyboard.type('met Imran Quddus yesterday by phone: wants the plan sooner. next: send it by Friday');
    await says(page, /^Log the conversation with Imran Quddus/);
    await page.keyboard.press('Enter');
    await dialog(page).waitFor({ state: 'detached' });
  }));

test('an open question is where Enter leads', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await begin(page);
    await page.keyboard.type('Priya Nair, chief executive, Winterfold');
    const question = dialog(page).getByRole('group', { name: 'Winterfold is new. What is it?' });
    await question.waitFor();
    await page.keyboard.press('Enter');
    await until('the question to have the focus', () => question.evaluate((one) => one.contains(document.activeElement)));
    await page.keyboard.press('Space');
    await says(page, /^Add Winterfold,/);
    await page.keyboard.press('Enter');
    await dialog(page).waitFor({ state: 'detached' });
  }));
