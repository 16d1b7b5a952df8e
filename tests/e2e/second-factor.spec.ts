import { expect, test, type Page } from '@playwright/test';
import { authenticatorCode } from '../support/authenticator';
import type { RunningTollgate } from '../support/start-tollgate';
import { ADMIN, manage, startProduct } from './product';
import { signIn } from './sign-in';

const OTHER = { email: 'other@example.com', password: 'another long passphrase' };

let tollgate: RunningTollgate;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  tollgate = await startProduct();
});
test.afterAll(() => tollgate.remove());

/** Types the password, reads the secret that is shown, and resolves to the code of the app. */
async function startSetUp(page: Page, password: string): Promise<string> {
  await page.getByLabel('Your password').fill(password);
  await page.getByRole('button', { name: 'Set it up' }).press('Enter');
  const secret = await page.getByText(/^[A-Z2-7]{32}$/).textContent();
  return authenticatorCode(secret ?? '', Date.now());
}

test('is demanded of everybody: who has none is led to set one up, and goes on', async ({
  page,
  browser,
}) => {
  await signIn(page, tollgate);
  const { path } = await manage(tollgate, 'POST', '/api/v1/invitations', {
    ...{ email: OTHER.email, role: 'engineer' },
    memberships: [{ workspace: 'main', teams: [] }],
  });
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const other = await phone.newPage();
  await other.goto(`${tollgate.url}${String(path)}`);
  await other.getByLabel('Password', { exact: true }).fill(OTHER.password);
  await other.keyboard.press('Enter');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Overview');

  await page.goto(`${tollgate.url}/settings`);
  const card = page.getByLabel('Second factor for everybody');
  await expect(card).toContainText('2 people with a password have none yet.');
  await card.getByRole('button', { name: 'Demand it of everybody' }).click();
  await expect(card.getByRole('alert')).toContainText('Set up your own second factor first');
  await page.getByLabel('Code that the app shows').fill(await startSetUp(page, ADMIN.password));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await expect(page.getByText('The second factor is on.')).toBeVisible();
  await card.getByRole('button', { name: 'Demand it of everybody' }).click();
  await expect(card.getByRole('button', { name: 'Demand it no longer' })).toBeVisible();
  await expect(card).toContainText('1 person with a password has none yet.');
  await expect(page.getByText('It is demanded of everybody here, so it cannot be turned off.')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('settings.png'), fullPage: true });

  // The session that was open before, on a phone: neither the API nor a page answers it.
  expect((await other.request.get(`${tollgate.url}/api/v1/keys?workspace=main`)).status()).toBe(403);
  await other.goto(`${tollgate.url}/keys?workspace=main`);
  await expect(other).toHaveURL(/\/second-factor\?callbackUrl=%2Fkeys/);
  await expect(other.getByRole('link', { name: 'Go on' })).toHaveCount(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await other.emulateMedia({ colorScheme });
    await other.screenshot({ path: test.info().outputPath(`phone-${colorScheme}.png`), fullPage: true });
  }
  const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  expect(await other.evaluate(overflow)).toBeLessThanOrEqual(0);
  await other.getByRole('button', { name: 'Tiếng Việt' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Xác thực hai lớp');
  await expect(other.getByText('Hãy thiết lập để tiếp tục.')).toBeVisible();
  await other.screenshot({ path: test.info().outputPath('phone-vi.png'), fullPage: true });
  await other.getByRole('button', { name: 'English' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Second factor');

  const code = await startSetUp(other, OTHER.password);
  const field = other.getByLabel('Code that the app shows');
  await field.fill(code === '000000' ? '111111' : '000000');
  await field.press('Enter');
  await expect(other.getByText('That code is not right.')).toBeVisible();
  await field.fill(code);
  await field.press('Enter');
  await expect(other.getByText('Recovery codes', { exact: true })).toBeVisible();
  await expect(field).toHaveCount(0);
  expect(await other.evaluate(overflow)).toBeLessThanOrEqual(0);
  await other.screenshot({ path: test.info().outputPath('phone-codes.png'), fullPage: true });
  await other.getByRole('link', { name: 'Go on' }).press('Enter');
  await expect(other).toHaveURL(/\/keys\?workspace=main/);
  expect((await other.request.get(`${tollgate.url}/api/v1/keys?workspace=main`)).status()).toBe(200);
  await phone.close();
});

test('who is led there may sign out', async ({ page }) => {
  const { path } = await manage(tollgate, 'POST', '/api/v1/invitations', {
    ...{ email: 'third@example.com', role: 'viewer' },
    memberships: [{ workspace: 'main', teams: [] }],
  });
  await page.goto(`${tollgate.url}${String(path)}`);
  await page.getByLabel('Password', { exact: true }).fill(OTHER.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Second factor');
  await page.getByRole('button', { name: 'Sign out' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
});
