import { expect, test } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { manage, startProduct } from './product';
import { signIn } from './sign-in';

let tollgate: RunningTollgate;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  tollgate = await startProduct({ TOLLGATE_DEMO: 'off' });
  const file = await manage(tollgate, 'GET', '/api/v1/config');
  const budget = {
    ...{ id: 'team', name: 'Team', scope: { kind: 'workspace', value: 'main' } },
    ...{ period: 'monthly', limitUsd: '10', mode: 'soft' },
  };
  await manage(tollgate, 'PUT', '/api/v1/config', { ...file, budgets: [budget] });
});
test.afterAll(() => tollgate.remove());

const limitInForce = async () => {
  const file = (await manage(tollgate, 'GET', '/api/v1/config')) as {
    budgets: { id: string; limitUsd: string }[];
  };
  return file.budgets.find(({ id }) => id === 'team')?.limitUsd;
};

test('the limit of a budget changes at once, is undone from the toast, and comes back when it fails', async ({
  page,
}) => {
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/budgets?workspace=main`);
  const card = page.locator('[data-budget=team]');
  const shown = (exact: string) => card.locator(`dd [data-exact="${exact}"]`);
  const toasts = page.getByRole('region', { name: 'What was just done' });
  const change = async (to: string) => {
    await card.getByRole('button', { name: 'Change the limit of Team' }).click();
    await card.getByLabel('Limit of Team in USD').fill(to);
    await card.getByLabel('Limit of Team in USD').press('Enter');
  };
  // Held back on its way, so that what is shown at once is seen to be.
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/budgets**', async (route) => {
    if (route.request().method() === 'POST') await held;
    await route.continue();
  });
  await change('25');
  await expect(shown('25')).toBeVisible();
  expect(await limitInForce()).toBe('10');
  release();
  await expect(toasts.getByText(/changes limitUsd from 10 to 25/)).toBeVisible();
  expect(await limitInForce()).toBe('25');
  await toasts.getByRole('button', { name: 'Undo' }).click();
  await expect(toasts.getByText(/Taken back/)).toBeVisible();
  await expect(shown('10')).toBeVisible();
  expect(await limitInForce()).toBe('10');

  await page.unroute('**/budgets**');
  await page.route('**/budgets**', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await change('99');
  await expect(toasts.getByText(/The connection is gone/)).toBeVisible();
  await expect(shown('10')).toBeVisible();
  await page.unroute('**/budgets**');
  await change('0.0000000000001');
  await expect(card.getByLabel('Limit of Team in USD')).toBeVisible();
  expect(await limitInForce()).toBe('10');
});

test('rules change places and back, a key is switched off and on', async ({ page }) => {
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/routing?workspace=main`);
  const order = () =>
    page.locator('[data-rule]').evaluateAll((all) => all.map((one) => one.getAttribute('data-rule')));
  const toasts = page.getByRole('region', { name: 'What was just done' });
  const before = await order();
  await page
    .getByRole('button', { name: /^Try .+ later$/ })
    .first()
    .press('Enter');
  await expect(toasts.getByText(/The rules are tried in another order/)).toBeVisible();
  expect(await order()).toEqual([before[1], before[0], ...before.slice(2)]);
  await toasts.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(toasts.getByText(/Taken back/)).toBeVisible();
  await expect.poll(order).toEqual(before);

  await page.goto(`${tollgate.url}/keys?workspace=main&key=e2e`);
  await page.getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByRole('row', { name: /End-to-end/ })).toContainText('disabled');
  await toasts.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('row', { name: /End-to-end/ })).toContainText('in use');
});
