import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { PAGES } from '@/components/layout/pages';
import { ensureBuild } from '@/lib/boot/ensure-build';
import { freePort } from '@/lib/boot/free-port';
import { startProduct } from '../e2e/product';
import { signIn } from '../e2e/sign-in';
import { CHROMIUM_FLAGS, findChromium } from '../support/find-chromium';
import { LEAST, meets, scorePage, type Scores } from './score-page';

/**
 * `npm run test:lighthouse`: every page of the navigation on the production build, signed in, with the demo's thirty days.
 * Fails below {@link LEAST}. Speed is that of this machine: run it on one that does nothing else. Pages can be named:
 * `npm run test:lighthouse -- /keys`.
 */
const HEADINGS = ['page', 'performance', 'accessibility', 'largest paint', 'blocked', ''];
const WIDTHS = [18, 13, 15, 15, 9, 0];

const row = (cells: readonly string[]) =>
  cells
    .map((cell, at) => (at === 0 ? cell.padEnd(WIDTHS[at] ?? 0) : cell.padStart(WIDTHS[at] ?? 0)))
    .join('');

const rowOf = (page: string, scores: Scores) =>
  row([
    page,
    String(scores.performance),
    String(scores.accessibility),
    `${scores.largestPaintMs} ms`,
    `${scores.blockedMs} ms`,
    meets(scores) ? '  ✓' : `  ✗ ${scores.failed.join(', ')}`,
  ]);

/** Pages that miss, of those given. */
async function scoreAll(pages: readonly string[]): Promise<string[]> {
  const profile = mkdtempSync(path.join(tmpdir(), 'lighthouse-'));
  const port = await freePort();
  const tollgate = await startProduct();
  let browser: BrowserContext | undefined;
  try {
    browser = await chromium.launchPersistentContext(profile, {
      executablePath: await findChromium(),
      args: [...CHROMIUM_FLAGS, `--remote-debugging-port=${port}`],
    });
    await signIn(await browser.newPage(), tollgate);
    console.log(row(HEADINGS));
    const missed: string[] = [];
    for (const page of pages) {
      const scores = await scorePage(`${tollgate.url}${page}?workspace=demo`, port);
      console.log(rowOf(page, scores));
      if (!meets(scores)) missed.push(page);
    }
    return missed;
  } finally {
    await browser?.close();
    await tollgate.remove();
    rmSync(profile, { recursive: true, force: true });
  }
}

// Before the product starts: tests wait less long for a start than a build may take.
await ensureBuild();
const named = process.argv.slice(2);
const missed = await scoreAll(named.length > 0 ? named : PAGES.map(({ path }) => path));
const wanted = `accessibility ${LEAST.accessibility}, performance ${LEAST.performance} or more`;
console.log(missed.length === 0 ? `All pages: ${wanted}.` : `Not ${wanted}: ${missed.join(', ')}.`);
process.exitCode = missed.length === 0 ? 0 : 1;
