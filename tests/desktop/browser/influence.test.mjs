// The questions about people in the section Influence: each answers on the example, names lead on, and the keyboard does it all.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { faults } from '../harness/faults.mjs';
import { givePath, goTo, mapDrawn, mapWithout, rename, undoButton } from '../harness/page.mjs';
import { footbridge, until } from '../harness/programs.mjs';

const QUESTIONS = ['Decides, is heard', 'Go-betweens', 'Hangs on whom', 'Reporting lines', 'How sure', 'Whose view'];
const pictures = process.env.FOOTBRIDGE_PICTURES;

/** A picture of what is shown, in light and dark, where pictures are wanted. */
async function picture(page, name) {
  if (!pictures) return;
  await mkdir(pictures, { recursive: true });
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(250);
    await page.screenshot({ path: path.join(pictures, `${name}-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.waitForTimeout(250);
}

const found = (page) => page.getByRole('list', { name: 'What was found' });
const strip = (page) => page.getByRole('group', { name: 'What is asked about people' });
const ask = (page, question) => strip(page).getByText(question, { exact: true }).click();
const inspector = (page) => page.getByRole('complementary', { name: 'Inspector' });

/** Takes a person or an organisation in a field one types into. */
async function pick(page, label, name) {
  const field = page.getByRole('combobox', { name: label });
  await field.fill(name);
  await page.getByRole('option', { name: new RegExp(`^${name}`) }).first().waitFor();
  await field.press('Enter');
}

for (const colorScheme of ['light', 'dark']) {
  test(`each question about people shows what was found and has no accessibility faults, ${colorScheme}`, () =>
    inBrowser('?example', async ({ page }) => {
      await mapDrawn(page);
      await goTo(page, 'Influence');
      const troubled = {};
      const leads = new Set();
      for (const question of QUESTIONS) {
        await ask(page, question);
        await found(page).getByRole('listitem').first().waitFor();
        const main = page.locator('main[data-section="influence"]');
        leads.add(await main.getByRole('heading', { level: 2 }).last().innerText());
        assert.match(await main.innerText(), /Known so far: [\d,]+ of [\d,]+ /, `${question} says how much is known`);
        assert.match(await found(page).innerText(), /Next: /, `${question} says what one might do`);
        if (colorScheme === 'light') await picture(page, `influence-${QUESTIONS.indexOf(question)}`);
        const trouble = await faults(page);
        if (trouble.length) troubled[question] = trouble;
      }
      assert.deepEqual(troubled, {});
      assert.equal(leads.size, QUESTIONS.length, 'each question has an answer of its own');
    }, { colorScheme }));
}

test('Influence opens on who connects, with the questions before the table that only counts', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Influence');
    await found(page).getByText(/on the shortest way of/).first().waitFor();
    const places = await strip(page).getByRole('radio').evaluateAll((all) => all.map((one) => one.labels[0].innerText + (one.checked ? ', chosen' : '')));
    assert.deepEqual(places, ['Go-betweens, chosen', 'Hangs on whom', 'How sure', 'Decides, is heard', 'Reporting lines', 'What if', 'Introduce me', 'Whose view', 'Working ties']);
  }));

test('a name below what was found opens the inspector on that person', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Influence');
    await ask(page, 'Go-betweens');
    const name = found(page).getByRole('button').first();
    const who = await name.innerText();
    await name.click();
    await inspector(page).getByRole('heading', { name: who }).first().waitFor();
    assert.equal(await name.getAttribute('aria-pressed'), 'true');
  }));

test('what was found besides, and the lines below a sentence, are shown when asked for', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Influence');
    await ask(page, 'Go-betweens');
    const more = page.getByRole('button', { name: /^Show \d+ more$/ });
    const promised = Number((await more.innerText()).match(/\d+/)[0]);
    await more.click();
    const besides = page.getByRole('list', { name: 'Also found' });
    await besides.waitFor();
    assert.equal(await besides.locator(':scope > li').count(), promised);
    await ask(page, 'Reporting lines');
    const lines = found(page).locator('details').first();
    await lines.locator('summary').click();
    assert.equal(await lines.getByRole('listitem').count(), Number((await lines.locator('summary').innerText()).match(/\d+/)[0]));
  }));

test('an introduction is asked for and followed with the keyboard alone', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Influence');
    await strip(page).getByRole('radio', { name: 'What if' }).focus();
    // The row of questions is one stop, and the arrows go along it.
    await page.keyboard.press('ArrowRight');
    await page.getByText(/^Say who asks and which person/).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('Imran Quddus');
    await page.getByRole('option', { name: /^Imran Quddus/ }).first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('Emrys Llewellyn');
    await page.getByRole('option', { name: /^Emrys Llewellyn/ }).first().waitFor();
    await page.keyboard.press('Enter');
    await found(page).getByText(/introduced to Emrys Llewellyn/).waitFor();
    // Each way is an item one can read by itself.
    const ways = page.getByRole('list', { name: 'The ways, one by one' }).getByRole('listitem');
    assert.equal(await ways.count(), 2);
    for (const way of await ways.allInnerTexts()) assert.match(way, /^Through [^.]+\(level \d\)/);
    await picture(page, 'influence-introduce');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await inspector(page).getByRole('heading', { name: 'Imran Quddus' }).first().waitFor();
    assert.deepEqual(await faults(page), []);
  }));

test('the board is told why it is not told, and partners get no introductions', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Influence');
    await ask(page, 'Introduce me');
    await pick(page, 'Who asks', 'Imran Quddus');
    await pick(page, 'Whom they would meet', 'Keith Dunmail');
    await found(page).waitFor();
    await page.getByLabel(/Seen by/).selectOption('partners');
    await page.getByText(/is known to the working group alone/).waitFor();
    assert.equal(await page.getByRole('combobox', { name: 'Who asks' }).count(), 0);
    await page.getByLabel(/Seen by/).selectOption('board');
    for (const question of ['Decides, is heard', 'Go-betweens', 'Hangs on whom', 'Reporting lines', 'How sure', 'What if', 'Introduce me']) {
      await ask(page, question);
      await page.getByText(/says nothing of named people/).waitFor();
      assert.doesNotMatch(await page.locator('main').innerText(), /Imran Quddus|Keith Dunmail/);
    }
  }));

test('no question is cut off on a small laptop at 125 per cent', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Influence');
    for (const question of [...QUESTIONS, 'Introduce me', 'What if', 'Working ties']) {
      await ask(page, question);
      await page.locator('main .waiting').waitFor({ state: 'detached' });
      const over = await page.evaluate(() => [...document.querySelectorAll('main fieldset.strip label, main .answer')].filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5 || one.scrollWidth > one.clientWidth + 1).length);
      assert.equal(over, 0, `${question} reaches beyond its place`);
    }
  }, { viewport: { width: 1093, height: 614 } }));

test('a place is shown only where it holds, with the share of versions in words', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Influence');
    await ask(page, 'How sure');
    const table = page.getByRole('grid', { name: 'How sure' });
    await table.waitFor();
    const cells = await table.locator('tbody [role=gridcell]').allInnerTexts();
    const exact = cells.filter((text) => /^\d+(st|nd|rd|th) of \d+/.test(text));
    const ranges = cells.filter((text) => /^\d+\w\w to \d+\w\w of \d+/.test(text));
    const settled = [...exact, ...ranges];
    const unsettled = cells.filter((text) => text.startsWith('not settled'));
    assert.ok(settled.length > 3 && unsettled.length > 3, `${settled.length} settled, ${unsettled.length} not`);
    for (const text of settled) assert.match(text, /in (at least )?90 of 100/);
    // A place as such only where it is that very one in half of the versions or more.
    for (const text of exact) assert.ok(/in at least 90 of 100/.test(text) || Number(/exactly that in (\d+) of 100/.exec(text)?.[1]) >= 50, text);
    assert.ok(ranges.length > 0, 'what is seldom the very place is said as a range');
    for (const text of unsettled) assert.match(text, /^not settled\s+anywhere from \d+\w\w to \d+\w\w of \d+/);
    // Nowhere else in the section is anybody given a place, nor a corner that was not tried.
    await ask(page, 'Working ties');
    await page.getByRole('grid', { name: 'Working ties' }).waitFor();
    assert.doesNotMatch(await page.locator('main').innerText(), /\b\d+(st|nd|rd|th)\b|with no vote/);
    await picture(page, 'influence-ties');
  }));

test('what was worked out is called old when the map has changed, and worked out again when asked', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Influence');
    await ask(page, 'How sure');
    const table = page.getByRole('grid', { name: 'How sure' });
    await table.waitFor();
    await goTo(page, 'Directory');
    await rename(page, 'Vale Council', 'The Vale Council');
    await goTo(page, 'Influence');
    await page.getByText('The map has changed since this was worked out.').waitFor();
    await picture(page, 'influence-old');
    assert.ok(await table.isVisible(), 'what was known before is still there to read');
    await page.getByRole('button', { name: 'Work it out again' }).click();
    await page.getByText('The map has changed since this was worked out.').waitFor({ state: 'detached' });
    await page.locator('[data-trying]').waitFor({ state: 'detached' });
    assert.ok(await table.isVisible());
    // Other eyes are shown nothing of it.
    await page.getByLabel(/Seen by/).selectOption('board');
    await page.getByText(/says nothing of named people/).waitFor();
    assert.equal(await table.count(), 0);
  }));

test('who may decide one proposal is asked of that proposal alone, on two axes with their reasons', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Influence');
    await ask(page, 'Decides, is heard');
    const table = page.getByRole('grid', { name: 'Decides, is heard' });
    await table.waitFor();
    const row = (name) => table.getByRole('row').filter({ hasText: name }).innerText();
    assert.match(await row('Olwen Griffith'), /votes/);
    await page.getByLabel('For which decision').selectOption({ label: 'One discharge team for Aldmere and the Vale' });
    await page.getByRole('heading', { name: /Partnership Board decides/ }).or(found(page).getByText(/Partnership Board decides/)).first().waitFor();
    assert.match(await row('Olwen Griffith'), /no formal part\s+holds no post or seat with anybody who decides this/);
    assert.match(await row('Margaret Ashdown'), /votes\s+chairs Partnership Board, which decides/);
    assert.match(await row('Olwen Griffith'), /working ties, .*listening\s+among the quarter most listened to in (\d+ of 100|every) plausible version/);
    await picture(page, 'influence-proposal');
    assert.deepEqual(await faults(page), []);
  }));

test('what if somebody were not there is asked from the inspector and from the keyboard, and nothing is written', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const last = await undoButton(page).getAttribute('aria-label');
    await goTo(page, 'Influence');
    await ask(page, 'Go-betweens');
    const name = found(page).getByRole('button').first();
    const who = await name.innerText();
    await name.click();
    await inspector(page).getByRole('heading', { name: who }).first().waitFor();
    await inspector(page).getByText('More to enter here').click();
    await inspector(page).getByRole('button', { name: /^What if this person left/ }).click();
    await page.getByText('Nothing on this page is written to the footprint.').waitFor();
    await page.getByRole('heading', { name: `Without ${who}` }).waitFor();
    const figures = page.getByRole('table', { name: 'Figures today and then' });
    assert.match(await figures.innerText(), /\d+ (more|fewer)/);
    for (const answer of ['What hangs on one person', 'Who carries messages']) assert.ok((await page.locator('main summary').allInnerTexts()).some((text) => text.startsWith(answer)), `${answer} is compared`);
    await picture(page, 'influence-what-if');
    assert.deepEqual(await faults(page), []);
    // On the map, which says that it is only supposed, until it is taken back.
    await page.getByRole('button', { name: 'See it on the map' }).click();
    await mapDrawn(page);
    const supposed = page.getByRole('status').filter({ hasText: 'What if.' });
    await supposed.getByText(`Without ${who}.`).waitFor();
    assert.ok((await page.locator('main').innerText()).includes(`Without ${who} (only supposed)`), 'the drawing itself says so');
    assert.equal(await page.locator(`main .live svg [aria-label^="${who}"]`).count(), 0);
    assert.deepEqual(await faults(page), []);
    await picture(page, 'map-what-if');
    await supposed.getByRole('button', { name: 'Back to the map as it is' }).press('Enter');
    await until('the map as it is', async () => (await page.locator(`main .live svg [aria-label^="${who}"]`).count()) > 0);
    assert.equal(await supposed.count(), 0);
    // By keyboard from anywhere: the letter, with somebody selected.
    await goTo(page, 'Influence');
    await ask(page, 'Go-betweens');
    await name.click();
    await inspector(page).getByRole('heading', { name: who }).first().waitFor();
    await goTo(page, 'Directory');
    await page.keyboard.press('o');
    await page.getByRole('heading', { name: `Without ${who}` }).waitFor();
    // Two who would work together.
    await strip(page).waitFor();
    await page.getByText('Two work together', { exact: true }).click();
    await pick(page, 'If this one', 'Priya Ramanathan');
    await pick(page, 'and that one', 'Helen Tranmer');
    await page.getByRole('radio', { name: /^4/ }).check({ force: true });
    await page.getByRole('heading', { name: /^If Priya Ramanathan and Helen Tranmer worked together/ }).waitFor();
    await picture(page, 'influence-what-if-tie');
    assert.equal(await undoButton(page).getAttribute('aria-label'), last, 'there is no further step to take back');
  }));

test('what is newly supposed is shown on the map with nothing chosen, and its signs step back with the lines they stand on', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    const region = page.locator('main .live svg .regions > [data-key]').nth(3);
    const choose = async () => {
      const box = await region.boundingBox();
      await page.mouse.click(box.x + box.width / 2, box.y + 6);
      await inspector(page).waitFor();
    };
    const back = (group) => page.locator(`main .live svg .${group}`).first().getAttribute('opacity');
    await choose();
    assert.ok(await back('ties'), 'what is chosen sets the other lines back');
    await mapWithout(page, 'imran');
    await page.locator('main .live svg .beside-today').waitFor({ state: 'attached' });
    assert.equal(await inspector(page).count(), 0);
    assert.equal(await back('ties'), null, 'every line is there for what changes to stand on');
    await choose();
    await until('the lines to step back', async () => (await back('ties')) !== null);
    assert.equal(await back('beside-today'), await back('ties'));
    // Shown again as it was supposed before, it keeps what was chosen on it.
    await goTo(page, 'Influence');
    await page.getByRole('button', { name: 'See it on the map' }).click();
    await page.locator('main[data-section="map"]').waitFor();
    assert.equal(await inspector(page).count(), 1);
  }));

/** A footprint of organisations alone: a hub that works with all of a ring of ten, of which not everything is known. */
async function ofOrganisations(place) {
  const file = place.file('Ring.footbridge');
  await footbridge('new', file, '--name', 'Ring');
  const lines = [{ edit: 'add_organisation', id: '@hub', name: 'Hub Alliance', kind: 'other' }];
  const date = new Date().toISOString().slice(0, 10);
  const assess = (a, b, level) => lines.push({ edit: 'assess', between: [a, b], level, method: 'told_by_party', date });
  for (let n = 0; n < 10; n += 1) lines.push({ edit: 'add_organisation', id: `@r${n}`, name: `Ring Body ${n}`, kind: 'council' });
  for (let n = 0; n < 10; n += 1) {
    assess('@hub', `@r${n}`, n === 0 ? 4 : 3);
    assess(`@r${n}`, `@r${(n + 1) % 10}`, 2);
    // Known not to work with the next but one; of the rest nobody has said anything.
    assess(`@r${n}`, `@r${(n + 2) % 10}`, 0);
  }
  const script = place.file('ring.jsonl');
  await writeFile(script, lines.map((line) => JSON.stringify(line)).join('\n'));
  await footbridge('edit', file, script, '--together', 'Make it');
  return file;
}

test('a footprint known by its organisations alone is told who connects them, what hangs on whom, how sure, and what if', () =>
  inBrowser('', async ({ page, place }) => {
    const file = await ofOrganisations(place);
    await page.getByRole('button', { name: /Open a file/ }).first().click();
    await givePath(page, file);
    await mapDrawn(page);
    await goTo(page, 'Influence');
    const main = page.locator('main[data-section="influence"]');
    const troubled = {};
    const looked = async (question) => {
      assert.match(await main.innerText(), /Known so far: 30 of 55 pairs of organisations are assessed, by themselves or through their people\./, `${question} counts organisations`);
      assert.match(await page.locator('footer').innerText(), /\b30 of 55 pairs of organisations assessed/, 'and the foot of the window says the same');
      await picture(page, `influence-organisations-${question.replace(/\W+/g, '-').toLowerCase()}`);
      const trouble = await faults(page);
      if (trouble.length) troubled[question] = trouble;
    };
    await ask(page, 'Go-betweens');
    await found(page).getByText(/^Hub Alliance is on the shortest way of .* That is the 1st of 11: /).waitFor();
    await looked('Go-betweens');
    await ask(page, 'Hangs on whom');
    await found(page).getByText(/^Hub Alliance works with all 10 others\. Without it nobody would be cut off, but /).waitFor();
    await looked('Hangs on whom');
    // What is missing is said to those who can enter it, and not that they should be who they are.
    await ask(page, 'Decides, is heard');
    await page.getByText(/^No leader is on record yet\. Enter the leaders/).waitFor();
    assert.doesNotMatch(await main.innerText(), /working group/);
    await main.getByRole('button', { name: 'Add a leader' }).waitFor();
    await ask(page, 'Reporting lines');
    await main.getByRole('button', { name: 'Add a workstream' }).waitFor();
    await ask(page, 'How sure');
    const table = page.getByRole('grid', { name: 'Places of organisations' });
    await table.waitFor();
    assert.equal(await page.getByRole('grid', { name: 'How sure', exact: true }).count(), 0, 'no table of leaders where there are none');
    const rows = table.locator('tbody tr');
    assert.equal(await rows.count(), 11);
    // The only one that is sure comes first, with the share of versions; the others have no place.
    assert.match(await rows.first().innerText(), /Hub Alliance\s+1st of 11\s+.*in at least 90 of 100 plausible versions/);
    const cells = await table.locator('tbody [role=gridcell]').allInnerTexts();
    for (const text of cells.filter((text) => text.startsWith('not settled'))) assert.match(text, /^not settled\s+anywhere from \d+\w\w to \d+\w\w of 11/);
    assert.ok(cells.some((text) => text.startsWith('not settled')));
    await found(page).getByText(/Hub Alliance is among the first 5 in connecting others/).waitFor();
    await looked('How sure');
    // By keyboard into the table, and on to the organisation.
    await page.getByRole('textbox', { name: 'Filter organisations' }).or(page.getByRole('searchbox', { name: 'Filter organisations' })).fill('Hub');
    assert.equal(await rows.count(), 1);
    await rows.first().locator('[role=gridcell]').first().focus();
    await page.keyboard.press('Enter');
    await inspector(page).getByRole('heading', { name: 'Hub Alliance' }).first().waitFor();
    await ask(page, 'What if');
    await pick(page, 'Without this person or organisation', 'Hub Alliance');
    await page.getByRole('heading', { name: 'Without Hub Alliance' }).waitFor();
    const figures = await page.getByRole('table', { name: 'Figures today and then' }).innerText();
    assert.match(figures, /Pairs of organisations that work together\s+20\s+10\s*10 fewer/);
    assert.doesNotMatch(figures, /people/i);
    assert.ok((await page.locator('main summary').allInnerTexts()).some((text) => text.startsWith('Ways between organisations')));
    await looked('What if');
    assert.deepEqual(troubled, {});
  }));

test('where no leader is recorded the table of working ties leads on to who connects the organisations', () =>
  inBrowser('', async ({ page, place }) => {
    const file = await ofOrganisations(place);
    await page.getByRole('button', { name: /Open a file/ }).first().click();
    await givePath(page, file);
    await mapDrawn(page);
    await goTo(page, 'Influence');
    await ask(page, 'Working ties');
    await page.getByText(/^Only organisations and their ties are recorded here, no leaders\./).waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Filter leaders' }).or(page.getByRole('searchbox', { name: 'Filter leaders' })).count(), 0, 'there is nothing to filter');
    await page.getByRole('button', { name: 'See who connects them' }).press('Enter');
    await found(page).getByText(/^Hub Alliance is on the shortest way of /).waitFor();
    const answer = page.locator('main .answer h2');
    await until('the keyboard to be at the answer', () => answer.evaluate((one) => one === document.activeElement));
  }));

/** A footprint so large that what is tried takes a while. */
async function large(place) {
  const file = place.file('Large.footbridge');
  await footbridge('new', file, '--name', 'Large');
  const lines = [];
  for (let n = 0; n < 30; n += 1) lines.push({ edit: 'add_organisation', id: `@o${n}`, name: `Body number ${n}`, label: `Body ${n}`, kind: 'council' });
  for (let n = 0; n < 900; n += 1) lines.push({ edit: 'add_leader', id: `@l${n}`, name: `Leader Number${n}`, post: { organisation_id: `@o${n % 30}`, title: 'Director', authority: 'votes' } });
  for (let n = 0; n < 4500; n += 1) {
    const a = n % 900;
    const b = (a + 1 + Math.floor(n / 900) * 7) % 900;
    lines.push({ edit: 'assess', between: [`@l${a}`, `@l${b}`], level: 1 + (n % 5), method: 'observed', date: '2026-01-05' });
  }
  const script = place.file('large.jsonl');
  await writeFile(script, lines.map((line) => JSON.stringify(line)).join('\n'));
  await footbridge('edit', file, script, '--together', 'Make it large');
  return file;
}

test('what takes long says how far it is, lets everything else go on, and is cancelled with the keyboard', () =>
  inBrowser('', async ({ page, place }) => {
    const file = await large(place);
    await page.getByRole('button', { name: /Open a file/ }).first().click();
    await givePath(page, file);
    await page.locator('main[data-section="map"]').waitFor();
    await goTo(page, 'Influence');
    await ask(page, 'How sure');
    const foot = page.locator('footer');
    // Of the leaders, and then of their organisations.
    await foot.getByText(/Tried [1-9]\d* % of the versions/).waitFor({ timeout: 60_000 });
    await picture(page, 'influence-trying');
    // The window answers meanwhile: another section, and an edit.
    await goTo(page, 'Directory');
    await page.getByText('Body number 7', { exact: true }).first().waitFor();
    const far = async () => Number((await foot.innerText()).match(/Tried (\d+) %/)?.[1] ?? 0);
    const before = await far();
    await until('more versions to be tried', async () => (await far()) > before);
    const cancel = foot.getByRole('button', { name: 'Cancel trying how sure each place is' });
    await cancel.focus();
    await page.keyboard.press('Enter');
    await foot.getByText(/Tried/).waitFor({ state: 'detached' });
    await goTo(page, 'Influence');
    await page.getByText('This was cancelled before it was done, so nothing can be said yet.').waitFor();
    assert.equal(await page.getByRole('grid', { name: 'How sure' }).count(), 0);
    assert.ok(await page.getByRole('button', { name: 'Work it out again' }).isVisible());
    // And from the list of everything one can do.
    await page.getByRole('button', { name: 'Work it out again' }).click();
    await foot.getByText(/Tried \d+ % of the versions/).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('cancel trying');
    await page.getByRole('option', { name: /^Cancel trying how sure/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('This was cancelled before it was done, so nothing can be said yet.').waitFor();
  }));
