import { expect, test, type Page } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { hasTheirFonts } from './font-print';
import { startProduct } from './product';
import { signIn } from './sign-in';

/**
 * Pictures of pages, kept in `__screenshots__`; `npx playwright test screenshots --update-snapshots` draws them anew.
 * What time and chance write (figures, dates, ids, charts) is masked. With other fonts than those of the pictures, text
 * lies elsewhere on each page: then only what no font explains fails, such as an empty page or the wrong theme.
 */
const SAME_FONTS = { maxDiffPixelRatio: 0.01 };
const OTHER_FONTS = { maxDiffPixelRatio: 0.25, threshold: 0.3 };

const PAGES = {
  overview: '/overview?workspace=demo',
  requests: '/requests?workspace=main',
  routing: '/routing?workspace=main',
  providers: '/providers?workspace=main',
  budgets: '/budgets?workspace=main',
  playground: '/playground?workspace=main',
  keys: '/keys?workspace=main',
  settings: '/settings',
} as const;

const changing = (page: Page) => [
  page.locator('tbody, tfoot, dd, time, [data-exact], svg.recharts-surface, select, pre'),
  page.locator('main p, main li').filter({ hasText: /\d{2}:\d{2}|\d{4}-\d{2}|req_|tg-|%/ }),
];

let tollgate: RunningTollgate;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  tollgate = await startProduct();
});
test.afterAll(() => tollgate.remove());

for (const colorScheme of ['light', 'dark'] as const)
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ] as const)
    test(`pages look as they did: ${colorScheme}, ${width} px`, async ({ browser }, { config }) => {
      test.setTimeout(180_000);
      const context = await browser.newContext({
        colorScheme,
        locale: 'en-GB',
        reducedMotion: 'reduce',
        viewport: { width, height },
      });
      const page = await context.newPage();
      const look = async (name: string) => {
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await page.waitForLoadState('networkidle');
        const keep = config.updateSnapshots === 'all' || config.updateSnapshots === 'changed';
        const tolerance = (await hasTheirFonts(page, keep)) ? SAME_FONTS : OTHER_FONTS;
        await expect
          .soft(page)
          .toHaveScreenshot(`${name}-${colorScheme}-${width}.png`, { mask: changing(page), ...tolerance });
      };
      await page.goto(`${tollgate.url}/sign-in`);
      await look('sign-in');
      await signIn(page, tollgate);
      for (const [name, path] of Object.entries(PAGES)) {
        await page.goto(`${tollgate.url}${path}`);
        await look(name);
      }
      await context.close();
    });
