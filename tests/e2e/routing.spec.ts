import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { ADMIN, clientOf, manage, startProduct } from './product';

const ASKED = 6;
let tollgate: RunningTollgate;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  tollgate = await startProduct({ TOLLGATE_DEMO: 'off' });
});
test.afterAll(() => tollgate.remove());

async function signIn(page: Page): Promise<void> {
  await page.goto(`${tollgate.url}/sign-in`);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
}

/** Asks a simple question and tells the model that answered. */
async function askedModel(): Promise<string | null> {
  const messages = [{ role: 'user' as const, content: 'What is the capital of France?' }];
  const request = clientOf(tollgate).chat.completions.create({ model: 'auto', messages });
  const { response } = await request.withResponse();
  return response.headers.get('x-tollgate-model');
}

async function accessible(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

const RULE = 'Simple questions go to the cheapest';

test('a rule is drafted, tried on past traffic, published, followed by the next request, and rolled back', async ({
  page,
}) => {
  test.setTimeout(180_000);
  for (let count = 0; count < ASKED; count += 1) expect(await askedModel()).toBe('deepseek-v3.2');
  const booked = async () => (await manage(tollgate, 'GET', '/api/v1/totals?workspace=main'))['requests'];
  await expect.poll(booked, { timeout: 30_000 }).toBe(ASKED);
  await signIn(page);

  await page.goto(`${tollgate.url}/routing?workspace=main`);
  await page.getByLabel('Prompt', { exact: true }).fill('What is the capital of France?');
  await page.getByRole('button', { name: 'Explain' }).click();
  await expect(page.getByText('It would go to sim-openai/deepseek-v3.2.')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Begin a draft' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Change of rules');
  const changes = page.getByRole('region', { name: 'What would change' });
  await expect(changes).toContainText('says what is in force already');

  await page.getByRole('button', { name: `Edit ${RULE}` }).click();
  const targets = page.getByLabel('Targets, in order');
  await targets.fill('gpt-9');
  await accessible(page);
  await page.getByRole('button', { name: 'Keep' }).click();
  await expect(page.getByText('there is no model "gpt-9"')).toBeVisible();
  await page.getByRole('button', { name: `Edit ${RULE}` }).click();
  await targets.fill('gpt-4.1-mini, deepseek-v3.2');
  await page.getByRole('button', { name: 'Keep' }).press('Enter');
  await expect(changes).toContainText('auto-simple');
  await expect(page.getByRole('status').getByText('Saved', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Try it on this period' }).click();
  const run = page.getByRole('region', { name: 'Dry run' });
  await expect(run.getByText(`of ${ASKED}, 100.0 %`)).toBeVisible({ timeout: 30_000 });
  await accessible(page);
  await run.getByRole('link', { name: String(ASKED), exact: true }).click();
  await expect(page.getByText('sim-openai/deepseek-v3.2 → sim-openai/gpt-4.1-mini')).toBeVisible();
  await accessible(page);
  await expect(page.locator('tbody a')).toHaveCount(ASKED);
  await page.locator('tbody a').first().click();
  await expect(page).toHaveURL(/\/requests\/req_/);
  await page.goBack();
  await page.getByRole('link', { name: 'Draft', exact: true }).click();

  await page.getByRole('button', { name: 'Publish now' }).click();
  await expect(page.getByText('Published as version 2.').first()).toBeVisible();
  await accessible(page);
  await expect.poll(askedModel).toBe('gpt-4.1-mini');

  await page.goto(`${tollgate.url}/routing/versions?workspace=main&version=1`);
  await expect(page.getByText(/auto-simple.* changes targets/)).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Roll back to version 1' }).click();
  await expect(page.getByText('It says what is in force, as version 3.')).toBeVisible();
  await expect.poll(askedModel).toBe('deepseek-v3.2');
});

test('a rule that comes with an address becomes a draft, moved by the keyboard, and is discarded', async ({
  page,
}) => {
  await signIn(page);
  const rule = {
    id: 'from-elsewhere',
    name: 'From elsewhere',
    when: { models: ['auto'] },
    targets: ['gpt-4.1'],
  };
  await page.goto(`${tollgate.url}/routing?draft=${encodeURIComponent(JSON.stringify(rule))}`);
  await page.getByRole('button', { name: 'Begin a draft with it' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('From elsewhere');
  await expect(page.getByText(/is never reached: “From elsewhere”/).first()).toBeVisible();
  for (let step = 0; step < 6; step += 1)
    await page.getByRole('button', { name: 'Move From elsewhere down' }).press('Enter');
  await expect(page.getByText(/“From elsewhere” is never reached/)).toBeVisible();
  // One save for each step; what stands beside the editor follows them.
  await expect(page.locator('input[name="revision"]').first()).toHaveValue('7');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Discard the draft' }).click();
  await expect(page.getByText(/Discarded by/).first()).toBeVisible();
});

test('what somebody else saved meanwhile is not published by who has not seen it', async ({ page }) => {
  await signIn(page);
  const inForce = (await manage(tollgate, 'GET', '/api/v1/config')) as { rules: object[] };
  const { draft } = (await manage(tollgate, 'POST', '/api/v1/drafts', {
    name: 'Two at once',
    content: { rules: inForce.rules },
  })) as { draft: { id: string } };
  await page.goto(`${tollgate.url}/routing/drafts/${draft.id}?workspace=main`);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await manage(tollgate, 'PUT', `/api/v1/drafts/${draft.id}`, {
    revision: 1,
    content: { rules: inForce.rules.slice(0, 1) },
  });
  // The page is drawn anew beside the editor, which keeps what it showed.
  await page.getByRole('button', { name: 'Try it on this period' }).click();
  await expect(page.getByText('Somebody saved this draft since you opened it.').first()).toBeVisible();
  await page.getByRole('button', { name: 'Publish now' }).click();
  await expect(page.getByRole('region', { name: 'Publish' }).getByRole('alert')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Publish now' })).toBeVisible();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Discard the draft' }).click();
  await expect(page.getByText(/Discarded by/).first()).toBeVisible();
});

test('an address with a broken rule says so, and shows the page', async ({ page }) => {
  await signIn(page);
  await page.goto(`${tollgate.url}/routing?draft=%7B%22id%22`);
  await expect(page.getByText('The rule in the address is cut off or no JSON.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Rules in force' })).toBeVisible();
});
