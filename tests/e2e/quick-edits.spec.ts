import { expect } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { manage } from './product';
import { test } from './shared-product';
import { signIn } from './sign-in';

let tollgate: RunningTollgate;
test.beforeAll(async ({ tollgate: shared }) => {
  tollgate = shared;
  const file = await manage(tollgate, 'GET', '/api/v1/config');
  const budget = {
    ...{ id: 'team', name: 'Crew', scope: { kind: 'workspace', value: 'main' } },
    ...{ period: 'monthly', limitUsd: '10', mode: 'soft' },
  };
  await manage(tollgate, 'PUT', '/api/v1/config', { ...file, budgets: [budget] });
});

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
    await card.getByRole('button', { name: 'Change the limit of Crew' }).click();
    await card.getByLabel('Limit of Crew in USD').fill(to);
    await card.getByLabel('Limit of Crew in USD').press('Enter');
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
  // What was typed is here to be sent again; left, the field shows what holds.
  const limit = card.getByLabel('Limit of Crew in USD');
  await expect(limit).toHaveValue('99');
  await expect(limit).toHaveAccessibleDescription(/The connection is gone/);
  await limit.press('Escape');
  await expect(shown('10')).toBeVisible();
  await page.unroute('**/budgets**');
  await change('0.0000000000001');
  await expect(card.getByLabel('Limit of Crew in USD')).toBeVisible();
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

test('an alert is switched off, removed and brought back from the toast; what is in use stays and says why', async ({
  page,
}) => {
  const file = await manage(tollgate, 'GET', '/api/v1/config');
  const channel = { id: 'room', name: 'Room', kind: 'webhook', url: `${tollgate.url}/nowhere` };
  const alert = { id: 'late', name: 'Late', workspace: 'main', channels: ['room'] };
  await manage(tollgate, 'PUT', '/api/v1/config', {
    ...file,
    channels: [{ ...channel, secret: 'a-signing-secret-of-some-length' }],
    alerts: [{ ...alert, when: { kind: 'p95', ms: 60_000 } }],
  });
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/alerts?workspace=main`);
  const toasts = page.getByRole('region', { name: 'What was just done' });
  const row = page.getByRole('row', { name: /^Late/ });
  await row.getByRole('button', { name: 'Switch off: Late' }).click();
  await expect(toasts.getByText('The alert "late" is switched off.')).toBeVisible();
  await toasts.getByRole('button', { name: 'Undo' }).click();
  await expect(row.getByRole('button', { name: 'Switch off: Late' })).toBeEnabled();

  await page.getByRole('button', { name: 'Remove Room' }).click();
  await expect(toasts.getByText(/there is no channel "room"/)).toBeVisible();
  await expect(page.getByRole('row', { name: /^Room/ })).toBeVisible();

  await row.getByRole('button', { name: 'Remove Late' }).click();
  await expect(row).toHaveCount(0);
  await toasts.getByText('The alert "late" is removed.').hover();
  await toasts
    .locator('div', { hasText: 'The alert "late" is removed.' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(row).toBeVisible();
  await page.getByRole('button', { name: 'Remove Late' }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove Room' }).click();
  await expect(page.getByRole('row', { name: /^Room/ })).toHaveCount(0);
});

test('a budget that was removed comes back from the toast, on another page too', async ({ page }) => {
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/budgets?workspace=main`);
  const editor = page.getByRole('region', { name: 'Budget editor' });
  await editor.getByLabel('Budget', { exact: true }).selectOption('team');
  await editor.getByRole('button', { name: 'Remove it' }).click();
  await editor.getByRole('button', { name: 'Publish' }).click();
  const toasts = page.getByRole('region', { name: 'What was just done' });
  await toasts.getByText('The budget "team" is removed.').hover();
  await expect(page.locator('[data-budget=team]')).toHaveCount(0);
  expect(await limitInForce()).toBeUndefined();
  await page.getByRole('link', { name: 'Alerts', exact: true }).first().press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Alerts');
  await toasts.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(toasts.getByText(/Taken back/)).toBeVisible();
  expect(await limitInForce()).toBe('10');
});
