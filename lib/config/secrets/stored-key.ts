import { z } from 'zod';
import { normaliseUsd } from '@/lib/pricing/money';
import { BODY_POLICIES } from '@/lib/bodies/settings';
import type { KeyEntry } from '../schemas';
import type { VirtualKey } from '@/lib/generated/prisma/client';

/** A row of virtual_key as an entry of the configuration file: without its value, of which only the digest is known. */
export function keyEntryOf(row: VirtualKey): KeyEntry {
  const tags = z.record(z.string(), z.string()).parse(row.tags);
  return {
    id: row.id,
    name: row.name,
    workspace: row.workspaceId,
    ...(row.team === null ? {} : { team: row.team }),
    ...(row.allModels ? {} : { models: row.models }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    ...(row.expiresAt === null ? {} : { expiresAt: row.expiresAt.toISOString() }),
    ...(row.rpm === null ? {} : { rpm: row.rpm }),
    ...(row.tpm === null ? {} : { tpm: row.tpm }),
    ...(row.maxConcurrent === null ? {} : { maxConcurrent: row.maxConcurrent }),
    ...(row.maxCostUsd === null ? {} : { maxCostUsd: normaliseUsd(row.maxCostUsd.toFixed()) }),
    ...(row.maxTokens === null ? {} : { maxTokens: row.maxTokens }),
    ...(row.ipRanges.length === 0 ? {} : { ipRanges: row.ipRanges }),
    ...(row.bodies === null ? {} : { bodies: z.enum(BODY_POLICIES).parse(row.bodies) }),
    enabled: row.enabled,
  };
}

/** The same entry in the one form in which two are compared: instants in UTC, plain amounts, no empty tags, no value. */
export function comparableKey(entry: KeyEntry): KeyEntry {
  const { value: _value, tags, expiresAt, maxCostUsd, ...rest } = entry;
  return {
    ...rest,
    ...(tags === undefined || Object.keys(tags).length === 0 ? {} : { tags }),
    ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt).toISOString() }),
    ...(maxCostUsd === undefined ? {} : { maxCostUsd: normaliseUsd(maxCostUsd) }),
  };
}

/** Columns of an entry, all but id, digest and prefix. */
export function keyColumns(entry: KeyEntry) {
  return {
    name: entry.name,
    workspaceId: entry.workspace,
    team: entry.team ?? null,
    models: entry.models ?? [],
    allModels: entry.models === undefined,
    tags: entry.tags ?? {},
    enabled: entry.enabled,
    rpm: entry.rpm ?? null,
    tpm: entry.tpm ?? null,
    maxConcurrent: entry.maxConcurrent ?? null,
    maxCostUsd: entry.maxCostUsd ?? null,
    maxTokens: entry.maxTokens ?? null,
    ipRanges: entry.ipRanges ?? [],
    bodies: entry.bodies ?? null,
    expiresAt: entry.expiresAt === undefined ? null : new Date(entry.expiresAt),
  };
}

/** What is shown of a value to recognise it by; too short to help in guessing the rest. */
export function keyPrefix(value: string): string {
  return value.slice(0, 7);
}
