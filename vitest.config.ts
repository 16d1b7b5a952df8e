import path from 'node:path';
import { defineConfig } from 'vitest/config';

const alias = {
  '@': path.resolve(import.meta.dirname),
  'server-only': path.resolve(import.meta.dirname, 'tests/support/server-only.ts'),
};

/** `unit` needs nothing; the others start their own PostgreSQL and processes (tests/support). */
const project = (name: string, include: string[], extra: object = {}) => ({
  resolve: { alias },
  test: { name, include, environment: 'node', ...extra },
});

/** One server for all, a database for each file. */
const withPostgres = {
  globalSetup: ['tests/support/postgres-global.ts'],
  setupFiles: ['tests/support/own-database.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    projects: [
      // Modules are shared between files: twice as quick, and shuffled files show that none leans on another.
      project('unit', ['tests/unit/**/*.test.ts'], {
        isolate: false,
        // What hangs is found all the same; what waits for a processor that others use passes.
        testTimeout: 20_000,
        sequence: { shuffle: { files: true } },
      }),
      project('integration', ['tests/integration/**/*.test.ts'], {
        ...withPostgres,
        // They wait for processes and timers half of their time.
        maxWorkers: 2,
      }),
      // What an attacker would try, against the verbs and the doors themselves.
      project('security', ['tests/security/**/*.test.ts'], { ...withPostgres, fileParallelism: false }),
      // What gateways share, against a real Redis or Valkey: part of `npm run test:fleet`.
      project('redis', ['tests/redis/**/*.test.ts'], {
        globalSetup: ['tests/support/redis-global.ts'],
        testTimeout: 30_000,
        env: { LOG_LEVEL: 'silent' },
      }),
      // Real SDK clients through the whole product, and faults over real sockets.
      project('conformance', ['tests/conformance/**/*.test.ts'], {
        globalSetup: ['tests/conformance/summary.ts'],
        testTimeout: 60_000,
        hookTimeout: 300_000,
        fileParallelism: false,
      }),
      project('faults', ['tests/faults/**/*.test.ts'], {
        globalSetup: ['tests/faults/summary.ts', 'tests/support/postgres-global.ts'],
        testTimeout: 60_000,
        hookTimeout: 120_000,
        env: { LOG_LEVEL: 'silent' },
        // They wait most of their time.
        maxConcurrency: 8,
      }),
    ],
  },
});
