// What leaves the program: papers, drawings, tables.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { promisify } from 'node:util';
import { inBrowser } from '../harness/browser.mjs';
import { givePath, goTo, mapDrawn } from '../harness/page.mjs';
import { exists, until } from '../harness/programs.mjs';

const run = promisify(execFile);

test('the board paper on the screen is the one in the file', () =>
  inBrowser('?example', async ({ page, place }) => {
    await mapDrawn(page);
    await goTo(page, 'Papers');
    const pages = page.locator('main img, main .page svg');
    await pages.first().waitFor();
    const file = place.file('paper.pdf');
    await page.getByRole('button', { name: /as PDF/ }).first().click();
    await givePath(page, file);
    await until('the paper', () => exists(file));
    await run('qpdf', ['--check', file]);
    const { stdout } = await run('pdftotext', [file, '-']);
    assert.match(stdout, /Page 1 of \d|1 of \d/, 'the foot counts the pages');
    const { stdout: info } = await run('pdfinfo', [file]);
    assert.match(info, /Tagged:\s+yes/);
    assert.equal(Number(info.match(/Pages:\s+(\d+)/)[1]), await pages.count());
  }));

test('the map in the file is the map on the screen', () =>
  inBrowser('?example', async ({ page, place }) => {
    await mapDrawn(page);
    await goTo(page, 'Papers');
    const file = place.file('map.svg');
    await page.getByRole('button', { name: 'Map as SVG' }).click();
    await givePath(page, file);
    await until('the map', () => exists(file));
    const svg = await readFile(file, 'utf8');
    assert.match(svg, /^<svg|^<\?xml/);
    assert.doesNotMatch(svg, /<script|\son\w+=/i, 'a drawing runs nothing');
  }));

test('a place that cannot be written is refused in one sentence and nothing is lost', () =>
  inBrowser('?example', async ({ page }) => {
    await mapDrawn(page);
    await goTo(page, 'Papers');
    await page.getByRole('button', { name: /as PDF/ }).first().click();
    await givePath(page, '/proc/nowhere/paper.pdf');
    const said = (await page.getByRole('alert').first().innerText()).trim();
    assert.match(said, /paper\.pdf|\/proc\/nowhere/);
    await goTo(page, 'Map');
    await mapDrawn(page);
  }));
