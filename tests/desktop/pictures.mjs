// Photographs every section of the window on the invented example, light and the map in dark, for README and review.
// Run by scripts/pictures.sh.
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inBrowser } from './harness/browser.mjs';
import { givePath, goTo, mapDrawn, SECTIONS } from './harness/page.mjs';
import { exists, folder, footbridge, root } from './harness/programs.mjs';

const where = path.resolve(process.argv[2]);
/** A list as somebody might send it: some known, some new, one nameless. */
const PARTNERS = `name,kind,short
Aldmere University Hospitals Trust,acute hospital,Aldmere Hospitals
Harrow Down Carers,voluntary,Harrow Down
Estenmouth Hospice,voluntary,Hospice
,council,
Northern Ferry Trust,community,Ferry Trust
`;

const settled = async (page) => {
  await page.locator('main .waiting').waitFor({ state: 'detached' });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(600);
};
const take = async (page, name) => {
  await settled(page);
  await page.screenshot({ path: path.join(where, `${name}.png`) });
};

await inBrowser('', async ({ page }) => {
  await page.getByRole('button', { name: /Open the example/ }).first().waitFor();
  await take(page, 'first-screen');
});
await inBrowser('?example', async ({ page, place }) => {
  await mapDrawn(page);
  for (const section of SECTIONS) {
    await goTo(page, section);
    await take(page, section.toLowerCase());
  }
  await goTo(page, 'Import');
  await writeFile(place.file('Partners.csv'), PARTNERS);
  await page.locator('main').getByRole('button', { name: /Choose a file/ }).click();
  await givePath(page, place.file('Partners.csv'));
  await page.getByRole('button', { name: 'Import this' }).waitFor();
  await take(page, 'import');
  await goTo(page, 'Gaps');
  await page.getByText('List', { exact: true }).first().click();
  await page.locator('main table tbody tr td').first().click();
  await take(page, 'gaps-list');
  await goTo(page, 'Map');
  await take(page, 'map-inspector');
});
await inBrowser('?example', async ({ page }) => {
  await mapDrawn(page);
  await take(page, 'map-dark');
}, { colorScheme: 'dark' });
await inBrowser('?example', async ({ page }) => {
  await mapDrawn(page);
  await take(page, 'map-small-laptop');
}, { viewport: { width: 1093, height: 614 } });

/** A list's rows without its heading, cell by cell. */
const rowsOf = async (file) => (await readFile(file, 'utf8')).trim().split(/\r?\n/).slice(1).map((line) => line.split(','));

/** Made by the command line as somebody would: a list of who there is, a list of who works with whom. */
async function imported(place, name, lists) {
  const file = place.file(`${name}.footbridge`);
  await footbridge('new', file, '--name', name);
  for (const [what, lines] of lists) {
    const list = place.file(`${what}.csv`);
    await writeFile(list, lines.map((cells) => cells.join(',')).join('\n'));
    // Something a person should look at is no failure.
    await footbridge('import', file, list, '--as', what, '--yes').catch((error) => {
      if (error.code !== 1) throw error;
    });
  }
  return file;
}

/** Who connects, what hangs on whom, how sure that is; and the map as it is exported. */
async function answered(name, file) {
  await inBrowser('', async ({ page, place }) => {
    const here = place.file(path.basename(file));
    await copyFile(file, here);
    await page.getByRole('button', { name: /Open a file/ }).first().click();
    await givePath(page, here);
    await mapDrawn(page);
    await take(page, `${name}-map`);
    await goTo(page, 'Influence');
    for (const [value, tab] of [['brokers', 'who-connects'], ['failure', 'what-hangs-on-whom'], ['places', 'how-sure']]) {
      await page.locator(`main .bar input[type=radio][value=${value}]`).check({ force: true });
      await page.locator('main .answer p:not(.waiting)').first().waitFor({ timeout: 120_000 });
      await page.locator('main .answer [role=progressbar], main .answer progress').waitFor({ state: 'detached', timeout: 120_000 });
      await take(page, `${name}-${tab}`);
    }
  });
  await footbridge('draw', file, '--to', path.join(where, `${name}-exported.png`));
}

const networks = path.join(root, '../shared/data/networks');
if (await exists(networks)) {
  const place = await folder();
  const leaders = await rowsOf(path.join(networks, 'dhhs-tobacco-leaders/nodes.csv'));
  const works = await rowsOf(path.join(networks, 'dhhs-tobacco-leaders/edges.csv'));
  await answered('dhhs', await imported(place, 'Tobacco leaders of eleven agencies', [
    ['leaders', [['Name', 'Organisation'], ...leaders.map(([id]) => [id, id.split('-')[0]])]],
    ['ties', [['From', 'To', 'Level'], ...works]],
  ]));
  const agencies = await rowsOf(path.join(networks, 'tc-collaboration/nodes.csv'));
  const together = await rowsOf(path.join(networks, 'tc-collaboration/edges.csv'));
  await answered('tobacco-control', await imported(place, 'Tobacco control partnership', [
    ['organisations', [['Name', 'Sector'], ...agencies.map(([id, category]) => [id, `Category ${category}`])]],
    ['ties', [['From', 'To', 'Level'], ...together]],
  ]));
  await place.remove();
} else console.log('Pictures of the tobacco-control networks were left out: ../shared/data is not there.');
