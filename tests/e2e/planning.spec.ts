import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { clientOf, simulator, startProduct } from './product';
import { signIn } from './sign-in';
import { troubleOn } from './trouble';

let tollgate: RunningTollgate;
let page: Page;
let trouble: string[];
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  tollgate = await startProduct({ TOLLGATE_WORKERS: '1' });
  const client = clientOf(tollgate);
  for (const model of ['gpt-4.1', 'deepseek-v3.2'])
    await client.chat.completions.create({
      model,
      messages: [{ role: 'user', content: 'What is a bridge?' }],
    });
  page = await browser.newPage();
  page.on('dialog', (dialog) => void dialog.accept());
  trouble = troubleOn(page);
  await signIn(page, tollgate);
});
test.afterAll(() => tollgate.remove());
test.afterEach(() => expect(trouble).toEqual([]));

const open = (path: string) => page.goto(`${tollgate.url}${path}`);
const line = (id: string, more: object = {}) =>
  JSON.stringify({
    ...{ custom_id: id, method: 'POST', url: '/v1/chat/completions' },
    body: { model: 'gpt-4.1', max_tokens: 10, messages: [{ role: 'user', content: `Hello ${id}` }], ...more },
  });

/** Hands a file in, looks at what it may cost, starts it, and opens its page. */
async function runBatch(name: string, text: string, choose: () => Promise<void> = () => Promise.resolve()) {
  // By name: until the first requests are on the books, the demo is what is opened.
  await open('/batches?workspace=main');
  const form = page.getByRole('form', { name: 'File of a batch' });
  const file = { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
  await form.getByLabel('File', { exact: true }).setInputFiles(file);
  await form.getByRole('button', { name: 'Upload and estimate' }).click();
  await expect(page.getByText(/They may cost \$/)).toBeVisible();
  await choose();
  await page.getByRole('button', { name: 'Start the batch' }).click();
  const said = page.getByText(/batch_\w+ is on its way/);
  await expect(said).toBeVisible();
  const [id = ''] = /batch_\w+/.exec(await said.innerText()) ?? [];
  await open(`/batches/${id}`);
}
/** The page follows by itself. */
const stateIs = (words: string) => expect(page.locator('dd').first()).toHaveText(words, { timeout: 60_000 });

async function downloaded(label: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('main').getByRole('link', { name: label, exact: true }).click(),
  ]);
  return readFileSync(await download.path(), 'utf8');
}

test('a batch of JSONL is handed in, estimated, started, watched and downloaded in the browser', async () => {
  await runBatch('questions.jsonl', [line('a'), line('b'), line('c')].join('\n'));
  await stateIs('done');
  const answers = (await downloaded('Answers')).trim().split('\n');
  expect(answers.map((row) => (JSON.parse(row) as { custom_id: string }).custom_id)).toEqual(['a', 'b', 'c']);
});

test('a batch of CSV is one too; what a row leaves out is chosen on the page', async () => {
  await runBatch('prompts.csv', 'custom_id,prompt\nfirst,"What, exactly, is a river?"\n,Why?\n');
  await stateIs('done');
  const requests = await downloaded('Requests');
  expect(requests).toContain('What, exactly, is a river?');
  expect(requests).toContain('"custom_id":"row-3"');
  expect((await downloaded('Answers')).trim().split('\n')).toHaveLength(2);
});

test('wrong lines are listed by their numbers, and nothing of the file is sent', async () => {
  await runBatch('wrong.jsonl', [line('a'), 'no JSON', line('a')].join('\n'));
  await stateIs('refused');
  const rows = page.getByRole('table').filter({ hasText: 'What is wrong' }).locator('tbody tr');
  await expect(rows).toHaveText([/^2The line is not JSON/, /^3.*twice/]);
  await expect(page.getByText(/0 of 0|0 of 3/)).toBeVisible();
});

test('a batch that is under way is cancelled, and keeps what is done', async () => {
  await simulator(tollgate, '/admin/latency', { factor: 0.5 });
  const many = Array.from({ length: 400 }, (_none, index) => line(`item-${index}`)).join('\n');
  await runBatch('many.jsonl', many, () => page.getByLabel('Requests at once').fill('4'));
  await expect(page.getByText(/[1-9]\d* of 400/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Cancel the batch' }).click();
  await stateIs('cancelled');
  await simulator(tollgate, '/admin/latency', { factor: 0.02 });
  expect((await downloaded('Answers')).length).toBeGreaterThan(0);
  expect(await downloaded('Without an answer')).toContain('batch_cancelled');
});

test('a preset of Simulate gives the article’s figures, is saved, shared and opened again', async () => {
  await open('/simulate');
  await page.getByRole('link', { name: 'A million requests, three mixes' }).click();
  const costs = page.getByRole('region', { name: 'Cost of each scenario' }).locator('tbody tr');
  await expect(costs).toHaveText([/\$4,000\.00/, /\$5,750\.00/, /\$2,702\.75.*-32\.4/]);
  // What is typed while the preset still comes in is overwritten by it.
  await expect(async () => {
    await page.getByLabel('Requests a month, all requests').fill('2000000');
    await page.getByRole('button', { name: 'Calculate' }).click();
    await expect(costs.first()).toContainText('$8,000.00', { timeout: 3000 });
  }).toPass({ timeout: 30_000 });
  await page.locator('#field-name').fill('Twice as many');
  await page.getByLabel('Share with the workspace').check();
  await page.getByRole('button', { name: 'Save as a plan' }).click();
  const saved = page.getByRole('link', { name: 'Twice as many' });
  await expect(saved).toBeVisible();
  await open('/simulate');
  await saved.click();
  await expect(costs.first()).toContainText('$8,000.00');
});

test('one’s own traffic is a scenario, and no share of it is lost, also under another name', async () => {
  await open('/simulate?from_traffic=yes');
  await expect(page.getByText(/are on the books, scaled to a month/)).toBeVisible();
  await expect(page.getByText('rows sum to total ✓')).toBeVisible();
  const kind = page.getByLabel('Name of kind 1', { exact: true });
  await expect(async () => {
    await kind.fill('renamed');
    await page.getByRole('button', { name: 'Calculate' }).click();
    await expect(page.getByRole('cell', { name: 'renamed' }).first()).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByText('rows sum to total ✓')).toBeVisible();
});

test('cost of ownership: the article’s sum, own traffic, break-even, and a tornado with its figures', async () => {
  await open('/simulate/tco');
  const total = page.getByRole('region', { name: 'Total cost' }).locator('tbody tr');
  await expect(total.nth(0)).toContainText('$181,500.00');
  await expect(total.nth(1)).toContainText('$504.00');
  await expect(page.getByText('When own machines pay')).toBeVisible();
  const swings = page.getByRole('region', { name: 'Sensitivity to each assumption' }).locator('tbody tr');
  expect(await swings.count()).toBeGreaterThan(5);
  await expect(swings.first()).toContainText('$');
  await page.getByRole('link', { name: 'Fill in from your own traffic' }).click();
  await expect(page).toHaveURL(/from_traffic=yes/);
  await expect(total.nth(0)).toContainText('$');
  await open('/simulate/tco?months=0');
  await expect(page.getByRole('textbox', { name: /months/i }).first()).toHaveAttribute(
    'aria-invalid',
    'true',
  );
});

test('cost of ownership: one wrong share loses nothing of what was typed, and a saved plan is changed in place', async () => {
  await open('/simulate/tco');
  const card = page.getByRole('form', { name: 'Assumptions' });
  const field = (name: string) => card.locator(`[name="${name}"]`);
  await field('tokensPerMonth').fill('7000000');
  await field('privatePercent').fill('90');
  await field('cachePercent').fill('20');
  await page.getByRole('button', { name: 'Calculate' }).click();
  await expect(page.getByText('own machines and cache take 100 % together at most')).toHaveCount(2);
  await expect(field('tokensPerMonth')).toHaveValue('7000000');
  await expect(field('privatePercent')).toHaveValue('90');
  await expect(field('cachePercent')).toHaveValue('20');
  await expect(page.getByRole('button', { name: 'Save as a plan' })).toBeHidden();
  await field('cachePercent').fill('5');
  await page.getByRole('button', { name: 'Calculate' }).click();
  await expect(page).toHaveURL(/cachePercent=5(&|$)/);
  await page.locator('#field-name').fill('Mostly our own');
  await page.getByRole('button', { name: 'Save as a plan' }).click();
  const saved = page.getByRole('link', { name: 'Mostly our own' });
  await expect(saved).toHaveCount(1);
  await saved.click();
  await expect(page).toHaveURL(/plan=/);
  await expect(field('privatePercent')).toHaveValue('90');
  await field('privatePercent').fill('80');
  await page.getByRole('button', { name: 'Calculate' }).click();
  await expect(page).toHaveURL(/privatePercent=80/);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible();
  await expect(saved).toHaveCount(1);
  await saved.click();
  await expect(page).not.toHaveURL(/privatePercent/);
  await expect(field('privatePercent')).toHaveValue('80');
  await expect(field('tokensPerMonth')).toHaveValue('7000000');
});

test('a benchmark is estimated, started, followed to its figures, and compared with the next', async () => {
  await open('/health');
  await page.getByRole('link', { name: 'Benchmark', exact: true }).click();
  const form = page.getByRole('form', { name: 'New benchmark' });
  await form.getByRole('button', { name: 'Estimate' }).click();
  const first = form.getByRole('group', { name: 'Models' }).getByRole('checkbox').first();
  await expect(first).toHaveAccessibleDescription('choose at least one model');
  await form.getByLabel('sim-openai/gpt-4.1', { exact: true }).check();
  await form.getByLabel('Requests', { exact: true }).fill('5');
  const results = page.getByRole('region', { name: 'Results' }).locator('tbody tr');
  for (const runs of [1, 2]) {
    await form.getByRole('button', { name: 'Estimate' }).click();
    await expect(form.getByText(/10 requests, about \$/)).toBeVisible();
    await form.getByRole('button', { name: 'Start the benchmark' }).click();
    await expect(form.getByText(/is on its way/)).toBeVisible();
    await expect(page.getByText(/done: 10 of 10 requests/)).toBeVisible({ timeout: 60_000 });
    await expect(results).toHaveText([/sim-openai\/gpt-4\.1gateway50/, /sim-openai\/gpt-4\.1direct50/]);
    await expect(page.getByRole('region', { name: 'Benchmarks' }).locator('tbody tr')).toHaveCount(runs);
  }
  await page.getByRole('link', { name: 'First token p50' }).click();
  const chart = page.getByLabel('Over time', { exact: true });
  await chart.getByRole('button', { name: 'Table' }).click();
  await expect(chart.locator('tbody tr')).toHaveCount(2);
});

test('the reports of a month and of a change show what is on the books, and print by day on pages of their own', async () => {
  await open('/reports');
  const figures = page.getByRole('region', { name: 'Figures of the month' });
  await expect(figures.locator('tbody tr').first()).toContainText('Spend');
  await expect(
    page.getByText('To send it, publish a mail channel in the configuration first.'),
  ).toBeVisible();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('navigation', { name: 'Reports' })).toBeHidden();
  await expect(page.getByText('By mail')).toBeHidden();
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(['rgb(255, 255, 255)', 'rgb(250, 249, 246)']).toContain(paper);
  expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  await page.getByRole('link', { name: 'Before and after a change' }).click();
  await page.getByLabel('Days before and after').fill('1');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(
    page.getByRole('region', { name: 'Before and after' }).locator('tbody tr').first(),
  ).toContainText('$');
  await open('/reports/migration?on=2026-02-31');
  await expect(page.getByText('That day is none, or has not begun.')).toBeVisible();
});
