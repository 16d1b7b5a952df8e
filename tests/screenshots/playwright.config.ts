import { defineConfig } from '@playwright/test';
import shared from '../../playwright.config';

/**
 * `npm run test:screenshots` compares pages with the pictures that are kept; `npm run test:screenshots -- -u` draws these
 * anew. Not a part of `npm test`: a machine with other fonts draws other pictures.
 */
export default defineConfig({
  ...shared,
  testDir: '.',
  outputDir: '../../test-results/screenshots',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  expect: { timeout: 20_000, toHaveScreenshot: { maxDiffPixelRatio: 0.005 } },
});
