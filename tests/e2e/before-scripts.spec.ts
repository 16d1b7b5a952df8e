import { expect, type Page } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { PAGES } from './addresses';
import { holdScripts } from './hold-scripts';
import { ADMIN } from './product';
import { test } from './shared-product';
import { signIn } from './sign-in';

let tollgate: RunningTollgate;
test.beforeAll(({ tollgate: shared }) => {
  tollgate = shared;
});

/** Forms that only scripts can send, and that the browser would send by itself: as a click, or Enter in a field, would. */
function sentByTheBrowser(page: Page): Promise<string[]> {
  return page.locator('form:not([action])').evaluateAll((forms) =>
    forms.flatMap((form) => {
      if (!(form instanceof HTMLFormElement)) return [];
      const buttons = [...form.elements].filter(
        (element): element is HTMLButtonElement =>
          element instanceof HTMLButtonElement && element.type === 'submit',
      );
      const isHeld = buttons.length > 0 && buttons.every(({ disabled }) => disabled);
      return isHeld ? [] : [form.outerHTML.slice(0, 200)];
    }),
  );
}

test('who is quicker than the scripts of the page signs in all the same', async ({ page }) => {
  const release = await holdScripts(page);
  await page.goto(`${tollgate.url}/sign-in`, { waitUntil: 'commit' });
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeDisabled();
  release();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
});

test('no form that needs scripts is sent without them: nothing typed ends in an address', async ({
  browser,
  page,
}) => {
  await signIn(page, tollgate);
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const bare = await context.newPage();
  let forms = 0;
  for (const { path, workspace = 'main' } of PAGES) {
    await bare.goto(`${tollgate.url}${path}?workspace=${workspace}`);
    expect(await sentByTheBrowser(bare), path).toEqual([]);
    forms += await bare.locator('form:not([action])').count();
  }
  await context.clearCookies();
  await bare.goto(`${tollgate.url}/sign-in`);
  await expect(bare.getByRole('button', { name: 'Sign in' })).toBeDisabled();
  expect(forms).toBeGreaterThan(10);
  await context.close();
});
