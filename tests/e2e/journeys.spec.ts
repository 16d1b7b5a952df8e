import { expect, type Page } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { openPalette } from './open-palette';
import { manage } from './product';
import { test } from './shared-product';
import { signIn } from './sign-in';

let tollgate: RunningTollgate;
test.beforeAll(({ tollgate: shared }) => {
  tollgate = shared;
});

const title = (page: Page) => page.getByRole('heading', { level: 1 });

test('an engineer finds why yesterday cost what it did, down to one request', async ({ page }) => {
  await signIn(page, tollgate);
  const yesterday = new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 10);
  // The demo is still being made when the product starts to serve.
  const today = new Date().toISOString().slice(0, 10);
  const ofYesterday = `/api/v1/totals?workspace=demo&from=${yesterday}T00:00:00Z&to=${today}T00:00:00Z`;
  await expect
    .poll(async () => Number((await manage(tollgate, 'GET', ofYesterday))['requests']), { timeout: 60_000 })
    .toBeGreaterThan(0);
  await page.goto(`${tollgate.url}/overview?workspace=demo`);
  await page.getByRole('link', { name: 'Spend', exact: true }).first().click();
  await expect(title(page)).toHaveText('Spend');
  await page.getByRole('button', { name: 'Custom range' }).click();
  await page.getByLabel('First day').fill(yesterday);
  await page.getByLabel('Last day').fill(yesterday);
  await page.getByRole('button', { name: 'Show', exact: true }).last().click();
  await expect(page.getByText(`${yesterday}, days in UTC`)).toBeVisible();
  await page.getByLabel('Compare with').selectOption('previous');
  await page.getByLabel('Then by').selectOption('key');
  await page.getByRole('button', { name: 'Show', exact: true }).first().click();
  await expect(page).toHaveURL(/compare=previous/);
  await expect(page.getByText(/Rows sum to (the )?total/i)).toBeVisible();
  // The dearest group, and from it to its rows.
  const dearest = page
    .getByRole('region', { name: /by Model/ })
    .locator('tbody a')
    .first();
  await dearest.click();
  await expect(title(page)).toHaveText('Requests');
  await expect(page).toHaveURL(new RegExp(`from=${yesterday}`));
  await page.locator('tbody a[href*="/requests/req_"]').first().click();
  await expect(page).toHaveURL(/\/requests\/req_/);
  await expect(page.getByText('Line items').first()).toBeVisible();
});

/** The Monday after, as a local date and time of UTC. */
function nextMonday(): string {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() + ((8 - day.getUTCDay()) % 7 || 7));
  return `${day.toISOString().slice(0, 10)}T00:00`;
}

test('an admin raises a price from next Monday, sees what it would do, publishes it, and takes it back', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const { versions } = (await manage(tollgate, 'GET', '/api/v1/config/versions')) as {
    versions: { version: number }[];
  };
  const before = versions[0]?.version ?? 0;
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/pricing?workspace=demo`);
  const form = page.getByRole('form', { name: 'New price' });
  await form.getByLabel('Provider', { exact: true }).selectOption('sim-openai');
  await form.getByLabel('Model at the provider').fill('gpt-4.1');
  await form.getByLabel('Meter').selectOption('out.text');
  await form.getByLabel('Price, USD').fill('16');
  await form.getByLabel('From').fill(nextMonday());
  await form.getByLabel('Time zone').fill('UTC');
  await form.getByRole('button', { name: 'See what changes' }).click();
  await expect(form.getByText(/out\.text 16 .*is added/)).toBeVisible();

  await form.getByRole('button', { name: 'Try it as a draft' }).click();
  await expect(page).toHaveURL(/\/routing\/drafts\//);
  await page.goto(`${page.url()}?workspace=demo`);
  await page.getByRole('button', { name: 'Try it on this period' }).click();
  const run = page.getByRole('region', { name: 'Dry run' });
  await expect(run.getByText(/\+\$/).first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Publish now' }).click();
  await expect(page.getByText(/Published as version \d+\./).first()).toBeVisible();

  await page.goto(`${tollgate.url}/pricing?workspace=demo&show=scheduled`);
  await expect(page.getByRole('row', { name: /gpt-4\.1.*\$16\.00 per 1 M.*scheduled/ })).toBeVisible();
  await page.goto(`${tollgate.url}/routing/versions?workspace=demo&version=${before}`);
  await page.getByRole('button', { name: `Roll back to version ${before}` }).click();
  await expect(page.getByText(`as version ${before + 2}`)).toBeVisible();
  await page.goto(`${tollgate.url}/pricing?workspace=demo&show=scheduled`);
  await expect(page.getByRole('row', { name: /\$16/ })).toHaveCount(0);
});

test('on a phone of 390 px one saves a view, changes a provider and finds a request', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  const fits = async () =>
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/spend?workspace=demo&range=7d`);
  await page.getByRole('button', { name: 'Saved views' }).tap();
  await page.getByLabel('Save what you see as').fill('On the phone');
  await page.getByRole('button', { name: 'Save', exact: true }).tap();
  await expect(page.getByText('“On the phone” is saved.')).toBeVisible();
  await fits();
  await page.getByRole('button', { name: 'Delete On the phone' }).tap();
  await page.keyboard.press('Escape');
  await page.goto(`${tollgate.url}/providers?provider=sim-openai`);
  const form = page.getByLabel('Provider editor');
  await form.getByRole('button', { name: 'Test the connection' }).tap();
  await expect(form.getByText(/it works/)).toBeVisible();
  await form.getByLabel('Region').fill('eu');
  await form.getByRole('button', { name: 'Show what would change' }).tap();
  await expect(form.getByText(/gets region: eu/)).toBeVisible();
  await fits();
  await page.goto(`${tollgate.url}/requests?workspace=demo`);
  await page.locator('tbody a[href*="/requests/req_"]').first().tap();
  await expect(page).toHaveURL(/\/requests\/req_/);
  await fits();
  await context.close();
});

test('by keyboard alone a provider is changed, published and undone', async ({ page }) => {
  await signIn(page, tollgate);
  await page.waitForLoadState('networkidle');
  await openPalette(page);
  await page.keyboard.type('Providers');
  await expect(page.getByRole('option', { name: 'Providers', exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText('Providers');
  const change = page.getByRole('link', { name: 'Change sim-openai' });
  await reach(page, async () => change.evaluate((link) => link === document.activeElement));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/provider=sim-openai/);
  const form = page.getByLabel('Provider editor');
  const region = form.getByLabel('Region');
  await reach(page, async () => region.evaluate((field) => field === document.activeElement));
  await page.keyboard.type('us');
  await page.keyboard.press('Enter');
  await expect(form.getByText(/gets region: us/)).toBeVisible();
  for (const name of ['Publish', 'Undo']) {
    const button = form.getByRole('button', { name, exact: true });
    await expect(button).toBeEnabled();
    await reach(page, async () => button.evaluate((one) => one === document.activeElement));
    await page.keyboard.press('Enter');
  }
  await expect(form.getByText(/Taken back/)).toBeVisible();
});

/** Presses Tab until the focus is where it is wanted. */
async function reach(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  for (let step = 0; step < 120; step += 1) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there.');
}
