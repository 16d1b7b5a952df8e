import { requireRight } from '@/lib/access/may';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { diffConfig } from './diff-config';
import { configDocumentSchema } from '../document-schema';
import type { ConfigVersionInfo } from './list-versions';
import { restorePrices } from './restore-prices';
import type { ConfigFile } from '../schemas';

export interface VersionLook extends ConfigVersionInfo {
  /** In force now. */
  current: number;
  /** What it changed of the version before it, in words. */
  changed: string[];
  /** What bringing it back would change of what is in force, in words. */
  wouldChange: string[];
}

const fileOf = (document: unknown): ConfigFile => ({
  ...configDocumentSchema.parse(document ?? {}),
  keys: [],
});
const sentences = (before: ConfigFile, after: ConfigFile) =>
  diffConfig(before, after).map(({ sentence }) => sentence);

/** A published version beside the one before it and the one in force. Shows no secret. Throws `forbidden`, `not_found`. */
export async function lookAtVersion(
  viewer: Viewer,
  version: number,
  nowMs = Date.now(),
): Promise<VersionLook> {
  requireRight(viewer, 'config.read');
  const [row, before, current] = await Promise.all([
    db().configVersion.findUnique({ where: { version } }),
    db().configVersion.findFirst({ where: { version: { lt: version } }, orderBy: { version: 'desc' } }),
    db().configVersion.findFirst({ orderBy: { version: 'desc' } }),
  ]);
  if (row === null || current === null)
    throw new GatewayError('not_found', `There is no version ${version}.`, { param: 'version' });
  const [then, now] = [fileOf(row.document), fileOf(current.document)];
  return {
    version,
    note: row.note,
    author: row.author,
    createdAt: row.createdAt.toISOString(),
    current: current.version,
    changed: sentences(fileOf(before?.document), then),
    // As roll-back.ts does it: prices that requests were billed by stay.
    wouldChange: sentences(now, { ...then, prices: restorePrices(now.prices, then.prices, nowMs) }),
  };
}
