import { expect, test } from '@playwright/test';
import { startTollgate } from '../support/start-tollgate';

test('the one-time link makes the first account, once', async ({ page }) => {
  test.setTimeout(300_000);
  const tollgate = await startTollgate();
  try {
    const printed = () => /\/setup(\?token=\S+)/.exec(tollgate.output())?.[1];
    await expect.poll(printed).toBeDefined();
    const token = printed() ?? '';
    await page.goto(`${tollgate.url}/setup${token}`);
    await page.getByLabel('E-mail').fill('first@example.com');
    await page.getByLabel('Password', { exact: true }).fill('a long enough passphrase');
    await page
      .getByRole('button')
      .filter({ hasText: /create|set up/i })
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
    await page.context().clearCookies();
    await page.goto(`${tollgate.url}/setup${token}`);
    await expect(page.getByLabel('E-mail')).toHaveCount(0);
  } finally {
    await tollgate.remove();
  }
});
