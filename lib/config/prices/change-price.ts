import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import { conditionKey } from '@/lib/pricing/import/condition-key';
import { isAdminRow } from '@/lib/pricing/import/propose-import';
import type { PriceRow } from '@/lib/pricing/price-row';
import { msg } from '@/lib/i18n/msg';
import { describeConditions } from '@/lib/pricing/describe-price';
import type { Viewer } from '@/lib/users/viewer';
import { editConfig, type AppliedConfig } from '../apply-config';
import { exportConfig } from '../export-config';
import { previewConfig, type ConfigPreview } from '../preview-config';
import {
  conditionsOf,
  instantOf,
  priceChangeSchema,
  type NewPrice,
  type PriceChange,
} from './price-change-schema';
import type { ConfigFile } from '../schemas';

/** What a change would do, in words. Throws ZodError, ConfigProblemsError, `forbidden`. */
export async function previewPriceChange(
  viewer: Viewer,
  change: PriceChange,
  nowMs = Date.now(),
): Promise<ConfigPreview> {
  requireRight(viewer, 'config.draft');
  const { file } = await exportConfig();
  return previewConfig(withChange(file, change, viewer, nowMs), nowMs);
}

/** Publishes a change. Throws VersionConflictError when somebody published since `expectedVersion`. */
export async function publishPriceChange(
  viewer: Viewer,
  change: PriceChange,
  expectedVersion: number,
  nowMs = Date.now(),
): Promise<AppliedConfig> {
  requireRight(viewer, 'config.publish');
  const by = { author: viewer.email, actor: actorOf(viewer), note: msg('Price changed by hand') };
  return editConfig(
    (present) => withChange(present, change, viewer, nowMs),
    { ...by, expectedVersion },
    {},
    nowMs,
  );
}

/** The rows that a change would add or end, for a look at what they would make of the past. Throws ZodError, `forbidden`. */
export async function draftPrices(
  viewer: Viewer,
  change: PriceChange,
  nowMs = Date.now(),
): Promise<PriceRow[]> {
  requireRight(viewer, 'config.draft');
  const { file } = await exportConfig();
  const before = new Map(file.prices.map((row) => [row.id, row]));
  const { prices } = withChange(file, change, viewer, nowMs);
  return prices.filter((row) => !isDeepStrictEqual(row, before.get(row.id)));
}

function withChange(file: ConfigFile, change: PriceChange, viewer: Viewer, nowMs: number): ConfigFile {
  const parsed = priceChangeSchema.parse(change);
  const at = instantOf(parsed.from, parsed.zone);
  if (parsed.action === 'end') {
    if (!file.prices.some(({ id }) => id === parsed.id))
      throw new z.ZodError([
        { code: 'custom', path: ['id'], message: 'there is no such price', input: parsed.id },
      ]);
    return {
      ...file,
      prices: file.prices.map((row) => (row.id === parsed.id ? { ...row, effectiveTo: at } : row)),
    };
  }
  return { ...file, prices: follow(file.prices, newRow(parsed, at, viewer, nowMs), nowMs) };
}

function newRow(price: NewPrice, at: string, viewer: Viewer, nowMs: number): PriceRow {
  const { provider, model, meter, rate, per, rare } = price;
  const when = conditionsOf(price);
  const words = [provider, model, meter, rate, at, describeConditions(when)].filter((word) => word !== '');
  return {
    id: `admin ${words.join(' ')}`.slice(0, 200),
    provider,
    model,
    meter,
    rate,
    per,
    currency: 'USD',
    effectiveFrom: at,
    recordedAt: new Date(nowMs).toISOString(),
    priority: 1,
    source: `admin:${viewer.email}`,
    ...(rare.multiplier === undefined ? {} : { multiplier: rare.multiplier }),
    ...(when === undefined ? {} : { when }),
  };
}

/** An admin's earlier row ends where this one begins; in the past, where history stays, this one stands above it. */
function follow(prices: readonly PriceRow[], row: PriceRow, nowMs: number): PriceRow[] {
  const at = Date.parse(row.effectiveFrom);
  const rivals = prices.filter(
    (one) =>
      isAdminRow(one) &&
      seriesOf(one) === seriesOf(row) &&
      (one.effectiveTo === undefined || Date.parse(one.effectiveTo) > at),
  );
  if (rivals.length === 0) return [...prices, row];
  const top = Math.max(...rivals.map(({ priority }) => priority));
  const begun = rivals.filter((one) => one.priority === top && Date.parse(one.effectiveFrom) < at);
  if (at < nowMs || begun.length !== rivals.filter((one) => one.priority === top).length)
    return [...prices, { ...row, priority: top + 1 }];
  const ended = new Set(begun.map(({ id }) => id));
  return [
    ...prices.map((one) => (ended.has(one.id) ? { ...one, effectiveTo: row.effectiveFrom } : one)),
    { ...row, priority: top },
  ];
}

const seriesOf = ({ provider, model, meter, when }: PriceRow) =>
  JSON.stringify([provider, model, meter, conditionKey(when)]);
