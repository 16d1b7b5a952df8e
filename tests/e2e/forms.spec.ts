import { expect } from '@playwright/test';
import { test } from './shared-product';
import { signIn } from './sign-in';

test('a form says beside its fields what the server refused, keeps what was typed, and a double click does one thing', async ({
  page,
  tollgate,
}) => {
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/keys?workspace=main`);
  await page.waitForLoadState('networkidle');
  const form = page.getByLabel('New key');
  const [name, rpm] = [form.getByLabel('Name'), form.getByLabel('Requests a minute')];
  const create = form.getByRole('button', { name: 'Create the key' });
  await rpm.fill('many');
  await create.click();
  await expect(form.getByRole('alert')).toHaveText('Nothing was changed: look at the marked fields.');
  await expect(name).toHaveAccessibleDescription('is needed');
  await expect(rpm).toHaveAccessibleDescription('must be a number');
  await expect(name).toBeFocused();
  await expect(rpm).toHaveValue('many');

  await name.fill('Clicked twice');
  await rpm.fill('7');
  await create.dblclick();
  await expect(form.getByRole('status')).toContainText('Clicked twice');
  await expect(rpm).not.toHaveAttribute('aria-invalid');
  await page.reload();
  await expect(page.getByRole('cell', { name: 'Clicked twice' })).toHaveCount(1);
});
