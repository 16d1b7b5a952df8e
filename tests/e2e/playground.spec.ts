import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { compareUsd } from '@/lib/pricing/money';
import { clientOf, manage } from './product';
import { test } from './shared-product';
import { signIn } from './sign-in';
import { troubleOn } from './trouble';

const MODELS = ['claude-opus-4', 'gpt-4.1', 'deepseek-v3.2'];
const PROMPT = 'Write a function that reverses a list in {{language}}.';

let tollgate: RunningTollgate;
test.beforeAll(({ tollgate: shared }) => {
  tollgate = shared;
});

/** Exact costs of the columns, as their figures hold them. */
const costsOf = (page: Page) =>
  page
    .locator('[data-cost]')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-cost') ?? ''));

async function compare(page: Page): Promise<void> {
  for (const [at, model] of MODELS.entries())
    await page.getByLabel(`Model of column ${at + 1}`).selectOption(model);
  await page.getByRole('textbox', { name: 'Message 1' }).fill(PROMPT);
  await page.getByLabel('{{language}}').fill('Python');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Done', { exact: true })).toHaveCount(3);
}

test('a team compares three models and makes a rule from the winner', async ({ page }) => {
  test.setTimeout(180_000);
  const trouble = troubleOn(page);
  await signIn(page, tollgate);
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Playground');
  await compare(page);

  const costs = await costsOf(page);
  const [cheapest = ''] = costs.toSorted(compareUsd);
  const winner = MODELS[costs.indexOf(cheapest)] ?? '';
  const column = page.getByRole('region', { name: `Column ${costs.indexOf(cheapest) + 1}: ${winner}` });
  await expect(column.getByText('cheapest')).toBeVisible();
  await expect(page.getByText('cheapest')).toHaveCount(1);

  await column.getByText('Why this route').click();
  await expect(column.getByText('No rule fired: the model was taken as it was named.')).toBeVisible();
  await expect(column.getByRole('region', { name: 'What each model would have cost' })).toContainText(
    'gpt-4.1',
  );
  await page.getByText('Get code').click();
  await expect(page.getByRole('button', { name: 'Copy the code' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await column.getByRole('button', { name: 'Good answer' }).click();
  await expect(column.getByText('Noted')).toBeVisible({ timeout: 30_000 });

  // Who changes their mind while the first word is still on its way: the second is what stays.
  const sent: unknown[] = [];
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/api/v1/feedback', async (route) => {
    const { label } = route.request().postDataJSON() as { label: string };
    sent.push(label);
    if (label === 'good') await held;
    await route.continue();
  });
  await column.getByRole('button', { name: 'Good answer' }).click();
  await expect(column.getByText('Noting…')).toBeVisible();
  await column.getByRole('button', { name: 'Bad answer' }).click();
  // Whatever the click sent at once is on its way before this.
  await page.evaluate(() => fetch('/healthz'));
  expect(sent).toEqual(['good']);
  letGo();
  await expect(column.getByText('Noted')).toBeVisible();
  expect(sent).toEqual(['good', 'bad']);
  await expect(column.getByRole('button', { name: 'Bad answer' })).toHaveAttribute('aria-pressed', 'true');
  await page.unroute('**/api/v1/feedback');

  const opened = page.waitForEvent('popup');
  await column.getByRole('link', { name: 'Make this a rule' }).click();
  const routing = await opened;
  await expect(routing.getByRole('heading', { level: 1 })).toHaveText('Routing');
  await routing.getByRole('button', { name: 'Begin a draft with it' }).click();
  await routing.getByRole('button', { name: 'Publish now' }).click();
  await expect(routing.getByText(/Published as version/).first()).toBeVisible();
  const routed = async () => {
    const answer = await clientOf(tollgate)
      .chat.completions.create({ model: 'auto', messages: [{ role: 'user', content: PROMPT }] })
      .withResponse();
    return answer.response.headers.get('x-tollgate-model');
  };
  await expect.poll(routed).toBe(winner);
  expect(trouble).toEqual([]);
});

test('what a column says that it cost is on the books, tagged with who asked, and the key stays on the server', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const received: Promise<string>[] = [];
  page.on('response', (response) => received.push(response.text().catch(() => '')));
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/playground?workspace=main`);
  await compare(page);
  const [cost] = await costsOf(page);
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'On the books' }).first().click();
  const books = await opened;
  await books.waitForURL(/\/requests\/req_/);
  const exact = books.locator('[data-exact]').first();
  await expect(async () => {
    await books.reload();
    await expect(exact).toHaveAttribute('data-exact', cost ?? '', { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(books.getByText('playground=admin@example.com')).toBeVisible();
  await expect(books.getByText('playground:main', { exact: true })).toBeVisible();
  expect((await Promise.all(received)).join('\n')).not.toMatch(/tg-[A-Za-z0-9_-]{20,}/);
});

test('a prompt is saved, gets a second version, is opened again in its first, and five runs show their spread', async ({
  page,
}) => {
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/playground?workspace=main`);
  await page.getByRole('textbox', { name: 'Message 1' }).fill('first words');
  await page.getByLabel('Name of the prompt').fill('Kept');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Message 1' }).fill('second words');
  await page.getByRole('button', { name: 'Save version 2' }).click();
  await expect(page.getByText('Saved as version 2.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Message 1' })).toHaveValue('second words');
  await page.getByRole('link', { name: 'Version 1' }).click();
  await expect(page.getByRole('textbox', { name: 'Message 1' })).toHaveValue('first words');
  await page.getByLabel('Runs a column').selectOption('5');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Run 5, done' })).toHaveCount(3);
  await expect(page.getByText(/ ms to .* ms|\d s to /).first()).toBeVisible();
});

test('a prompt that is deleted where it was saved leaves its words, which can be saved again', async ({
  page,
}) => {
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/playground?workspace=main`);
  await page.getByRole('textbox', { name: 'Message 1' }).fill('words to keep');
  await page.getByLabel('Name of the prompt').fill('Short-lived');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save version 2' })).toBeVisible();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save version 2' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Message 1' })).toHaveValue('words to keep');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
});

test('a hard budget of the playground refuses the next run, and says so in its column', async ({ page }) => {
  const before = await manage(tollgate, 'GET', '/api/v1/config');
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/playground?workspace=main`);
  await page.getByRole('button', { name: 'Limit it to $20 a month' }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText(/Budget “Playground”.*hard limit of \$20\.00 monthly/)).toBeVisible();
  const config = await manage(tollgate, 'GET', '/api/v1/config');
  const budgets = (config['budgets'] as { limitUsd: string }[]).map((one) => ({
    ...one,
    limitUsd: '0.000000001',
  }));
  await manage(tollgate, 'PUT', '/api/v1/config', { ...config, budgets });
  await expect(async () => {
    await page.getByRole('textbox', { name: 'Message 1' }).fill('Anything.');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByRole('alert').filter({ hasText: /budget/i })).toHaveCount(3, { timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await manage(tollgate, 'PUT', '/api/v1/config', before);
});
