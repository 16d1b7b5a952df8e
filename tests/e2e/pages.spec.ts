import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
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
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, 'pixels that stick out to the right').toBeLessThanOrEqual(0);
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

for (const { colorScheme, width } of LOOKS)
  test(`each page is accessible and fits: ${colorScheme}, ${width} px`, async ({ browser }) => {
    test.setTimeout(600_000);
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const trouble = troubleOn(page);
    await checkPage(page, '/sign-in');
    await signIn(page, tollgate);
    await checkPage(page, '/overview?workspace=demo');
    await checkPage(page, '/overview?workspace=main');
    await checkPage(page, '/spend?workspace=demo&compare=previous');
    await checkPage(page, '/spend?workspace=demo&metric=latency_p95');
    await checkPage(page, '/savings?workspace=demo');
    await checkPage(page, '/budgets?workspace=main');
    await checkPage(page, '/pricing?workspace=main&show=all');
    await checkPage(page, '/pricing/import?workspace=main');
    await checkPage(page, '/pricing/corrections?workspace=demo');
    await checkPage(page, '/pricing/reconciliation?workspace=main');
    await checkPage(page, '/simulate?workspace=demo&from_traffic=yes');
    await checkPage(page, '/batches?workspace=main');
    await checkPage(page, '/reports?workspace=demo');
    await checkPage(page, '/simulate/tco?workspace=demo&from_traffic=yes');
    for (const path of ['providers', 'providers?provider=sim-openai', 'providers/models?model=gpt-4.1'])
      await checkPage(page, `/${path}`);
    await checkPage(page, '/routing?workspace=main');
    await checkPage(page, '/routing/cache?workspace=main');
    await checkPage(page, '/routing/experiments?workspace=main');
    await checkPage(page, '/health?workspace=demo');
    await checkPage(page, '/health?workspace=main&show=now&figure=errorRate');
    for (const own of ['playground', 'alerts', 'recommendations', 'keys', 'people', 'audit', 'settings'])
      await checkPage(page, `/${own}?workspace=main`);
    await checkPage(page, '/requests?workspace=demo');
    await page.locator('tbody a').first().click();
    await expect(page).toHaveURL(/\/requests\/req_/);
    await checkPage(page, new URL(page.url()).pathname + new URL(page.url()).search);
    expect(trouble).toEqual([]);
    await context.close();
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
