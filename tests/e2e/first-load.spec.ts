import { gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { test } from './shared-product';
import { signIn } from './sign-in';

const MOST_BYTES = 200_000;
const PAGES = [
  ...['overview', 'spend', 'savings', 'requests', 'health', 'routing', 'pricing', 'pricing/import'],
  ...['pricing/corrections', 'pricing/reconciliation', 'budgets', 'alerts', 'recommendations', 'simulate'],
  ...['simulate/tco', 'batches', 'reports', 'routing/cache', 'routing/experiments'],
  ...['playground', 'keys', 'people', 'audit', 'settings'],
];

/** Addresses of the scripts that a page names, but for those that only browsers without modules load. */
function scriptsOf(html: string): string[] {
  const tags = [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
  return tags
    .filter((tag) => !/\snomodule/i.test(tag))
    .flatMap((tag) => /\ssrc="([^"]+)"/.exec(tag)?.[1] ?? []);
}

let tollgate: RunningTollgate;
test.beforeAll(({ tollgate: shared }) => {
  tollgate = shared;
});

test('no page loads more than 200 kB of JavaScript, compressed, before it can be used', async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page, tollgate);
  const sizes: Record<string, number> = {};
  for (const path of PAGES) {
    const html = await (await page.request.get(`${tollgate.url}/${path}?workspace=demo`)).text();
    expect(html).toContain('</h1>');
    const urls = scriptsOf(html).map((src) => new URL(src, tollgate.url).href);
    expect(urls.length).toBeGreaterThan(5);
    const bytes = await Promise.all(
      [...new Set(urls)].map(async (url) => gzipSync(await (await page.request.get(url)).body()).length),
    );
    sizes[path] = bytes.reduce((sum, one) => sum + one, 0);
  }
  console.log(
    Object.entries(sizes)
      .map(([path, bytes]) => `${path}: ${(bytes / 1000).toFixed(0)} kB`)
      .join(', '),
  );
  for (const [path, bytes] of Object.entries(sizes)) expect(bytes, path).toBeLessThanOrEqual(MOST_BYTES);
});
