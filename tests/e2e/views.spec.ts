import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { openPalette } from './open-palette';
import { manage } from './product';
import { test } from './shared-product';
import { signIn } from './sign-in';

let tollgate: RunningTollgate;
test.beforeAll(({ tollgate: shared }) => {
  tollgate = shared;
});

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Saved views' });

async function openViews(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Saved views' }).click();
  await expect(dialog(page)).toBeVisible();
}

test('a view is saved, renamed, shared, opened from the palette, and gone once deleted', async ({ page }) => {
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/spend?workspace=demo&range=7d&by=provider`);
  await openViews(page);
  await dialog(page).getByLabel('Save what you see as').fill('By provider');
  await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog(page).getByText('“By provider” is saved.')).toBeVisible();
  await dialog(page).getByLabel('Save what you see as').fill('by PROVIDER');
  await dialog(page).getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog(page).getByText('You have a view of this name already.')).toBeVisible();
  await expect(dialog(page).getByLabel('Save what you see as')).toHaveValue('by PROVIDER');
  await dialog(page).getByRole('button', { name: 'Rename By provider' }).click();
  await dialog(page).getByLabel('New name of By provider').fill('Weekly');
  await dialog(page).getByLabel('New name of By provider').press('Enter');
  await dialog(page).getByRole('button', { name: 'Share' }).click();
  await expect(dialog(page).getByText('shared', { exact: true })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.keyboard.press('Escape');

  await page.goto(`${tollgate.url}/health?workspace=demo`);
  await openPalette(page);
  await page.keyboard.type('Weekly');
  await page.getByRole('option', { name: 'Weekly' }).click();
  await expect(page).toHaveURL(/\/spend\?.*by=provider.*range=7d/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Spend');
  const view = new URL(page.url()).searchParams.get('view');

  await openViews(page);
  await dialog(page).getByRole('button', { name: 'Delete Weekly' }).click();
  await expect(dialog(page).getByText(/None yet/)).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Undo' }).click();
  await expect(dialog(page).getByText('“Weekly” is here again.')).toBeVisible();
  await expect(dialog(page).getByText('shared', { exact: true })).toBeVisible();
  await manage(tollgate, 'DELETE', `/api/v1/views/${view}`);
  await dialog(page).getByRole('button', { name: 'Delete Weekly' }).click();
  await expect(dialog(page).getByText(/it may have been deleted/)).toBeVisible();
  await expect(dialog(page).getByText(/None yet/)).toBeVisible();
  await page.goto(`${tollgate.url}/views/${view}`);
  await expect(page.getByText('This view is not there any more')).toBeVisible();
});

test('a view whose state is no longer valid opens the nearest valid one and says so', async ({ page }) => {
  const saved = await manage(tollgate, 'POST', '/api/v1/views', {
    ...{ workspace: 'demo', name: 'Old', page: '/spend', shared: true },
    query: 'by=weather&range=custom&from=2026-02-31&to=x',
  });
  await signIn(page, tollgate);
  await page.goto(`${tollgate.url}/views/${String(saved['id'])}`);
  await expect(page).toHaveURL(/\/spend\?/);
  await expect(page.getByText(/“by” could not be read and is left out/)).toBeVisible();
  await expect(page.getByText(/Showing the last 30 days/)).toBeVisible();
});

for (const path of ['overview', 'spend', 'health'])
  test(`a stretch of the chart of ${path} becomes the range, by dragging and by the keyboard`, async ({
    page,
  }) => {
    await signIn(page, tollgate);
    await page.goto(`${tollgate.url}/${path}?workspace=demo`);
    // What streams in above would move the chart away from under the pointer.
    await page.waitForLoadState('networkidle');
    const chart = page.locator('.recharts-wrapper').first();
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    if (box === null) throw new Error('no chart');
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.4, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, y, { steps: 4 });
    await page.mouse.move(box.x + box.width * 0.6, y, { steps: 4 });
    await expect(page.locator('[data-brush=chosen]')).toBeVisible();
    await page.mouse.up();
    await expect(page).toHaveURL(/range=custom/);
    await expect(page).toHaveURL(new RegExp(`/${path}\\?`));
    const dragged = page.url();
    await expect(page.getByRole('button', { name: 'Custom range, in use' })).toBeVisible();

    const surface = page.locator('svg.recharts-surface[role=application]').first();
    await surface.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect(page.getByText(/^Chosen: /)).toBeAttached();
    await page.keyboard.press('Escape');
    await expect(page.getByText(/^Chosen: /)).toHaveCount(0);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(dragged);
    await expect(page).toHaveURL(/range=custom/);
    await page.locator('svg.recharts-surface[role=application]').first().focus();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(dragged);
    await page.goBack();
    await expect(page).not.toHaveURL(/range=custom/);
  });
