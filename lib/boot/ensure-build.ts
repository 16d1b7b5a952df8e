import path from 'node:path';
import { BootError } from './boot-error';
import { bundleGateway } from './bundle-gateway';
import { hashSources } from './hash-sources';
import { waitForLock } from './lock';
import type { Parts } from './roles';
import { run } from './run';
import { isStamped, stamp } from './stamp';

const STAMP = '.next/tollgate-sources';

const SOURCES = [
  'app',
  'proxy.ts',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
/** Parts of lib that no page imports, and what is generated from the schema. */
const APART = ['lib/boot', 'lib/processes', 'lib/simulator', 'lib/generated'];

/** Dashboard and gateway, made ready for production where their sources have changed. True when the dashboard was built now. */
export async function ensureBuild(
  parts: Pick<Parts, 'dashboard' | 'gateways'> = { dashboard: true, gateways: true },
  signal?: AbortSignal,
): Promise<boolean> {
  const isNew = parts.dashboard && (await buildDashboard(signal));
  if (parts.gateways && signal?.aborted !== true) await bundleGateway();
  return isNew;
}

async function buildDashboard(signal: AbortSignal | undefined): Promise<boolean> {
  const hash = hashSources(SOURCES, APART);
  if (isStamped(STAMP, hash)) return false;
  const lock = await waitForLock(`build ${process.cwd()}`);
  try {
    if (isStamped(STAMP, hash)) return false;
    const next = path.resolve('node_modules/next/dist/bin/next');
    const { code, output } = await run(process.execPath, [next, 'build'], {
      cwd: process.cwd(),
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      signal,
    });
    if (signal?.aborted) return false;
    if (code !== 0) throw new BootError(`The production build failed:\n${output.trim()}`);
    stamp(STAMP, hash);
    return true;
  } finally {
    await lock.release();
  }
}
