import { chromium } from '@playwright/test';
import { PAGES } from '@/components/layout/pages';
import { ensureBuild } from '@/lib/boot/ensure-build';
import { signIn } from '../e2e/sign-in';
import { startProduct } from '../e2e/product';
import { CHROMIUM_FLAGS, findChromium } from '../support/find-chromium';
import { quantile } from './statistics';

/**
 * `TOLLGATE_DATA_DIR=… npm run bench:pages`: every page of the navigation over the last 90 days of the workspace `seed`
 * (BENCH_WORKSPACE), by the production build, as its reader waits for it: until the first byte, and until the last one of all
 * that the server renders; BENCH_ROUNDS rounds after one to warm up; BENCH_ONLY: those whose addresses begin so. Then the request log of BENCH_EXPORT_DAYS days as CSV.
 */
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7);
const EXPORT_DAYS = Number(process.env['BENCH_EXPORT_DAYS'] ?? 2);
const workspace = process.env['BENCH_WORKSPACE'] ?? 'seed';
const dataDirectory = process.env['TOLLGATE_DATA_DIR'];
if (dataDirectory === undefined)
  throw new Error('TOLLGATE_DATA_DIR names a data directory that `npm run seed` filled.');

const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
const range = (days: number) => `workspace=${workspace}&range=custom&from=${day(days)}&to=${day(0)}`;
const MORE = ['/spend?by=user&then=model', '/spend?by=tag', '/spend?metric=latency_p95&by=key'];

/** Milliseconds until the first and the last byte of a page. */
async function waitFor(url: string, cookie: string): Promise<{ first: number; last: number; bytes: number }> {
  const began = performance.now();
  const response = await fetch(url, { headers: { cookie } });
  if (response.status !== 200 || response.body === null) throw new Error(`${url}: ${response.status}`);
  let first: number | undefined;
  let bytes = 0;
  for await (const chunk of response.body) {
    first ??= performance.now() - began;
    bytes += (chunk as Uint8Array).length;
  }
  return { first: first ?? 0, last: performance.now() - began, bytes };
}

async function timePage(url: string, cookie: string): Promise<string> {
  await waitFor(url, cookie);
  const seen: Awaited<ReturnType<typeof waitFor>>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) seen.push(await waitFor(url, cookie));
  const at = (part: 'first' | 'last', q: number) =>
    quantile(
      seen.map((one) => one[part]),
      q,
    ).toFixed(0);
  return `${at('first', 0.5)} / ${at('first', 0.95)} | ${at('last', 0.5)} / ${at('last', 0.95)}`;
}

await ensureBuild();
// Not with TOLLGATE_DEMO=off: what was seeded is a demo too, and would go.
const tollgate = await startProduct({ TOLLGATE_DATA_DIR: dataDirectory });
const browser = await chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_FLAGS] });
try {
  const context = await browser.newContext();
  await signIn(await context.newPage(), tollgate, 60_000);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  console.log('| page | first byte p50 / p95 ms | last byte p50 / p95 ms |\n| --- | --- | --- |');
  const only = process.env['BENCH_ONLY'] ?? '';
  const pages = [...PAGES.map(({ path }) => path), ...MORE].filter((page) => page.startsWith(only));
  for (const page of pages) {
    const url = `${tollgate.url}${page}${page.includes('?') ? '&' : '?'}${range(90)}`;
    console.log(`| ${page} | ${await timePage(url, cookie)} |`);
  }
  const { first, last, bytes } = await waitFor(
    `${tollgate.url}/api/v1/export/requests?${range(EXPORT_DAYS)}&format=csv`,
    cookie,
  );
  console.log(
    `\nExport of ${EXPORT_DAYS} days as CSV: ${(bytes / 1e6).toFixed(1)} MB, first byte after ${first.toFixed(0)} ms, last after ${(last / 1000).toFixed(1)} s`,
  );
} finally {
  await browser.close();
  await tollgate.stop();
}
