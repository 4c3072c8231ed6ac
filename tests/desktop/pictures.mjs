// Photographs every section of the window on the invented example, light and the map in dark, for README and review.
// Run by scripts/pictures.sh.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { inBrowser } from './harness/browser.mjs';
import { givePath, goTo, mapDrawn, SECTIONS } from './harness/page.mjs';

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
