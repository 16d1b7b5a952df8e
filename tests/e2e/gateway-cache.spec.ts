import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { ADMIN, KEY, manage, startProduct } from './product';

let tollgate: RunningTollgate;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  tollgate = await startProduct({ TOLLGATE_WORKERS: '2' });
});
test.afterAll(() => tollgate.remove());

/** Over a new connection, so that gateway processes take turns. */
async function ask(): Promise<{ cache: string | null; text: string }> {
  const response = await fetch(`${tollgate.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ model: 'kept', messages: [{ role: 'user', content: 'Name a colour.' }] }),
  });
  return { cache: response.headers.get('x-tollgate-cache'), text: await response.text() };
}

test('an answer is kept, given again by every process, shown with what that saved, and forgotten on demand', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const config = await manage(tollgate, 'GET', '/api/v1/config');
  const [first] = config['models'] as { id: string }[];
  const rule = {
    id: 'kept',
    name: 'Answers are kept',
    when: { models: ['kept'] },
    targets: [first?.id],
    settings: { cache: { ttlSeconds: 3_600 } },
  };
  const rules = [rule, ...(config['rules'] as object[])];
  await manage(tollgate, 'PUT', '/api/v1/config', { ...config, rules });
  await expect.poll(async () => (await ask()).cache).toMatch(/miss|hit/);

  // Whoever asked first, within a second or two each process has the answer of one of them.
  const round = () => Promise.all(Array.from({ length: 12 }, ask));
  await expect.poll(async () => new Set((await round()).map(({ cache }) => cache))).toEqual(new Set(['hit']));

  await page.goto(`${tollgate.url}/sign-in`);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password').fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  const saved = page.getByLabel('Money saved').locator('[data-exact]');
  await expect(async () => {
    await page.goto(`${tollgate.url}/routing/cache?workspace=main&range=24h`);
    await expect(saved).not.toHaveAttribute('data-exact', '0', { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.getByRole('table').getByRole('row', { name: /^kept/ })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const { total } = await manage(tollgate, 'GET', '/api/v1/cache?range=24h');
  expect(await saved.getAttribute('data-exact')).toBe((total as { netUsd: string }).netUsd);

  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByLabel('Of the rule').fill('kept');
  await page.getByRole('button', { name: 'Forget' }).click();
  await expect(page.getByRole('status')).toHaveText(/1 answer is forgotten/);
  await expect.poll(async () => (await ask()).cache, { intervals: [100] }).toBe('miss');
});
