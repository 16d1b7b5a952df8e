import AxeBuilder from '@axe-core/playwright';
import { expect, type Browser, type Page } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { ADMIN } from './product';
import { test } from './shared-product';
import { signIn } from './sign-in';
import { troubleOn } from './trouble';

let tollgate: RunningTollgate;
test.beforeAll(({ tollgate: shared }) => {
  tollgate = shared;
});

async function checkPage(page: Page, path: string): Promise<void> {
  await page.goto(`${tollgate.url}${path}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  const { violations } = await new AxeBuilder({ page }).analyze();
  const look = `${path}, ${page.viewportSize()?.width} px`;
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    look,
  ).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${look}: pixels that stick out to the right`).toBeLessThanOrEqual(0);
}

/** Both themes and both widths; `PAGES=all` tries each theme at each width. */
const LOOKS = [
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 1440 },
  ...(process.env['PAGES'] === 'all'
    ? ([
        { colorScheme: 'light', width: 1440 },
        { colorScheme: 'dark', width: 390 },
        { colorScheme: 'light', width: 768 },
      ] as const)
    : []),
] as const;

async function checkAll(browser: Browser, { colorScheme, width }: (typeof LOOKS)[number]): Promise<void> {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const trouble = troubleOn(page);
  const check = (path: string) => checkPage(page, path);
  await check('/sign-in');
  await signIn(page, tollgate);
  await check('/overview?workspace=demo');
  await check('/overview?workspace=main');
  await check('/spend?workspace=demo&compare=previous');
  await check('/spend?workspace=demo&metric=latency_p95');
  await check('/savings?workspace=demo');
  await check('/budgets?workspace=main');
  await check('/pricing?workspace=main&show=all');
  await check('/pricing/import?workspace=main');
  await check('/pricing/corrections?workspace=demo');
  await check('/pricing/reconciliation?workspace=main');
  await check('/simulate?workspace=demo&from_traffic=yes');
  await check('/batches?workspace=main');
  await check('/reports?workspace=demo');
  await check('/simulate/tco?workspace=demo&from_traffic=yes');
  for (const path of ['providers', 'providers?provider=sim-openai', 'providers/models?model=gpt-4.1'])
    await check(`/${path}`);
  await check('/routing?workspace=main');
  await check('/routing/cache?workspace=main');
  await check('/routing/experiments?workspace=main');
  await check('/health?workspace=demo');
  await check('/health?workspace=main&show=now&figure=errorRate');
  for (const own of ['playground', 'alerts', 'recommendations', 'keys', 'people', 'audit', 'settings'])
    await check(`/${own}?workspace=main`);
  await check('/requests?workspace=demo');
  await page.locator('tbody a').first().click();
  await expect(page).toHaveURL(/\/requests\/req_/);
  await check(new URL(page.url()).pathname + new URL(page.url()).search);
  expect(trouble).toEqual([]);
  await context.close();
}

// At once: much of what a page takes is waiting.
test('each page is accessible and fits, in each look', async ({ browser }) => {
  test.setTimeout(600_000);
  await Promise.all(LOOKS.map((look) => checkAll(browser, look)));
});

test('a period is offered only where it changes what is shown', async ({ page }) => {
  await signIn(page, tollgate);
  const month = page.getByText('30 d', { exact: true });
  await expect(month).toBeVisible();
  await page.goto(`${tollgate.url}/budgets?workspace=main`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Budgets');
  await expect(month).toHaveCount(0);
});

test('scripts run only with the nonce of their page', async ({ page }) => {
  const policyOf = async () =>
    (await page.goto(`${tollgate.url}/sign-in`))?.headers()['content-security-policy'] ?? '';
  const scripts = /script-src ([^;]+)/.exec(await policyOf())?.[1] ?? '';
  expect(scripts).toMatch(/'nonce-[^']+'/);
  expect(scripts).not.toContain('unsafe');
  expect(await policyOf()).not.toContain(scripts);
});

test('nothing is shown to who has not signed in', async ({ page }) => {
  await page.goto(`${tollgate.url}/requests?workspace=demo`);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password').fill('not the password at all');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
});
