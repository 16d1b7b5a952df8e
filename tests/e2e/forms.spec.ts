import { expect } from '@playwright/test';
import { test } from './shared-product';
import { signIn } from './sign-in';

test('a form says beside its fields what the server refused, keeps what was typed, and a double click does one thing', async ({
  page,
  tollgate,
}) => {
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/keys?workspace=main`);
  await page.waitForLoadState('networkidle');
  const form = page.getByLabel('New key');
  const [name, rpm] = [form.getByLabel('Name'), form.getByLabel('Requests a minute')];
  const create = form.getByRole('button', { name: 'Create the key' });
  await rpm.fill('many');
  await create.click();
  await expect(form.getByRole('alert')).toHaveText('Nothing was changed: look at the marked fields.');
  await expect(name).toHaveAccessibleDescription('is needed');
  await expect(rpm).toHaveAccessibleDescription('must be a number');
  await expect(name).toBeFocused();
  await expect(rpm).toHaveValue('many');

  await name.fill('Clicked twice');
  await rpm.fill('7');
  await create.dblclick();
  await expect(form.getByRole('status')).toContainText('Clicked twice');
  await expect(rpm).not.toHaveAttribute('aria-invalid');
  await page.reload();
  await expect(page.getByRole('cell', { name: 'Clicked twice' })).toHaveCount(1);
});

/** By page: the card, what is written into its fields, and what is said of the last. */
const DRAFTS: readonly (readonly [string, string, Record<string, string>, RegExp])[] = [
  [
    '/budgets',
    'Budget editor',
    { Id: 'b', 'Limit (USD)': '5', 'Tell at (% of the limit)': '50, many' },
    /^must be a number/,
  ],
  ['/alerts', 'Create or replace an alert', { Id: 'a', 'At %': 'half' }, /^must be a number/],
  [
    '/alerts',
    'Create or replace a channel',
    { Id: 'c', 'SMTP server': 'h', From: 'a@example.com', To: 'nobody' },
    /^(?!Addresses)./,
  ],
  ['/health', 'Thresholds', { 'p99 (ms)': '-1' }, /^must be/],
  [
    '/providers/models',
    'Model editor',
    { Id: 'm', 'Its name there': 'm', 'Tokens a minute': '0.5' },
    /^must be a whole number/,
  ],
  ['/settings', 'Prompts and answers', { 'Deleted after (days)': '0' }, /^must be at least 1/],
];

test('a draft says beside its fields what the configuration refuses, and goes to the first', async ({
  page,
  tollgate,
}) => {
  await signIn(page, tollgate);
  for (const [address, name, fields, said] of DRAFTS) {
    await page.goto(`${tollgate.url}${address}?workspace=main`);
    await page.waitForLoadState('networkidle');
    const card = page.getByLabel(name, { exact: true });
    const fold = card.locator('details').first();
    if (name.startsWith('Create')) await fold.locator('summary').first().click();
    for (const [label, value] of Object.entries(fields))
      await card.getByLabel(label, { exact: true }).first().fill(value);
    await card.getByRole('button', { name: 'Show what would change' }).click();
    const wrong = card.getByLabel(Object.keys(fields).at(-1) ?? '', { exact: true }).first();
    await expect(wrong, name).toHaveAccessibleDescription(said);
    await expect(wrong, name).toBeFocused();
    await expect(card.getByRole('alert').filter({ hasText: 'Nothing was changed' }), name).toHaveText(
      'Nothing was changed: look at the marked fields.',
    );
  }
});
