import type { Env } from '@/lib/env';
import { BootError } from './boot-error';

export type Role = Env['TOLLGATE_ROLE'];

/** Which processes a Tollgate of a role has. Each has what brings its own log onto the books, for each may write one. */
export interface Parts {
  /** Serve the API; else a front answers probes, and hands pages on where there are any. */
  gateways: boolean;
  /** Pages and the management API. */
  dashboard: boolean;
  /** Schedules and batches, which the fleet needs once. */
  schedules: boolean;
}

const PARTS: Readonly<Record<Role, Parts>> = {
  all: { gateways: true, dashboard: true, schedules: true },
  gateway: { gateways: true, dashboard: false, schedules: false },
  dashboard: { gateways: false, dashboard: true, schedules: false },
  worker: { gateways: false, dashboard: false, schedules: true },
};

/**
 * The processes of this Tollgate. Throws {@link BootError} where one of several lacks what they share: alone it would
 * make a database and a secret of its own, and keep books that nobody else sees.
 */
export function partsOf(settings: Pick<Env, 'TOLLGATE_ROLE' | 'DATABASE_URL' | 'TOLLGATE_SECRET'>): Parts {
  const { TOLLGATE_ROLE: role, DATABASE_URL, TOLLGATE_SECRET } = settings;
  const missing = [
    DATABASE_URL === undefined && 'DATABASE_URL',
    TOLLGATE_SECRET === undefined && 'TOLLGATE_SECRET',
  ].filter((name) => name !== false);
  if (role !== 'all' && missing.length > 0)
    throw new BootError(`TOLLGATE_ROLE=${role} needs ${missing.join(' and ')}, the same for every Tollgate.`);
  return PARTS[role];
}
