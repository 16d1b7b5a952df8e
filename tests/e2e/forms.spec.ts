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

test('a form whose server is not reached stays, with what was typed, and says so', async ({
  page,
  context,
  tollgate,
}) => {
  await signIn(page, tollgate);
  const gone = page.getByText('The connection is gone. What you wrote is still here: try again in a moment.');
  for (const [path, name, button] of [
    ['/keys', 'Name', 'Create the key'],
    ['/simulate', 'Name of kind 1', 'Calculate'],
    ['/routing', 'Prompt', 'Explain'],
    ['/pricing/import', undefined, 'See what changes'],
  ] as const) {
    await page.goto(`${tollgate.url}${path}?workspace=main`);
    await page.waitForLoadState('networkidle');
    const field = name && page.getByLabel(name, { exact: true }).first();
    if (field) await field.fill('Typed before');
    await context.setOffline(true);
    await page.getByRole('button', { name: button }).click();
    await expect(gone).toBeVisible();
    if (field) await expect(field).toHaveValue('Typed before');
    await context.setOffline(false);
  }
});

test('a file that cannot be taken is said beside its field, before and after the server', async ({
  page,
  tollgate,
}) => {
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/pricing/import?workspace=main`);
  await page.waitForLoadState('networkidle');
  const file = page.getByLabel('Or a file (.csv, .json)');
  const look = page.getByRole('button', { name: 'See what changes' });
  const choose = (text: string) =>
    file.setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await choose('');
  await expect(file).toHaveAccessibleDescription('Choose a file that is not empty.');
  await choose('x'.repeat(6_000_001));
  await expect(file).toHaveAccessibleDescription('The file has more than 6,000,000 characters: divide it.');
  await look.click();
  await expect(page.getByText('The catalogue')).toHaveCount(0);
  // Larger than what Next takes for an action if nobody says otherwise.
  await choose(`cost\n${'1\n'.repeat(900_000)}`);
  await look.click();
  await expect(file).toHaveAccessibleDescription(/there is no such column/);
  await expect(file).toBeFocused();

  await page.goto(`${tollgate.url}/pricing/reconciliation?workspace=main`);
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Compare with the books' }).click();
  await expect(page.getByLabel('Usage or invoice')).toHaveAccessibleDescription('Choose a file first.');
});

test('forms over several parts say beside each what is wrong with it', async ({ page, tollgate }) => {
  await signIn(page, tollgate);
  const open = async (path: string) => {
    await page.goto(`${tollgate.url}${path}?workspace=main`);
    await page.waitForLoadState('networkidle');
  };
  await open('/simulate');
  const [requests, share] = [
    page.getByLabel(/^Requests a month,/).first(),
    page.getByLabel(/^Share of line 1,/).first(),
  ];
  await requests.fill('many');
  await share.fill('all');
  await page.getByRole('button', { name: 'Calculate' }).click();
  await expect(requests).toHaveAccessibleDescription('must be a number');
  await expect(requests).toBeFocused();
  await expect(share).toHaveAccessibleDescription(/a percentage from 0 to 100/);
  await requests.fill('10');
  await share.fill('50');
  await page.getByRole('button', { name: 'Calculate' }).click();
  await expect(page.getByRole('group', { name: /^Models of/ }).first()).toHaveAccessibleDescription(
    /add up to 50 %/,
  );

  await open('/health/benchmark');
  await page.getByRole('button', { name: 'Estimate' }).click();
  await expect(
    page.getByRole('group', { name: 'Models' }).getByRole('checkbox').first(),
  ).toHaveAccessibleDescription('choose at least one model');

  await open('/requests');
  const cost = page.getByLabel('Cost from, USD');
  await cost.fill('much');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(cost).toHaveAccessibleDescription('An amount such as 12.50');
  await expect(cost).toHaveValue('much');
  await page.getByRole('button', { name: 'Custom range' }).click();
  await page.getByLabel('First day').fill('2026-11-10');
  await page.getByLabel('Last day').fill('2026-11-01');
  await page.getByRole('dialog').getByRole('button', { name: 'Show' }).click();
  await expect(page.getByLabel('Last day')).toHaveAccessibleDescription('The range ends before it starts.');
  await expect(page.getByLabel('Last day')).toBeFocused();
});

test('a view and a prompt that are saved by a double click are there once, and names are refused beside them', async ({
  page,
  tollgate,
}) => {
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/spend?workspace=main`);
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Saved views' }).click();
  const views = page.getByRole('dialog', { name: 'Saved views' });
  const name = views.getByLabel('Save what you see as');
  await name.fill('   ');
  await views.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(name).toHaveAccessibleDescription(/name/);
  await expect(name).toBeFocused();
  await name.fill('By double click');
  await views.getByRole('button', { name: 'Save', exact: true }).dblclick();
  await expect(views.getByRole('link', { name: 'By double click' })).toHaveCount(1);
  await views.getByRole('button', { name: 'Delete By double click' }).click();
  await expect(views.getByRole('link', { name: 'By double click' })).toHaveCount(0);

  await page.goto(`${tollgate.url}/playground?workspace=main`);
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Name of the prompt').fill('By double click');
  await page.getByRole('button', { name: 'Save', exact: true }).dblclick();
  await expect(page.getByRole('status').filter({ hasText: 'Saved.' })).toBeVisible();
  await page.goto(`${tollgate.url}/playground?workspace=main`);
  await expect(page.getByText('Saved prompts (1)')).toBeVisible();
});
