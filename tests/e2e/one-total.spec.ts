import { expect, test, type Page } from '@playwright/test';
import { sumUsd } from '@/lib/pricing/money';
import type { RunningTollgate } from '../support/start-tollgate';
import { ADMIN, clientOf, manage, startProduct } from './product';
import { sendMixed } from './send-mixed';

/** As many as one page of the request log shows. */
const REQUESTS = 48;

let tollgate: RunningTollgate;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  tollgate = await startProduct();
});
test.afterAll(() => tollgate.remove());

async function signIn(page: Page): Promise<void> {
  await page.goto(`${tollgate.url}/overview?workspace=main`);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
}

async function exactOf(page: Page, selector: string): Promise<string[]> {
  const cells = page.locator(selector);
  await expect(cells.first()).toBeVisible();
  return cells.evaluateAll((found) => found.map((cell) => cell.getAttribute('data-exact') ?? ''));
}

/** The cells of a column of an export, by its name. */
async function columnOf(path: string, column: string): Promise<Map<string, string>> {
  const response = await fetch(new URL(path, tollgate.url), {
    headers: { authorization: `Bearer ${tollgate.adminToken}` },
  });
  const lines = (await response.text())
    .trim()
    .split('\r\n')
    .filter((line) => !line.startsWith('"#'));
  const [names = [], ...rows] = lines.map((line) => line.slice(1, -1).split('","'));
  const at = names.indexOf(column);
  return new Map(rows.map((cells, n) => [cells[0] === 'Total' ? 'Total' : String(n), cells[at] ?? '']));
}

test('one total on Overview, Spend, Requests, Budgets, the API and the CSV, to the last digit', async ({
  page,
}) => {
  const config = await manage(tollgate, 'GET', '/api/v1/config');
  const budget = {
    id: 'whole',
    name: 'The whole workspace',
    scope: { kind: 'workspace', value: 'main' },
    period: 'monthly',
    limitUsd: '1000',
    mode: 'soft',
  };
  await manage(tollgate, 'PUT', '/api/v1/config', { ...config, budgets: [budget] });
  expect(await sendMixed(clientOf(tollgate), REQUESTS, 8)).toEqual({ answered: REQUESTS, refused: 0 });
  const totals = () => manage(tollgate, 'GET', '/api/v1/totals?workspace=main');
  await expect.poll(async () => (await totals())['requests'], { timeout: 20_000 }).toBe(REQUESTS);
  const total = String((await totals())['costUsd']);
  expect(Number(total)).toBeGreaterThan(0);

  await signIn(page);
  await expect(page.getByLabel('Spend', { exact: true }).locator('[data-exact]')).toHaveAttribute(
    'data-exact',
    total,
  );

  for (const by of ['model', 'key', 'rule', 'user']) {
    await page.goto(`${tollgate.url}/spend?workspace=main&by=${by}`);
    expect(await exactOf(page, 'main tfoot [data-exact]'), `Spend by ${by}`).toEqual([total]);
    await expect(page.getByText('rows sum to total ✓')).toBeVisible();
    expect(sumUsd(await exactOf(page, 'main tbody [data-exact]'))).toBe(total);
    const csv = await columnOf(`/api/v1/export/spend?workspace=main&by=${by}`, 'cost');
    expect(csv.get('Total'), `CSV by ${by}`).toBe(total);
  }

  await page.goto(`${tollgate.url}/requests?workspace=main`);
  const costs = await exactOf(page, 'main tbody [data-exact]');
  expect([costs.length, sumUsd(costs)]).toEqual([REQUESTS, total]);
  const rows = await columnOf('/api/v1/export/requests?workspace=main', 'cost_usd');
  expect(sumUsd(rows.values())).toBe(total);

  await page.goto(`${tollgate.url}/savings?workspace=main`);
  expect((await exactOf(page, 'main tfoot [data-exact]'))[0]).toBe(total);

  const { budgets } = (await manage(tollgate, 'GET', '/api/v1/budgets?workspace=main')) as {
    budgets: { id: string; spentUsd: string }[];
  };
  expect(budgets.find(({ id }) => id === 'whole')?.spentUsd).toBe(total);
  await page.goto(`${tollgate.url}/budgets?workspace=main`);
  await expect(page.locator(`main [data-exact="${total}"]`).first()).toBeVisible();
});

test('a cell of the chart opens its requests, which add up to it', async ({ page }) => {
  await signIn(page);
  await page.goto(`${tollgate.url}/spend?workspace=main&compare=previous`);
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  const cell = page
    .getByRole('region', { name: /as a table/ })
    .locator('td[data-exact]:has(a)')
    .first();
  const spent = await cell.getAttribute('data-exact');
  await cell.getByRole('link').click();
  await expect(page).toHaveURL(/\/requests\?.*since=/);
  const costs = await exactOf(page, 'main tbody [data-exact]');
  expect(sumUsd(costs)).toBe(spent);
  await expect(page.getByLabel('Since')).toBeVisible();
});
