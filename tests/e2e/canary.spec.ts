import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { clientOf, manage } from './product';
import { test } from './shared-product';
import { signIn } from './sign-in';

let tollgate: RunningTollgate;
test.beforeAll(({ tollgate: shared }) => {
  tollgate = shared;
});

async function expectSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, 'pixels that stick out to the right').toBeLessThanOrEqual(0);
}

/** The first two models of the configuration in force. */
async function twoModels(): Promise<[string, string]> {
  const { models } = (await manage(tollgate, 'GET', '/api/v1/config')) as {
    models: { id: string; capabilities?: { embeddings?: boolean } }[];
  };
  const [old, fresh] = models.filter(({ capabilities }) => capabilities?.embeddings !== true);
  if (old === undefined || fresh === undefined) throw new Error('The starter configuration has two models.');
  return [old.id, fresh.id];
}

test('a canary is started, gets its share, is watched, held and rolled back in the browser', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const [old, fresh] = await twoModels();
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/routing/experiments?workspace=main`);
  await expect(page.getByText('No canary is under way')).toBeVisible();
  await page.getByLabel('Id', { exact: true }).fill('first');
  await page.getByLabel('On', { exact: true }).selectOption('model');
  await page.getByLabel('Rule or model').fill(old);
  await page.getByLabel('Target').fill(fresh);
  await page.getByLabel('Begins at (%)').fill('50');
  await page.getByLabel('Stays with the').selectOption('request');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const card = page.getByRole('region', { name: 'Canary first' });
  await expect(card.getByText('growing')).toBeVisible();

  const client = clientOf(tollgate);
  const served = new Set<string>();
  await expect(async () => {
    for (let n = 0; n < 20; n += 1) {
      const { response } = await client.chat.completions
        .create({ model: old, messages: [{ role: 'user', content: `Say ${n}.` }] })
        .withResponse();
      served.add(response.headers.get('x-tollgate-model') ?? '');
    }
    expect([...served].sort()).toEqual([old, fresh].sort());
  }).toPass({ timeout: 60_000 });
  await expect(async () => {
    await page.reload();
    await expect(card.getByRole('row', { name: /^canary/ })).not.toContainText('canary0');
  }).toPass({ timeout: 30_000 });
  await expectSound(page);
  if (process.env['SCREENSHOTS'] !== undefined)
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [390, 1440]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({
          path: `${process.env['SCREENSHOTS']}/canary-${colorScheme}-${width}.png`,
          fullPage: true,
        });
      }

  await card.getByRole('button', { name: 'Hold' }).click();
  await expect(card.getByText('held', { exact: true }).first()).toBeVisible();
  page.on('dialog', (dialog) => void dialog.accept());
  await card.getByRole('button', { name: 'Roll back' }).click();
  await expect(page.getByText('No canary is under way')).toBeVisible();
  await page.getByRole('link', { name: 'Show those that are over, too' }).click();
  await expect(card.getByText('rolled back', { exact: true }).first()).toBeVisible();
  await expectSound(page);
});

test('a person says on the page of a request how good it was, and sees it there', async ({ page }) => {
  const [old] = await twoModels();
  const { request_id: id } = await clientOf(tollgate)
    .chat.completions.create({ model: old, messages: [{ role: 'user', content: 'Say it.' }] })
    .withResponse();
  await signIn(page, tollgate);
  await expect(async () => {
    await page.goto(`${tollgate.url}/requests/${id ?? ''}`);
    await expect(page.getByRole('button', { name: 'Good', exact: true })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Good', exact: true }).click();
  await expect(page.getByRole('row', { name: /^You/ })).toContainText('1.00');
  await expectSound(page);
});
