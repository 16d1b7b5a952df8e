import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import lighthouse, { desktopConfig } from 'lighthouse';
import { freePort } from '@/lib/boot/free-port';
import { ADMIN } from '../e2e/product';
import { signIn } from '../e2e/sign-in';
import { CHROMIUM_FLAGS, findChromium } from '../support/find-chromium';
import { startTollgate } from '../support/start-tollgate';

/**
 * Lighthouse on the production build, signed in, as on a desk. Fails below 100 for accessibility or 90 for performance.
 * Speed is that of this machine: run it on one that does nothing else. Pages can be named: `npm run test:lighthouse -- /keys`.
 */
const LEAST = { accessibility: 100, performance: 90 };
const PAGES = [
  '/overview',
  '/spend',
  '/savings',
  '/requests',
  '/health',
  '/routing',
  '/pricing',
  '/budgets',
  '/playground',
];

interface Scores {
  performance: number;
  accessibility: number;
  /** What of accessibility failed. */
  failed: string[];
}

async function scoresOf(url: string, port: number): Promise<Scores> {
  const options = {
    port,
    disableStorageReset: true,
    onlyCategories: Object.keys(LEAST),
    logLevel: 'error',
  } as const;
  const result = await lighthouse(
    url,
    { ...options, onlyCategories: [...options.onlyCategories] },
    desktopConfig,
  );
  if (result === undefined) throw new Error(`Lighthouse has no result for ${url}.`);
  const { categories, audits, finalDisplayedUrl } = result.lhr;
  if (finalDisplayedUrl.includes('/sign-in')) throw new Error(`${url} led to the sign-in page.`);
  const percent = (name: keyof typeof LEAST) => Math.round((categories[name]?.score ?? 0) * 100);
  const references = categories['accessibility']?.auditRefs ?? [];
  const failed = references
    .filter(({ id, weight }) => weight > 0 && audits[id]?.score === 0)
    .map(({ id }) => id);
  return { performance: percent('performance'), accessibility: percent('accessibility'), failed };
}

async function main(): Promise<boolean> {
  const profile = mkdtempSync(path.join(tmpdir(), 'lighthouse-'));
  const port = await freePort();
  const tollgate = await startTollgate({
    TOLLGATE_ADMIN_EMAIL: ADMIN.email,
    TOLLGATE_ADMIN_PASSWORD: ADMIN.password,
  });
  let browser: BrowserContext | undefined;
  let isGood = true;
  try {
    browser = await chromium.launchPersistentContext(profile, {
      executablePath: await findChromium(),
      args: [...CHROMIUM_FLAGS, `--remote-debugging-port=${port}`],
    });
    await signIn(await browser.newPage(), tollgate);
    const named = process.argv.slice(2);
    for (const page of named.length > 0 ? named : PAGES) {
      const scores = await scoresOf(`${tollgate.url}${page}?workspace=demo`, port);
      const meets = scores.accessibility >= LEAST.accessibility && scores.performance >= LEAST.performance;
      isGood &&= meets;
      const failed = scores.failed.length === 0 ? '' : ` (${scores.failed.join(', ')})`;
      console.log(
        `${meets ? '✓' : '✗'} ${page}: performance ${scores.performance}, accessibility ${scores.accessibility}${failed}`,
      );
    }
  } finally {
    await browser?.close();
    await tollgate.remove();
    rmSync(profile, { recursive: true, force: true });
  }
  return isGood;
}

process.exitCode = (await main()) ? 0 : 1;
