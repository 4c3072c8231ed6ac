// What a reader does in the window, in a reader's words. For pages in Chromium.
import assert from 'node:assert/strict';
import { until } from './programs.mjs';

export const SECTIONS = ['Map', 'Gaps', 'Influence', 'Promises', 'Directory', 'Papers', 'Import', 'History'];

/** Waits until the map of the open footprint is drawn. (Its heading stands beside it, and so the one inside is hidden.) */
export const mapDrawn = (page) => page.locator('main[data-section="map"] .live svg .regions [data-key]').first().waitFor();

/** Goes to a section by its entry in the rail. */
export async function goTo(page, section) {
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: new RegExp(`^${section}`) }).click();
  await page.locator(`main[data-section="${section.toLowerCase()}"]`).waitFor();
}

/** Types a path into the dialog that stands for the system's own, and presses its button. */
export async function givePath(page, file) {
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-path]').fill(file);
  await dialog.getByRole('button', { name: /^(Open|Save)$/ }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Imports a file that says by itself what it is, and comes back to the map. */
export async function takeIn(page, file) {
  await goTo(page, 'Import');
  await page.locator('main').getByRole('button', { name: /Choose a file/ }).click();
  await givePath(page, file);
  await page.getByRole('button', { name: 'Import this' }).click({ timeout: 60_000 });
  await page.locator('main[data-section="map"]').waitFor({ timeout: 60_000 });
}

/** The one sentence of a refusal. */
export async function refusal(page) {
  const alert = page.getByRole('alert').first();
  await alert.waitFor();
  return (await alert.innerText()).trim();
}

/** Waits until the bar at the foot says that the file is saved. */
export const saved = (page) =>
  until('the foot of the window to say Saved', async () => /^Saved/.test(await page.locator('footer [role=status]').innerText()));

/** The table of organisations or leaders in the directory. */
export const directory = (page, table = 'Organisations') => page.getByRole('grid', { name: table });

/** Renames an organisation where it stands in the directory. */
export async function rename(page, from, to) {
  await directory(page).getByRole('gridcell', { name: from, exact: true }).first().dblclick();
  const field = page.getByRole('textbox', { name: 'Edit name' });
  await field.fill(to);
  await field.press('Enter');
  await directory(page).getByText(to, { exact: true }).first().waitFor();
}

/** Supposes that whoever is found by these letters were not there, and looks at the map so. */
export async function mapWithout(page, typed) {
  await goTo(page, 'Influence');
  await page.locator('main label', { hasText: 'What if' }).click();
  await page.getByRole('combobox', { name: 'Without this person or organisation' }).fill(typed);
  await page.locator('[role=option][aria-selected=true]').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'See it on the map' }).click();
}

/** The undo button's whole name, which says what it would take back. */
export const undoButton = (page) => page.getByRole('button', { name: /^Undo/ }).first();
export const redoButton = (page) => page.getByRole('button', { name: /^Redo/ }).first();

/** A sentence of the program ends like one and names no machinery. */
export function assertOneSentence(sentence) {
  assert.match(sentence, /[.?]$/, `a refusal ends like a sentence: ${sentence}`);
  assert.doesNotMatch(sentence, /panicked|Error\(|\bNone\b|undefined|\[object|SQLITE|rusqlite|serde/, `a refusal is in a reader's words: ${sentence}`);
}
