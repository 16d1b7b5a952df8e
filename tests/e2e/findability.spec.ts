import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { openPalette } from './open-palette';
import { clientOf, startProduct } from './product';
import { signIn } from './sign-in';

let tollgate: RunningTollgate;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  tollgate = await startProduct();
});
test.afterAll(() => tollgate.remove());

const ask = () =>
  clientOf(tollgate)
    .chat.completions.create({ model: 'gpt-4.1', messages: [{ role: 'user', content: 'Hello' }] })
    .withResponse();

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

test('first steps notice a first request by themselves, and stay away once put away', async ({ page }) => {
  await signIn(page, tollgate);
  const steps = page.getByRole('region', { name: 'First steps' });
  const step = (name: string) => steps.locator(`[data-step=${name}]`);
  await expect(step('key')).toHaveAttribute('data-done', 'true');
  await expect(step('request')).toHaveAttribute('data-done', 'false');
  await expect(step('provider')).toHaveAttribute('data-done', 'false');
  await ask();
  await expect(step('request')).toHaveAttribute('data-done', 'true', { timeout: 30_000 });
  await steps.getByRole('button', { name: 'Put away' }).click();
  await page.reload();
  await expect(heading(page)).toHaveText('Overview');
  await expect(steps).toHaveCount(0);
});

test('by keyboard alone one finds a page, a key and a request, and reads which keys there are', async ({
  page,
}) => {
  const { response } = await ask();
  const id = response.headers.get('x-request-id') ?? '';
  await signIn(page, tollgate);
  await page.waitForLoadState('networkidle');
  async function find(words: string, option: string): Promise<void> {
    await openPalette(page);
    await page.keyboard.type(words);
    await expect(page.getByRole('option', { name: option })).toBeVisible();
    await page.keyboard.press('Enter');
  }
  await find('audi', 'Audit');
  await expect(heading(page)).toHaveText('Audit');
  await find('End-to', 'End-to-end (e2e)');
  await expect(page).toHaveURL(/\/keys\?.*key=e2e/);
  await find(id, id);
  await expect(page).toHaveURL(new RegExp(`/requests/${id}`));
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Requests');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option', { name: 'Overview' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await expect(heading(page)).toHaveText('Budgets');
});

test('the live tail shows a new request without a reload, and is frozen past the first page', async ({
  page,
}) => {
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/requests?workspace=main&live=1`);
  await expect(page.getByRole('link', { name: 'Live: on' })).toHaveAttribute('data-live', 'true');
  const { response } = await ask();
  const row = page.locator(`a[href*="${response.headers.get('x-request-id')}"]`);
  await expect(row.first()).toBeVisible({ timeout: 30_000 });
  await page.goto(`${tollgate.url}/requests?workspace=demo&live=1`);
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(page.getByText('Live is frozen past the first page.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Live: on' })).toHaveAttribute('data-live', 'false');
});

// Last: nothing of it is there afterwards.
test('a term says what it means, and a page where it is, by keyboard', async ({ page }) => {
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/health?workspace=demo`);
  const term = page.getByRole('button', { name: 'Breaker', exact: true });
  const meaning = page.getByText(/^Open: so many calls failed/);
  await expect(meaning).toBeHidden();
  await term.press('Enter');
  await expect(meaning).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(meaning).toBeHidden();
  await expect(term).toBeFocused();
  await page.goto(`${tollgate.url}/pricing/import?workspace=main`);
  const above = page.getByRole('navigation', { name: 'Pages above' });
  await above.getByRole('link', { name: 'Pricing' }).press('Enter');
  await expect(heading(page)).toHaveText('Pricing');
});

test('the demo is labelled as such, and goes with one click', async ({ page }) => {
  await signIn(page, tollgate);
  // Where requests were made, that workspace comes first.
  await page.goto(`${tollgate.url}/overview?workspace=demo`);
  await expect(page.getByText(/generated history/i).first()).toBeVisible();
  await page
    .getByRole('button', { name: /remove/i })
    .first()
    .click();
  const confirm = page.getByRole('button', { name: /^(yes, )?remove/i }).last();
  if (await confirm.isVisible()) await confirm.click();
  await expect(page.getByText(/generated history/i)).toHaveCount(0);
});
