import { randomBytes } from 'node:crypto';
import { findRedis } from './redis-server';

/** The tests of this project need a real Redis or Valkey: without one they fail, and say why. */
export default function setup(): void {
  const binary = findRedis();
  if (binary === undefined)
    throw new Error('There is no redis-server or valkey-server here, and none can be installed.');
  process.env['REDIS_SERVER'] = binary;
  process.env['TOLLGATE_SECRET'] = randomBytes(32).toString('hex');
}
