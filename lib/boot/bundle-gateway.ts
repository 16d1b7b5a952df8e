import { bundle } from './bundle';
import { hashSources } from './hash-sources';
import { waitForLock } from './lock';
import { isStamped, stamp } from './stamp';

/**
 * What production runs as a gateway: plain JavaScript in one file, so that no loader's wrappers are on the hot path. Not below
 * `.next`, which a build of the dashboard clears, perhaps while a gateway starts beside it.
 */
export const GATEWAY_BUNDLE = 'dist/processes/gateway.mjs';
const STAMP = 'dist/gateway-sources';

const SOURCES = ['lib', 'tsconfig.json', 'package-lock.json'];
const APART = ['lib/generated', 'lib/simulator'];

/** Bundles the gateway process unless that was done from these very sources. */
export async function bundleGateway(): Promise<void> {
  const hash = hashSources(SOURCES, APART);
  if (isStamped(STAMP, hash)) return;
  const lock = await waitForLock(`bundle ${process.cwd()}`);
  try {
    if (isStamped(STAMP, hash)) return;
    await bundle('lib/processes/gateway.ts', GATEWAY_BUNDLE);
    stamp(STAMP, hash);
  } finally {
    await lock.release();
  }
}
