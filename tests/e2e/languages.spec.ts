import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { PAGES } from './addresses';
import { englishInHtml, englishLeft } from './english-left';
import { ADMIN } from './product';
import { test } from './shared-product';
import { troubleOn } from './trouble';

let tollgate: RunningTollgate;
test.beforeAll(({ tollgate: shared }) => {
  tollgate = shared;
});

async function checkVietnamese(page: Page, path: string): Promise<void> {
  await page.goto(`${tollgate.url}${path}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(await page.locator('html').getAttribute('lang')).toBe('vi');
  expect(await englishLeft(page), path).toEqual([]);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${path}: pixels that stick out to the right`).toBeLessThanOrEqual(0);
}

async function signInVietnamese(page: Page): Promise<void> {
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Mật khẩu').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tổng quan');
}

test('who asks for Vietnamese gets all of it, accessible and fitting at 390 px', async ({ browser }) => {
  test.setTimeout(240_000);
  const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 390, height: 900 } });
  const page = await context.newPage();
  const trouble = troubleOn(page);
  await checkVietnamese(page, '/sign-in');
  await signInVietnamese(page);
  await checkVietnamese(page, '/overview?workspace=demo');
  await expect(page.locator('[data-exact]').first()).toHaveText(/^\$[\d.]+,\d{2}$/);
  await expect(page.locator('main')).toContainText(/\d{2}\/\d{2}\/\d{4} đến \d{2}\/\d{2}\/\d{4}/);
  await checkVietnamese(page, '/spend?workspace=demo');
  await checkVietnamese(page, '/requests?workspace=demo');
  for (const own of ['budgets', 'routing', 'playground', 'settings'])
    await checkVietnamese(page, `/${own}?workspace=main`);
  // An address that cannot be read: the sentence is put together far from the page.
  await page.goto(`${tollgate.url}/overview?workspace=demo&from=2026-11-09&to=2026-11-01`);
  await expect(page.getByText('Khoảng kết thúc trước khi bắt đầu.')).toBeVisible();
  expect(trouble).toEqual([]);
  await context.close();
});

/** Tabs and states of pages that the table of addresses does not name. */
const MORE = [
  '/spend?workspace=demo&by=team&then=model&compare=previous',
  '/spend?workspace=demo&metric=latency_p95&by=nothing',
  '/spend?workspace=demo&model=nothing-like-it',
  '/savings?workspace=demo&baselines=gpt-4.1,claude-sonnet-4-5',
  '/requests?workspace=main&outcome=error',
  '/health?workspace=main&show=now&figure=errorRate',
  '/health?workspace=demo&figure=tokensPerSecond',
  '/pricing?workspace=main&show=all&per=k',
  '/routing/versions?version=1',
  '/providers?provider=sim-openai',
  '/providers/models?model=gpt-4.1',
  '/keys?workspace=main&key=e2e',
  '/simulate?workspace=demo&from_traffic=yes',
  '/simulate/tco?workspace=demo&from_traffic=yes',
  '/simulate/tco?workspace=main&gpus=none',
  '/reports?workspace=demo&month=2026-10',
  '/overview?range=24h&workspace=main',
];

test('every page is sent in Vietnamese, with what it says to an address that it cannot read', async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: 'vi-VN' });
  const page = await context.newPage();
  await page.goto(`${tollgate.url}/sign-in`);
  await signInVietnamese(page);
  const rows = await (await page.request.get(`${tollgate.url}/requests?workspace=demo`)).text();
  const detail = /href="(\/requests\/req_[^"]+)"/.exec(rows)?.[1];
  if (detail === undefined) throw new Error('The demo shows no request.');
  const addresses = PAGES.flatMap(({ path, words = {}, workspace = 'main' }) => [
    `${path}?workspace=${workspace}`,
    ...Object.keys(words).map((name) => `${path}?workspace=${workspace}&${name}=nothing-like-it`),
  ]);
  const left: string[] = [];
  for (const address of [...addresses, ...MORE, detail.replaceAll('&amp;', '&')]) {
    const headers = { 'accept-language': 'vi' };
    const answer = await page.request.get(`${tollgate.url}${address}`, { headers });
    const html = await answer.text();
    if (answer.ok()) expect(html, address).toContain('lang="vi"');
    for (const text of englishInHtml(html)) left.push(`${address}: ${text}`);
  }
  expect(left).toEqual([]);
  await context.close();
});

/** What opens something: menus, dialogs, notes of terms, folds. */
const OPENERS =
  'button[aria-haspopup]:visible:enabled, button[aria-expanded="false"]:visible:enabled, summary:visible';

test('what pages open is in Vietnamese: menus, dialogs, notes, folds, and what they say to what is wrong', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const context = await browser.newContext({ locale: 'vi-VN' });
  const page = await context.newPage();
  await page.goto(`${tollgate.url}/sign-in`);
  await signInVietnamese(page);
  const left: string[] = [];
  const read = async (what: string) => {
    for (const text of await englishLeft(page)) left.push(`${what}: ${text}`);
  };
  for (const path of [
    'overview',
    'spend',
    'health',
    'routing',
    'keys',
    'settings',
    'playground',
    'requests',
  ]) {
    await page.goto(`${tollgate.url}/${path}?workspace=main`);
    await page.waitForLoadState('networkidle');
    const openers = await page.locator(OPENERS).all();
    for (const [index, opener] of openers.slice(0, 8).entries()) {
      if (!(await opener.isVisible())) continue;
      await opener.click();
      await read(`${path}, opened ${index}`);
      await page.keyboard.press('Escape');
    }
  }
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await read('palette');
  await page.keyboard.press('Escape');
  await page.locator('h1').click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await read('keys');
  await page.keyboard.press('Escape');
  await page.goto(`${tollgate.url}/spend?workspace=main`);
  await page.getByRole('button', { name: 'Chế độ xem đã lưu' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('   ');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').locator('[aria-invalid=true]')).toBeVisible();
  await read('views');
  await page.goto(`${tollgate.url}/keys?workspace=main`);
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Tạo khóa' }).click();
  await expect(page.locator('[aria-invalid=true]').first()).toBeVisible();
  await read('refusal');
  expect(left).toEqual([]);
  await context.close();
});

test('a language that is chosen stays: at once, after sign-in, and in another browser', async ({
  browser,
}) => {
  const first = await browser.newContext({ locale: 'en-GB' });
  const page = await first.newPage();
  await page.goto(`${tollgate.url}/sign-in`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
  await signInVietnamese(page);
  await page.goto(`${tollgate.url}/settings`);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings');
  await page
    .getByRole('button', { name: 'Tài khoản' })
    .or(page.getByRole('button', { name: 'Account' }))
    .click();
  await page.getByRole('menuitemradio', { name: 'Tiếng Việt' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cài đặt');
  await first.close();

  const second = await browser.newContext({ locale: 'en-GB' });
  const other = await second.newPage();
  await other.goto(`${tollgate.url}/sign-in`);
  await other.getByLabel('E-mail').fill(ADMIN.email);
  await other.getByLabel('Password').fill(ADMIN.password);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Tổng quan');
  // For the next file with this product.
  await other.goto(`${tollgate.url}/settings`);
  await other.getByRole('button', { name: 'English' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Settings');
  await second.close();
});

test('the first answer of the server is in the language; English carries no dictionary', async ({
  request,
}) => {
  const answer = async (language: string) =>
    (await request.get(`${tollgate.url}/sign-in`, { headers: { 'accept-language': language } })).text();
  const [vietnamese, english] = [await answer('vi,en;q=0.5'), await answer('en')];
  expect(vietnamese).toMatch(/<html lang="vi"/);
  expect(vietnamese).toMatch(/<h1[^>]*>Đăng nhập</);
  expect(english).toMatch(/<html lang="en"/);
  expect(english).not.toContain('Đăng nhập');
});
