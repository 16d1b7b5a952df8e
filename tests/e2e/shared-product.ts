import { test as base } from '@playwright/test';
import type { RunningTollgate } from '../support/start-tollgate';
import { startProduct } from './product';

interface Shared {
  /** A product with its demo, one for all files that a worker runs with it. */
  tollgate: RunningTollgate;
}

/**
 * For files that read, or that leave nothing behind which another file would trip over: language, demo and key stay, and
 * nothing here counts the requests of the workspace `main`. A file that kills or counts starts a product of its own.
 */
export const test = base.extend<object, Shared>({
  tollgate: [
    async ({ playwright: _playwright }, use) => {
      const tollgate = await startProduct();
      await use(tollgate);
      await tollgate.remove();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});
