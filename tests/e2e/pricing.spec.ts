import { expect, test } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { clientOf, manage, startProduct } from './product';
import { signIn } from './sign-in';

let tollgate: RunningTollgate;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  tollgate = await startProduct();
});
test.afterAll(() => tollgate.remove());

test('a price is looked at, published with its conditions, undone, and tried on the past as a draft', async ({
  page,
}) => {
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/pricing?workspace=demo`);
  const form = page.getByRole('form', { name: 'New price' });
  await form.getByLabel('Model at the provider').fill('gpt-4.1-2025-04-14');
  await form.getByLabel('Meter').selectOption('out.text');
  await form.getByLabel('Price, USD').fill('9');
  await form.getByLabel('Context').selectOption('gt');
  await form.getByLabel('Tokens').fill('200000');
  await form.getByLabel('Time zone').fill('Mars/Base');
  await form.getByRole('button', { name: 'See what changes' }).click();
  await expect(form.getByText('there is no such time zone')).toBeVisible();
  await form.getByLabel('Time zone').fill('Europe/Berlin');
  await form.getByLabel('From').fill('2026-01-01T00:00');
  await form.getByRole('button', { name: 'See what changes' }).click();
  await expect(
    form.getByText(/The price "admin .+ out\.text 9 .+ above 200,000 tokens.*" is added/),
  ).toBeVisible();
  // What was edited since is looked at again first.
  await form.getByLabel('Price, USD').fill('8');
  await expect(form.getByRole('button', { name: 'Publish' })).toHaveCount(0);
  await form.getByRole('button', { name: 'See what changes' }).click();
  await expect(form.getByText(/out\.text 8 /)).toBeVisible();
  await form.getByRole('button', { name: 'Publish' }).click();
  await expect(form.getByText(/Version \d+ is in force/)).toBeVisible();
  await form.getByRole('button', { name: 'Undo' }).click();
  // It began in the past, so requests may have been billed by it.
  await expect(form.getByText('Nothing was changed: the price is in effect already.')).toBeVisible();
  await form.getByLabel('From').fill('2030-01-01T00:00');
  await form.getByRole('button', { name: 'See what changes' }).click();
  await expect(form.getByText(/ 8 2029-12-31T23:00:00.000Z.* is added/)).toBeVisible();
  await form.getByRole('button', { name: 'Publish' }).click();
  await form.getByRole('button', { name: 'Undo' }).click();
  await expect(form.getByText(/Undone: version \d+ is in force/)).toBeVisible();

  await page.goto(`${tollgate.url}/pricing/corrections?workspace=demo`);
  await page.getByLabel('With a price that is not published yet').check();
  await page.getByLabel('Model at the provider').fill('*');
  await page.getByLabel('Price, USD').fill('9');
  await page.getByRole('button', { name: 'See what changes' }).click();
  await expect(page.getByText(/looked at by the prices of version \d+ and the draft/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Book these adjustments' })).toHaveCount(0);
  await page.getByLabel('With a price that is not published yet').uncheck();
  await page.getByRole('button', { name: 'See what changes' }).click();
  await expect(page.getByText(/looked at by the prices of version \d+:/)).toBeVisible();
});

test('the books of real traffic agree with the simulator’s own ledger', async ({ page }) => {
  const client = clientOf(tollgate);
  for (const content of ['one', 'two', 'three'])
    await client.chat.completions.create({ model: 'auto', messages: [{ role: 'user', content }] });
  await signIn(page, tollgate);
  await expect
    .poll(async () => (await manage(tollgate, 'GET', '/api/v1/totals?workspace=main'))['requests'])
    .toBe(3);
  await page.goto(`${tollgate.url}/pricing/reconciliation?workspace=main`);
  await page.getByRole('button', { name: 'Compare with the simulator’s ledger' }).click();
  await expect(page.getByText('The books agree with the provider.')).toBeVisible();
  await expect(page.getByText(/3 matched, 0 billed and not on the books/)).toBeVisible();
});
