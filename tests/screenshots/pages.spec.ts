import { expect, test, type Page } from '@playwright/test';
import { withClient } from '@/lib/boot/postgres/connect';
import { seedWorkspace } from '@/scripts/seed/seed-workspace';
import { startProduct } from '../e2e/product';
import { signIn } from '../e2e/sign-in';
import type { RunningTollgate } from '../support/start-tollgate';
import { hasTheirFonts, keepFonts } from './fonts';

/** The same thirty days on every machine, on whatever day it runs. */
const HISTORY = { workspaceId: 'seed', requests: 6_000, days: 30, seed: 7, amongReal: false } as const;
const UNTIL = new Date('2026-11-01T12:00:00Z');
const SEEDED = 'workspace=seed&from=2026-10-02&to=2026-10-31';

const PAGES = {
  overview: `/overview?${SEEDED}`,
  spend: `/spend?${SEEDED}&then=provider`,
  savings: `/savings?${SEEDED}`,
  requests: `/requests?${SEEDED}`,
  health: `/health?${SEEDED}`,
  simulate: `/simulate?workspace=main`,
  routing: '/routing?workspace=main',
  providers: '/providers?workspace=main',
  pricing: '/pricing?workspace=main',
  budgets: '/budgets?workspace=main',
  alerts: '/alerts?workspace=main',
  batches: '/batches?workspace=main',
  playground: '/playground?workspace=main',
  keys: '/keys?workspace=main',
  settings: '/settings?workspace=main',
} as const;

/** Between wide and narrow only light is kept: what breaks there is where things stand, not their colour. */
const LOOKS = [
  ...(['light', 'dark'] as const).flatMap((colorScheme) => [
    { colorScheme, viewport: { width: 1440, height: 900 } },
    { colorScheme, viewport: { width: 390, height: 844 } },
  ]),
  { colorScheme: 'light', viewport: { width: 768, height: 1024 } },
] as const;

/** What is told of the time of the run: when something was last used or is to begin, and which processes run. */
const OF_THE_RUN = /\d{2}:\d{2}:\d{2}| ago|process/;
const changing = (page: Page) => [
  page.locator('td, dd, li, p').filter({ hasText: OF_THE_RUN, hasNot: page.locator('td, li, p') }),
  page.locator('input[type="datetime-local"], input[type="date"]'),
];

let tollgate: RunningTollgate;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  tollgate = await startProduct();
  await withClient(tollgate.databaseUrl, async (client) => {
    await seedWorkspace(client, { ...HISTORY, until: UNTIL }, () => undefined);
  });
});
test.afterAll(() => tollgate.remove());

for (const { colorScheme, viewport } of LOOKS)
  test(`pages look as they did: ${colorScheme}, ${viewport.width} px`, async ({ browser }, { config }) => {
    test.setTimeout(300_000);
    const context = await browser.newContext({
      ...{ colorScheme, viewport, locale: 'en-GB', reducedMotion: 'reduce' },
    });
    const page = await context.newPage();
    await page.goto(`${tollgate.url}/sign-in`);
    const isDrawing = config.updateSnapshots === 'all' || config.updateSnapshots === 'changed';
    if (isDrawing) await keepFonts(page);
    test.skip(
      !(await hasTheirFonts(page)),
      'The pictures were drawn with other fonts than this machine has.',
    );
    const look = async (name: string) => {
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expect
        .soft(page)
        .toHaveScreenshot(`${name}-${colorScheme}-${viewport.width}.png`, { mask: changing(page) });
    };
    await look('sign-in');
    await signIn(page, tollgate);
    for (const [name, path] of Object.entries(PAGES)) {
      await page.goto(`${tollgate.url}${path}`);
      await look(name);
    }
    await context.close();
  });
