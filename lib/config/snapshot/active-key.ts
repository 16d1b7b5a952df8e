import { z } from 'zod';
import { parseCidr } from '@/lib/egress/cidr';
import { normaliseUsd } from '@/lib/pricing/money';
import { BODY_POLICIES } from '@/lib/bodies/settings';
import type { ActiveKey } from './snapshot';

/** Columns that a snapshot needs of a key. */
export const KEYS = `SELECT k.id, k.name, workspace_id, team, digest, old_digest, old_until, models, all_models,
    coalesce((SELECT t.tags FROM team t WHERE t.workspace_id = k.workspace_id AND t.id = k.team), '{}') || k.tags AS tags,
    expires_at, rpm, tpm, max_concurrent, max_cost_usd, max_tokens, ip_ranges, bodies
  FROM virtual_key k WHERE enabled`;

const keyRow = z.object({
  id: z.string(),
  name: z.string(),
  workspace_id: z.string(),
  team: z.string().nullable(),
  digest: z.string(),
  old_digest: z.string().nullable(),
  old_until: z.date().nullable(),
  models: z.array(z.string()).nullable(),
  all_models: z.boolean(),
  tags: z.record(z.string(), z.string()),
  expires_at: z.date().nullable(),
  rpm: z.number().nullable(),
  tpm: z.number().nullable(),
  max_concurrent: z.number().nullable(),
  max_cost_usd: z.string().nullable(),
  max_tokens: z.number().nullable(),
  ip_ranges: z.array(z.string()),
  bodies: z.enum(BODY_POLICIES).nullable(),
});
type KeyRow = z.infer<typeof keyRow>;

/** Rows of `KEYS` by the digest of each value that is good: the present one, and the one before while a rotation overlaps. */
export function activeKeys(rows: unknown[]): Map<string, ActiveKey> {
  return new Map(z.array(keyRow).parse(rows).flatMap(byDigest));
}

function byDigest(row: KeyRow): [digest: string, key: ActiveKey][] {
  const key = activeKey(row);
  if (row.old_digest === null || row.old_until === null) return [[row.digest, key]];
  const until = Math.min(row.old_until.getTime(), key.expiresAt ?? Infinity);
  return [
    [row.digest, key],
    [row.old_digest, { ...key, expiresAt: until }],
  ];
}

function activeKey(row: KeyRow): ActiveKey {
  return {
    id: row.id,
    name: row.name,
    workspaceId: row.workspace_id,
    tags: row.tags,
    ...(row.team === null ? {} : { team: row.team }),
    ...(row.all_models ? {} : { models: new Set(row.models ?? []) }),
    ...(row.rpm === null ? {} : { rpm: row.rpm }),
    ...(row.tpm === null ? {} : { tpm: row.tpm }),
    ...(row.max_concurrent === null ? {} : { maxConcurrent: row.max_concurrent }),
    ...(row.max_cost_usd === null ? {} : { maxCostUsd: normaliseUsd(row.max_cost_usd) }),
    ...(row.max_tokens === null ? {} : { maxTokens: row.max_tokens }),
    ...(row.bodies === null ? {} : { bodies: row.bodies }),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at.getTime() }),
    // A range that cannot be read admits nobody, instead of everybody.
    ...(row.ip_ranges.length === 0
      ? {}
      : { ipRanges: row.ip_ranges.map(parseCidr).filter((range) => range !== undefined) }),
  };
}
