import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** `npm run test:batch -- --items 100000`: the browser test of batches with so many items; 10,000 unless told. */
const { values } = parseArgs({ options: { items: { type: 'string', default: '10000' } } });
const items = Number(values.items);
if (!Number.isInteger(items) || items < 100 || items > 100_000)
  throw new RangeError('--items takes a whole number from 100 to 100000.');
const { status } = spawnSync('npx', ['playwright', 'test', 'tests/e2e/batches.spec.ts'], {
  stdio: 'inherit',
  env: { ...process.env, BATCH_ITEMS: String(items) },
});
process.exitCode = status ?? 1;
