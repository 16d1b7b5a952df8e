import { expect, type Page } from '@playwright/test';
import { signBody } from '@/lib/alerts/channels/sign';
import { startReceiver } from '../integration/alerts/receivers';
import type { RunningTollgate } from '../support/start-tollgate';
import { ADMIN, clientOf } from './product';
import { sendMixed } from './send-mixed';
import { test } from './shared-product';

const SECRET = 'a-signing-secret-of-some-length';
let tollgate: RunningTollgate;
let hook: Awaited<ReturnType<typeof startReceiver>>;
test.beforeAll(async ({ tollgate: shared }) => {
  tollgate = shared;
  hook = await startReceiver();
});
test.afterAll(() => hook.close());

test.beforeEach(async ({ page }) => {
  await page.goto(`${tollgate.url}/sign-in`);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
});

/** Fills a form of one part of the page, looks at what it would change, and publishes that, by keyboard from there. */
async function publish(page: Page, part: string, fields: Record<string, string>, kind?: string) {
  const form = page.getByRole('region', { name: part });
  const summary = form.locator('summary');
  // A part that still streams in is in the document before it is shown, and takes no key then.
  await expect(form).toBeVisible();
  if ((await summary.count()) > 0)
    await expect(async () => {
      if ((await form.locator('details[open]').count()) === 0) await summary.press('Enter');
      await expect(form.locator('details[open]')).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 30_000 });
  if (kind !== undefined) await form.getByLabel('Kind').selectOption(kind);
  for (const [label, value] of Object.entries(fields)) await form.getByLabel(label).fill(value);
  await form.getByRole('button', { name: 'Show what would change' }).press('Enter');
  await expect(form.getByText('This would change:')).toBeVisible();
  await form.getByRole('button', { name: 'Publish' }).press('Enter');
  await expect(form.getByText(/Published as version \d+/)).toBeVisible();
  return form;
}

const ask = () =>
  clientOf(tollgate).chat.completions.create({
    model: 'gpt-4.1',
    max_tokens: 20,
    messages: [{ role: 'user', content: 'Which budget am I from?' }],
  });

test('a budget is drafted, published, changed, refuses what it does not cover, and is taken back', async ({
  page,
}) => {
  await ask();
  await page.goto(`${tollgate.url}/budgets?workspace=main`);
  const editor = page.getByRole('region', { name: 'Budget editor' });
  await editor.getByLabel('Id').fill('month');
  await editor.getByLabel('Limit (USD)').fill('twelve');
  await editor.getByRole('button', { name: 'Show what would change' }).click();
  await expect(editor.getByLabel('Limit (USD)')).toHaveAccessibleDescription(/^a decimal amount/);
  await expect(editor.getByLabel('Limit (USD)')).toBeFocused();
  await publish(page, 'Budget editor', { Id: 'month', 'Limit (USD)': '12.50' });
  const card = page.locator('[data-budget="month"]');
  await expect(card.getByTitle('$12.50', { exact: true })).toBeVisible();
  await expect(card.getByRole('application', { name: /burn-down by day/ })).toBeVisible();
  await expect(card.getByText(/Not enough history for a forecast/)).toBeVisible();
  await ask();

  await page.reload();
  await editor.getByLabel('Budget', { exact: true }).selectOption('month');
  await publish(page, 'Budget editor', { 'Limit (USD)': '0.000001' });
  await expect(card.getByText('$0.000001')).toBeVisible();
  const refused = async () => {
    const answer = await ask().catch((error: unknown) => error);
    return answer instanceof Error ? answer.message : 'answered';
  };
  await expect
    .poll(refused, { timeout: 20_000 })
    .toMatch(/402 .*“month” \(\$0\.000001 a month for workspace main\)/);
  await editor.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(editor.getByText(/Taken back: version \d+/)).toBeVisible();
  await expect(card.getByTitle('$12.50', { exact: true })).toBeVisible();
  await expect.poll(refused, { timeout: 20_000 }).toBe('answered');
  await page.goto(`${tollgate.url}/overview?workspace=main`);
  const budgets = page.getByRole('region', { name: 'Budgets', exact: true });
  await expect(budgets.getByRole('meter')).toBeVisible();
  await expect(budgets.getByText('of $12.50')).toBeVisible();
});

test('an alert goes to a tested webhook, is acknowledged and muted', async ({ page }) => {
  await page.goto(`${tollgate.url}/alerts?workspace=main`);
  const channel = { Id: 'hook', URL: hook.url, 'Signing secret': SECRET };
  await publish(page, 'Create or replace a channel', channel, 'webhook');
  await page.getByRole('button', { name: 'Send a test to hook' }).click();
  await expect(page.getByText('Sent: answered 200')).toBeVisible();
  const [call] = hook.calls;
  const timestamp = Number(call?.headers['x-tollgate-timestamp']);
  expect(call?.headers['x-tollgate-signature']).toBe(signBody(SECRET, timestamp, call?.body ?? ''));

  const rule = { Id: 'slow', Name: 'Slow', Milliseconds: '1', 'Needs requests': '1', Tell: 'hook' };
  await publish(page, 'Create or replace an alert', rule, 'p95');
  await sendMixed(clientOf(tollgate), 12, 4);
  const told = () =>
    hook.calls.map(({ body }) => JSON.parse(body) as { kind: string; rule?: { id: string } });
  await expect
    .poll(() => told().some(({ kind, rule: of }) => kind === 'fired' && of?.id === 'slow'), {
      timeout: 90_000,
    })
    .toBe(true);

  await page.goto(`${tollgate.url}/overview?workspace=main`);
  const alerts = page.getByRole('region', { name: 'Alerts', exact: true });
  await expect(alerts.getByText('Slow')).toBeVisible();
  await alerts.getByRole('link', { name: 'Open' }).press('Enter');
  await expect(page.getByRole('link', { name: /^Alerts: \d+ fires?/ })).toBeVisible();
  await page.getByRole('button', { name: 'Acknowledge: Slow' }).press('Enter');
  await expect(page.getByText(`Acknowledged by ${ADMIN.email}`)).toBeVisible();
  await page.getByRole('button', { name: 'Mute 1 h: Slow' }).press('Enter');
  await expect(page.getByText(/Muted until/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Unmute: Slow' })).toBeVisible();
});
