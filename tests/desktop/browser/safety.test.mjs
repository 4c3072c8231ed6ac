// What keeps a footprint from being lost or read by others, as a person at the window does it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { httpHost, inBrowser } from '../harness/browser.mjs';
import { faults } from '../harness/faults.mjs';
import { assertOneSentence, directory, givePath, goTo, mapDrawn, rename as renameTo, saved, undoButton } from '../harness/page.mjs';
import { exists, folder, footbridge, until } from '../harness/programs.mjs';

const pictures = process.env.FOOTBRIDGE_PICTURES;

/** Nothing a checker finds wrong with what is shown; with a picture of it where pictures are wanted. */
async function sound(page, name) {
  await page.waitForTimeout(200);
  if (pictures) {
    await mkdir(pictures, { recursive: true });
    await page.screenshot({ path: path.join(pictures, `${name}.png`) });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForTimeout(200);
    await page.screenshot({ path: path.join(pictures, `${name}-dark.png`) });
    await page.emulateMedia({ colorScheme: 'light' });
    const size = page.viewportSize();
    await page.setViewportSize({ width: 683, height: 384 });
    await page.waitForTimeout(200);
    await page.screenshot({ path: path.join(pictures, `${name}-200.png`) });
    await page.setViewportSize(size);
  }
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.waitForTimeout(200);
    assert.deepEqual(await faults(page), [], `${name} in ${scheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** A footprint with one council, made by the command line. */
async function council(place, name = 'Vale.footbridge') {
  const file = place.file(name);
  await footbridge('new', file, '--name', 'Vale');
  await edits(place, file, { edit: 'add_organisation', id: '@vale', name: 'Vale Council', label: 'Vale', kind: 'council' });
  return file;
}

let written = 0;
/** Edits as text, by the command line at a desk of its own. */
async function edits(place, file, ...lines) {
  const script = place.file(`edits-${(written += 1)}.jsonl`);
  await writeFile(script, lines.map((line) => JSON.stringify(line)).join('\n'));
  await footbridge('edit', file, script);
}

/** Ben opens a file at his own computer, renames its council, and adds organisations. */
async function ben(file, name, ...added) {
  const desk = await folder();
  const host = await httpHost(desk, 'Ben Example');
  const ask = async (request) => {
    const answer = await fetch(`${host.address}/api/ask`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request) });
    const reply = await answer.json();
    if (!answer.ok) throw new Error(`Ben was refused: ${reply.sentence}`);
    return reply;
  };
  try {
    await ask({ ask: 'open', path: file });
    const { matches } = await ask({ ask: 'find', text: 'Council' });
    if (name) await ask({ ask: 'act', act: { act: 'change_organisation', key: matches[0].key, field: 'name', value: name } });
    for (const one of added) await ask({ ask: 'act', act: { act: 'add_organisation', name: one, kind: 'acute_hospital' } });
    await ask({ ask: 'close' });
  } finally {
    await host.stop();
    await desk.remove();
  }
}

async function open(page, file) {
  const first = page.getByRole('button', { name: /Open a file/ });
  if (await first.count()) await first.first().click();
  else await command(page, 'Open another file');
  const picking = dialog(page, 'Open a footprint');
  await picking.locator('[data-path]').fill(file);
  await picking.getByRole('button', { name: 'Open', exact: true }).click();
  await picking.waitFor({ state: 'detached' });
}

/** Does a thing by its name, with the keyboard alone. */
async function command(page, name) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find or do anything' }).fill(name);
  await page.getByRole('option').filter({ hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
}

const dialog = (page, name) => page.getByRole('dialog', { name });
const notices = (page) => page.getByRole('region', { name: 'About this file' });

test('a copy beside the file is offered, reviewed one by one with the keyboard, merged, and taken back', () =>
  inBrowser('', async ({ page, place }) => {
    const file = await council(place);
    const copy = place.file('Vale-PC123.footbridge');
    await copyFile(file, copy);
    await ben(copy, 'Vale County Council', 'Mill Trust');
    await ben(file, 'Vale City Council');
    await open(page, file);
    await notices(page).getByText('Vale-PC123.footbridge').waitFor();
    await sound(page, 'merge-notice');
    const button = notices(page).getByRole('button', { name: /Compare and merge/ });
    await button.focus();
    await page.keyboard.press('Enter');
    const asked = dialog(page, 'Merge another copy');
    await asked.getByText(/Organisation Mill Trust was added/).first().waitFor();
    await asked.getByText(/Ben Example/).first().waitFor();
    await sound(page, 'merge-review');
    await asked.getByRole('button', { name: /^Choose/ }).focus();
    await page.keyboard.press('Enter');
    await asked.getByText('1 of 1').waitFor();
    const next = asked.getByRole('button', { name: 'Next' });
    assert.ok(await next.isDisabled(), 'nothing is chosen for the reader');
    await asked.getByRole('radio', { name: /In the copy/ }).focus();
    await page.keyboard.press('Space');
    await sound(page, 'merge-question');
    await next.focus();
    await page.keyboard.press('Enter');
    const last = dialog(page, 'Ready to merge');
    await last.getByText('Vale County Council').waitFor();
    await sound(page, 'merge-ready');
    await last.getByRole('button', { name: 'Merge', exact: true }).focus();
    await page.keyboard.press('Enter');
    await last.waitFor({ state: 'detached' });
    assert.equal(await notices(page).count(), 0, 'what was merged is not offered again');
    await goTo(page, 'Directory');
    await directory(page).getByText('Vale County Council', { exact: true }).first().waitFor();
    await directory(page).getByText('Mill Trust', { exact: true }).first().waitFor();
    await undoButton(page).click();
    await directory(page).getByText('Vale City Council', { exact: true }).first().waitFor();
    await saved(page);
  }));

test('a copy that a sync client makes while the file is open is offered once the next edit is saved', () =>
  inBrowser('', async ({ page, place }) => {
    const file = await council(place);
    await open(page, file);
    await goTo(page, 'Directory');
    await directory(page).getByText('Vale Council', { exact: true }).first().waitFor();
    const theirs = place.file('theirs.footbridge');
    await copyFile(file, theirs);
    await ben(theirs, null, 'Mill Trust');
    await rename(theirs, place.file('Vale-PC123.footbridge'));
    await renameTo(page, 'Vale Council', 'Vale City Council');
    await notices(page).getByText('Vale-PC123.footbridge').waitFor();
    await saved(page);
    await notices(page).getByRole('button', { name: /Compare and merge/ }).click();
    const asked = dialog(page, 'Merge another copy');
    await asked.getByRole('button', { name: 'Merge', exact: true }).click();
    await asked.waitFor({ state: 'detached' });
    await notices(page).waitFor({ state: 'detached' });
    await directory(page).getByText('Mill Trust', { exact: true }).first().waitFor();
  }));

test('a file somebody else changed meanwhile is compared and merged, and then saved', () =>
  inBrowser('', async ({ page, place }) => {
    const file = await council(place);
    await open(page, file);
    await goTo(page, 'Directory');
    await directory(page).getByText('Vale Council', { exact: true }).first().waitFor();
    // A colleague's version comes over the file while it is open here.
    const theirs = place.file('theirs.footbridge');
    await copyFile(file, theirs);
    await ben(theirs, null, 'Mill Trust');
    await rename(theirs, file);
    await renameTo(page, 'Vale Council', 'Vale City Council');
    await notices(page).getByText(/changed by somebody else/).waitFor();
    assert.match(await page.locator('footer [role=status]').innerText(), /Not yet in the file; safe on this computer/);
    await sound(page, 'merge-changed');
    await notices(page).getByRole('button', { name: /Compare and merge/ }).click();
    const asked = dialog(page, 'Merge another copy');
    await asked.getByText(/Nothing was changed in both/).waitFor();
    await asked.getByRole('button', { name: 'Merge', exact: true }).click();
    await asked.waitFor({ state: 'detached' });
    await directory(page).getByText('Mill Trust', { exact: true }).first().waitFor();
    await saved(page);
    const held = JSON.parse(await footbridge('list', file, 'organisations', '--json'));
    assert.deepEqual(held.organisations.map((one) => one.name).sort(), ['Mill Trust', 'Vale City Council']);
  }));

test('a file that two have changed opens into the review, and not into a refusal', () =>
  inBrowser('', async ({ page, place, host }) => {
    const file = await council(place);
    await open(page, file);
    await goTo(page, 'Directory');
    await directory(page).getByText('Vale Council', { exact: true }).first().waitFor();
    const theirs = place.file('theirs.footbridge');
    await copyFile(file, theirs);
    await ben(theirs, null, 'Mill Trust');
    await rename(theirs, file);
    await renameTo(page, 'Vale Council', 'Vale City Council');
    await host.stop();
    const again = await httpHost(place);
    try {
      const next = await page.context().newPage();
      await next.goto(again.address);
      await open(next, file);
      const asked = dialog(next, 'Merge another copy');
      await asked.getByText(/Organisation Mill Trust was added/).first().waitFor();
      await asked.getByRole('button', { name: 'Merge', exact: true }).click();
      await asked.waitFor({ state: 'detached' });
      await saved(next);
    } finally {
      await again.stop();
    }
  }));

test('a file whose folder went away is said to be safe here, and is saved in another place', () =>
  inBrowser('', async ({ page, place }) => {
    await mkdir(place.file('share'));
    const file = await council(place, 'share/Vale.footbridge');
    await open(page, file);
    await goTo(page, 'Directory');
    await directory(page).getByText('Vale Council', { exact: true }).first().waitFor();
    await rm(place.file('share'), { recursive: true });
    await renameTo(page, 'Vale Council', 'Vale City Council');
    await notices(page).getByText(/safe on this computer/).waitFor();
    await sound(page, 'merge-gone');
    await notices(page).getByRole('button', { name: 'Try again now' }).click();
    await notices(page).getByText(/safe on this computer/).waitFor();
    await notices(page).getByRole('button', { name: /Save in another place/ }).click();
    const elsewhere = place.file('Vale elsewhere.footbridge');
    await givePath(page, elsewhere);
    await notices(page).waitFor({ state: 'detached' });
    await saved(page);
    assert.match(await footbridge('list', elsewhere, 'organisations', '--json'), /Vale City Council/);
  }));

test('while the disk is full the window says that the work is safe here, and saves by itself once there is room', (t) =>
  inBrowser('', async ({ page, place }) => {
    const small = place.file('small');
    await mkdir(small);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2048k', 'tmpfs', small]).status !== 0) return t.skip('this account may not mount a small disk');
    try {
      const file = await council(place, 'small/Vale.footbridge');
      await open(page, file);
      await goTo(page, 'Directory');
      await directory(page).getByText('Vale Council', { exact: true }).first().waitFor();
      const before = await readFile(file);
      // Whatever is left of the disk is taken by something else.
      const filler = path.join(small, 'filler');
      spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4096']);
      await renameTo(page, 'Vale Council', 'Vale City Council');
      const said = notices(page).getByText(/safe on this computer/);
      await said.waitFor();
      assert.match(await notices(page).innerText(), /no room|full/i);
      assert.match(await page.locator('footer [role=status]').innerText(), /Not yet in the file; safe on this computer/);
      await sound(page, 'disk-full');
      assert.deepEqual(await readFile(file), before, 'the file is whole, as it was');
      await rm(filler);
      await notices(page).waitFor({ state: 'detached', timeout: 60_000 });
      await saved(page);
      assert.match(await footbridge('list', file, 'organisations', '--json'), /Vale City Council/);
    } finally {
      spawnSync('umount', ['-l', small]);
    }
  }));

test('a copy with a passphrase of its own is asked for it, and merged', () =>
  inBrowser('', async ({ page, place, host }) => {
    const file = await council(place);
    const copy = place.file('From Ben.footbridge');
    await copyFile(file, copy);
    await ben(copy, null, 'Mill Trust');
    const secret = place.file('secret.txt');
    await writeFile(secret, 'battery staple\n');
    await footbridge('passphrase', copy, '--set', secret, '--yes');
    await rm(secret);
    await open(page, file);
    await mapDrawn(page);
    await command(page, 'Merge another copy');
    const picking = dialog(page, 'Open a footprint');
    await picking.locator('[data-path]').fill(copy);
    await picking.getByRole('button', { name: 'Open', exact: true }).click();
    const asked = dialog(page, 'Merge another copy');
    const field = asked.getByLabel('Passphrase', { exact: true });
    await field.fill('battery stable');
    await page.keyboard.press('Enter');
    assertOneSentence((await asked.getByRole('alert').innerText()).trim());
    assert.equal(await field.inputValue(), '');
    await sound(page, 'merge-locked');
    await field.fill('battery staple');
    await page.keyboard.press('Enter');
    await asked.getByText(/Organisation Mill Trust was added/).first().waitFor();
    await asked.getByRole('button', { name: 'Merge', exact: true }).click();
    await asked.waitFor({ state: 'detached' });
    await goTo(page, 'Directory');
    await directory(page).getByText('Mill Trust', { exact: true }).first().waitFor();
    await saved(page);
    // The document itself stays without one, and the copy's is kept nowhere.
    assert.match(await footbridge('list', file, 'organisations', '--json'), /Mill Trust/);
    assert.doesNotMatch(host.said(), /staple/);
    for (const name of await readdir(place.path, { recursive: true, withFileTypes: true })) {
      if (name.isFile()) assert.ok(!(await readFile(path.join(name.parentPath, name.name))).includes('battery staple'), `${name.name} holds no passphrase`);
    }
  }));

test('another footprint is not merged, and one sentence says so', () =>
  inBrowser('', async ({ page, place }) => {
    const file = await council(place);
    const other = place.file('Dale.footbridge');
    await footbridge('new', other, '--name', 'Dale');
    await open(page, file);
    await mapDrawn(page);
    await command(page, 'Merge another copy');
    const picking = dialog(page, 'Open a footprint');
    await picking.locator('[data-path]').fill(other);
    await picking.getByRole('button', { name: 'Open', exact: true }).click();
    const alert = dialog(page, 'Merge another copy').getByRole('alert');
    await alert.waitFor();
    assertOneSentence((await alert.innerText()).trim());
    await page.keyboard.press('Escape');
    await dialog(page, 'Merge another copy').waitFor({ state: 'detached' });
  }));

test('a backup is taken, says what it holds, and is restored to a new file that opens', () =>
  inBrowser('', async ({ page, place }) => {
    const file = await council(place);
    await open(page, file);
    await mapDrawn(page);
    await command(page, 'Backups');
    const list = dialog(page, 'Backups');
    await list.getByText(/There are no backups/).waitFor();
    await list.getByRole('button', { name: 'Back up now' }).click();
    await list.getByText('A backup was taken.').waitFor();
    await list.getByText(/1 organisation/).waitFor();
    await list.getByText(/Add organisation Vale Council/).waitFor();
    await sound(page, 'backups');
    await list.getByRole('button', { name: /^Restore to a new file/ }).click();
    const restored = place.file('Vale restored.footbridge');
    await page.getByRole('dialog').last().locator('[data-path]').fill(restored);
    await page.getByRole('dialog').last().getByRole('button', { name: 'Save' }).click();
    await list.getByRole('button', { name: 'Open the restored file' }).click();
    await list.waitFor({ state: 'detached' });
    await until('the restored file to be open', async () => (await page.locator('header button[aria-haspopup=menu]').getAttribute('title')) === restored);
    assert.ok(await exists(file));
  }));

test('the backups of a file that is gone are reached from its refusal', () =>
  inBrowser('', async ({ page, place }) => {
    const file = await council(place);
    await open(page, file);
    await mapDrawn(page);
    await command(page, 'Back up now');
    await page.getByText('A backup was taken.').waitFor();
    await command(page, 'Close this file');
    await page.getByRole('button', { name: /Open a file/ }).first().waitFor();
    await writeFile(file, 'not a footprint any more');
    await rm(file);
    await open(page, file);
    await page.getByRole('alert').first().waitFor();
    await page.getByRole('button', { name: 'Backups…' }).click();
    await dialog(page, 'Backups').getByText(/1 organisation/).waitFor();
  }));

test('a passphrase is set after its warning, asked for until it is right, changed and removed, and kept nowhere', () =>
  inBrowser('', async ({ page, place, host }) => {
    const file = await council(place);
    await open(page, file);
    await mapDrawn(page);
    await command(page, 'Passphrase');
    let asked = dialog(page, 'Set a passphrase');
    await asked.getByText(/Forgotten means lost/).waitFor();
    await asked.getByLabel('New passphrase', { exact: true }).fill('correct horse');
    await asked.getByLabel('New passphrase once more').fill('correct house');
    await asked.getByRole('button', { name: 'Encrypt' }).click();
    await asked.getByText(/not the same/).waitFor();
    await asked.getByLabel('New passphrase once more').fill('correct horse');
    await asked.getByRole('button', { name: 'Encrypt' }).click();
    await asked.getByText(/Tick that/).waitFor();
    await sound(page, 'passphrase-set');
    await asked.getByRole('checkbox').check();
    await asked.getByRole('button', { name: 'Encrypt' }).click();
    await asked.getByText(/encrypted from now on/).waitFor();
    await sound(page, 'passphrase-done');
    await page.keyboard.press('Enter');
    await asked.waitFor({ state: 'detached' });
    await page.locator('footer').getByText('Encrypted').waitFor();
    assert.doesNotMatch((await readFile(file)).toString('latin1'), /SQLite format|Vale Council/);

    await command(page, 'Close this file');
    await open(page, file);
    asked = dialog(page, 'Passphrase needed');
    await sound(page, 'passphrase-ask');
    await asked.getByLabel('Passphrase', { exact: true }).fill('wrong horse');
    await page.keyboard.press('Enter');
    const alert = asked.getByRole('alert');
    await alert.waitFor();
    assertOneSentence((await alert.innerText()).trim());
    assert.equal(await asked.getByLabel('Passphrase', { exact: true }).inputValue(), '');
    await asked.getByLabel('Passphrase', { exact: true }).fill('correct horse');
    await page.keyboard.press('Enter');
    await asked.waitFor({ state: 'detached' });
    await mapDrawn(page);

    await command(page, 'Passphrase');
    asked = dialog(page, 'Change or remove the passphrase');
    await asked.getByRole('radio', { name: 'Remove it' }).check();
    await asked.getByLabel('Passphrase now').fill('wrong horse');
    await asked.getByRole('button', { name: 'Remove', exact: true }).click();
    await asked.getByRole('alert').waitFor();
    await sound(page, 'passphrase-change');
    await asked.getByLabel('Passphrase now').fill('correct horse');
    await asked.getByRole('button', { name: 'Remove', exact: true }).click();
    await asked.getByText(/no longer encrypted/).waitFor();
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });
    await page.locator('footer').getByText('Encrypted').waitFor({ state: 'detached' });

    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, location.href, document.body.innerText]));
    assert.doesNotMatch(kept, /horse/);
    assert.doesNotMatch(host.said(), /horse/);
    for (const name of await readdir(place.path, { recursive: true, withFileTypes: true })) {
      if (name.isFile()) assert.ok(!(await readFile(path.join(name.parentPath, name.name))).includes('correct horse'), `${name.name} holds no passphrase`);
    }
  }));

/** A footprint with one leader, open, and her selected. */
async function leader(page, place) {
  const file = await council(place);
  await edits(place, file, { edit: 'add_leader', name: 'Ann Ash', post: { organisation_id: '@Vale Council', title: 'Chief executive' } });
  await open(page, file);
  await mapDrawn(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find or do anything' }).fill('Ann Ash');
  await page.getByRole('option').getByText('Ann Ash', { exact: true }).click();
  await page.getByRole('complementary', { name: 'Inspector' }).waitFor();
  return file;
}

test('what is held about a person is saved, kept until a day, and erased after the name was typed', () =>
  inBrowser('', async ({ page, place }) => {
    const file = await leader(page, place);
    await command(page, 'Back up now');
    await command(page, 'What is held about this person');
    const held = dialog(page, 'What is held about Ann Ash');
    await held.getByText(/concern this person/).waitFor();
    await sound(page, 'person');
    await held.getByRole('combobox', { name: 'As' }).selectOption('json');
    await held.getByRole('button', { name: /Save the record/ }).click();
    const record = place.file('Ann.json');
    await page.getByRole('dialog').last().locator('[data-path]').fill(record);
    await page.getByRole('dialog').last().getByRole('button', { name: 'Save' }).click();
    await held.getByText(/^Saved to/).waitFor();
    assert.equal(JSON.parse(await readFile(record, 'utf8')).name, 'Ann Ash');
    await held.getByLabel('Keep until').fill('31 March 2027');
    await held.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText(/Keep Ann Ash until/).first().waitFor();

    await held.getByRole('button', { name: /Erase this person/ }).click();
    await held.getByText('1 post', { exact: false }).waitFor();
    await held.getByText(/1 backup or copy on this computer holds/).waitFor();
    await sound(page, 'person-erase');
    const yes = held.getByRole('button', { name: 'Erase for good' });
    assert.ok(await yes.isDisabled());
    await held.getByLabel(/Type “Ann Ash”/).fill('Ann');
    assert.ok(await yes.isDisabled());
    await held.getByLabel(/Type “Ann Ash”/).fill('Ann Ash');
    await page.keyboard.press('Enter');
    await held.waitFor({ state: 'detached' });
    const erased = dialog(page, 'Erased');
    await erased.getByText(/is erased from the document/).waitFor();
    assert.ok(await page.locator('header button[aria-label^="Redo"]').isDisabled(), 'nothing brings the person back');
    assert.equal(await page.locator('.toasts').getByText('Ann Ash').count(), 0, 'nor does what was said before name her');
    await sound(page, 'person-erased');
    await erased.getByRole('button', { name: 'Close' }).last().click();
    await erased.waitFor({ state: 'detached' });
    await saved(page);
    assert.doesNotMatch((await readFile(file)).toString('latin1'), /Ann Ash/);
  }));

test('while deleting is frozen the foot of the window says why, and nobody is erased', () =>
  inBrowser('', async ({ page, place }) => {
    await leader(page, place);
    await command(page, 'Freeze deleting');
    const asked = dialog(page, 'Freeze deleting');
    await asked.getByRole('button', { name: 'Freeze' }).click();
    await asked.getByText(/Say why/).waitFor();
    await asked.getByLabel('Why').fill('Request for information');
    await sound(page, 'freeze');
    await page.keyboard.press('Enter');
    await asked.waitFor({ state: 'detached' });
    const foot = page.locator('footer').getByRole('button', { name: 'Deleting is frozen: Request for information' });
    await foot.waitFor();
    await command(page, 'What is held about this person');
    await dialog(page, 'What is held about Ann Ash').getByText(/Deleting is frozen/).waitFor();
    await page.keyboard.press('Escape');
    await sound(page, 'frozen');
    await foot.click();
    await dialog(page, 'Allow deleting again').getByLabel('Why it is allowed again').fill('Answered');
    await page.keyboard.press('Enter');
    await foot.waitFor({ state: 'detached' });
  }));

test('the footprint is shown as it was known, with a strip that leads back to now', () =>
  inBrowser('', async ({ page, place }) => {
    const file = place.file('Vale.footbridge');
    await footbridge('new', file, '--name', 'Vale');
    await edits(place, file,
      { edit: 'add_organisation', name: 'Vale Council', kind: 'council', on: '2026-03-02' },
      { edit: 'add_organisation', name: 'Mill Trust', kind: 'acute_hospital', on: '2026-03-09' });
    await open(page, file);
    await mapDrawn(page);
    await goTo(page, 'Directory');
    await directory(page).getByText('Mill Trust', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: /^As of/ }).click();
    await sound(page, 'past-popover');
    await page.getByLabel('As it was known on').fill('3 March 2026');
    await page.keyboard.press('Enter');
    const strip = notices(page);
    await strip.getByText('As it was known on 3 March 2026').waitFor();
    await directory(page).getByText('Mill Trust', { exact: true }).first().waitFor({ state: 'detached' });
    await directory(page).getByText('Vale Council', { exact: true }).first().waitFor();
    await sound(page, 'past-strip');
    assert.ok(await undoButton(page).getAttribute('aria-disabled'), 'nothing is undone in the past');
    await strip.getByRole('button', { name: 'Back to now' }).click();
    await strip.waitFor({ state: 'detached' });
    await directory(page).getByText('Mill Trust', { exact: true }).first().waitFor();
  }));

test('a baseline is named, and what changed since is said in words', () =>
  inBrowser('', async ({ page, place }) => {
    const file = await council(place);
    await open(page, file);
    await mapDrawn(page);
    await command(page, 'As it was known, and baselines');
    const past = dialog(page, 'As it was known');
    await past.getByLabel('Name what is known today').fill('March board');
    await past.getByRole('button', { name: 'Name it' }).click();
    await past.getByRole('button', { name: 'Show “March board”' }).waitFor();
    await page.keyboard.press('Escape');
    await goTo(page, 'Directory');
    await renameTo(page, 'Vale Council', 'Vale City Council');
    await command(page, 'As it was known, and baselines');
    await past.getByRole('button', { name: 'What changed since “March board”' }).click();
    await past.getByText(/Vale City Council/).first().waitFor();
    await sound(page, 'baselines');
    await past.getByRole('button', { name: 'Show “March board”' }).click();
    await notices(page).getByText(/“March board”/).waitFor();
    await directory(page).getByText('Vale Council', { exact: true }).first().waitFor();
  }));

test('a dialog gives the focus back to where it came from, and its keys stay in it', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const file = page.locator('header button[aria-haspopup=menu]');
    await file.focus();
    await page.keyboard.press('Enter');
    for (let at = 0; at < 20; at += 1) {
      if (await page.evaluate(() => /Passphrase/.test(document.activeElement?.textContent ?? ''))) break;
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    const asked = dialog(page, 'Set a passphrase');
    await asked.waitFor();
    assert.ok(await page.evaluate(() => document.activeElement?.matches('dialog input[type=password]')), 'it begins where one writes');
    for (let at = 0; at < 12; at += 1) {
      await page.keyboard.press('Tab');
      assert.ok(await page.evaluate(() => !document.activeElement || document.activeElement === document.body || document.activeElement.closest('dialog') !== null), 'Tab stays in the dialog');
    }
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });
    assert.ok(await file.evaluate((one) => one === document.activeElement), 'the focus is back');
  }));
