import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './tests/support/find-chromium';

// Looked for once; workers, which load this file again, take the answer from the environment.
process.env['CHROMIUM_PATH'] ||= await findChromium();

/**
 * Test files that leave nothing behind share a product (tests/e2e/shared-product.ts); others start one of their own
 * (tests/support/start-tollgate.ts).
 */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 1,
  forbidOnly: true,
  retries: 0,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: process.env['CHROMIUM_PATH'], args: CHROMIUM_FLAGS },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
