// The questions about people in the section Influence: each answers on the example, names lead on, and the keyboard does it all.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import test from 'node:test';
import { inBrowser } from '../harness/browser.mjs';
import { goTo, mapDrawn } from '../harness/page.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const QUESTIONS = ['Formal and informal', 'Go-betweens', 'Hangs on one person', 'Reporting lines', 'Whose view'];

async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } });
    return violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
  });
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
      const faults = {};
      const leads = new Set();
      for (const question of QUESTIONS) {
        await ask(page, question);
        await found(page).getByRole('listitem').first().waitFor();
        const main = page.locator('main[data-section="influence"]');
        leads.add(await main.getByRole('heading', { level: 2 }).last().innerText());
        assert.match(await main.innerText(), /Known so far: [\d,]+ of [\d,]+ /, `${question} says how much is known`);
        assert.match(await found(page).innerText(), /Next: /, `${question} says what one might do`);
        const trouble = await violations(page);
        if (trouble.length) faults[question] = trouble;
      }
      assert.deepEqual(faults, {});
      assert.equal(leads.size, QUESTIONS.length, 'each question has an answer of its own');
    }, { colorScheme }));
}

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
    await strip(page).getByRole('radio', { name: 'Standing' }).focus();
    // The row of questions is one stop, and the arrows go along it.
    await page.keyboard.press('ArrowLeft');
    await page.getByText(/^Say who asks and which person/).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('Imran Quddus');
    await page.getByRole('option', { name: /^Imran Quddus/ }).first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('Keith Dunmail');
    await page.getByRole('option', { name: /^Keith Dunmail/ }).first().waitFor();
    await page.keyboard.press('Enter');
    await found(page).getByText(/introduced to Keith Dunmail/).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await inspector(page).getByRole('heading', { name: 'Imran Quddus' }).first().waitFor();
    assert.deepEqual(await violations(page), []);
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
    for (const question of ['Formal and informal', 'Go-betweens', 'Hangs on one person', 'Reporting lines', 'Introduce me']) {
      await ask(page, question);
      await page.getByText(/says nothing of named people/).waitFor();
      assert.doesNotMatch(await page.locator('main').innerText(), /Imran Quddus|Keith Dunmail/);
    }
  }));

test('no question is cut off on a small laptop at 125 per cent', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Influence');
    for (const question of [...QUESTIONS, 'Introduce me', 'Standing']) {
      await ask(page, question);
      await page.locator('main .waiting').waitFor({ state: 'detached' });
      const over = await page.evaluate(() => [...document.querySelectorAll('main fieldset.strip label, main .answer')].filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5 || one.scrollWidth > one.clientWidth + 1).length);
      assert.equal(over, 0, `${question} reaches beyond its place`);
    }
  }, { viewport: { width: 1093, height: 614 } }));
