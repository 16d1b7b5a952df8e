import { TZDate } from '@date-fns/tz';
import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { conditionKey } from '@/lib/pricing/import/condition-key';
import { isAdminRow } from '@/lib/pricing/import/propose-import';
import { priceRowSchema, type PriceRow } from '@/lib/pricing/price-row';
import { isKnownZone } from '@/lib/pricing/zone-offset';
import type { Viewer } from '@/lib/users/viewer';
import { applyConfig, type AppliedConfig } from './apply-config';
import { exportConfig } from './export-config';
import { previewConfig, type ConfigPreview } from './preview-config';
import type { ConfigFile } from './schemas';

const zone = z
  .string()
  .min(1, 'a zone such as Europe/Berlin')
  .refine(isKnownZone, 'there is no such time zone');
const local = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'a date and a time');
const per = z.coerce.number().pipe(priceRowSchema.shape.per);

/** One change of the price book, as a person writes it. */
export const priceChangeSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('add'),
    ...priceRowSchema.pick({ provider: true, model: true, meter: true, rate: true }).shape,
    per,
    tier: z.string().max(64).default(''),
    from: local,
    zone,
  }),
  z.strictObject({ action: z.literal('end'), id: z.string().min(1), from: local, zone }),
]);

export type PriceChange = z.input<typeof priceChangeSchema>;

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
  const { file } = await exportConfig();
  const next = withChange(file, change, viewer, nowMs);
  return applyConfig(
    { file: next, author: viewer.email, note: 'Price changed by hand', expectedVersion },
    nowMs,
  );
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
  const { provider, model, meter, rate, tier } = parsed;
  const row: PriceRow = {
    id: `admin ${provider} ${model} ${meter}${tier === '' ? '' : ` ${tier}`} ${rate} ${at}`.slice(0, 200),
    provider,
    model,
    meter,
    rate,
    per: parsed.per,
    currency: 'USD',
    effectiveFrom: at,
    recordedAt: new Date(nowMs).toISOString(),
    priority: 1,
    source: `admin:${viewer.email}`,
    ...(tier === '' ? {} : { when: { tier } }),
  };
  return { ...file, prices: follow(file.prices, row, nowMs) };
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

function instantOf(text: string, timeZone: string): string {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = text.split(/[-T:]/).map(Number);
  return new Date(new TZDate(year, month - 1, day, hour, minute, timeZone).getTime()).toISOString();
}
