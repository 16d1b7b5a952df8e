import { expect, type Page } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { ADMIN } from './product';

/** Signs in as the admin of {@link startProduct}, up to the first page, which may take `timeoutMs`. */
export async function signIn(page: Page, tollgate: RunningTollgate, timeoutMs = 20_000): Promise<void> {
  await page.goto(`${tollgate.url}/sign-in`);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview', { timeout: timeoutMs });
}
