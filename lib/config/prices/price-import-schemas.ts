import { z } from 'zod';
import { CATALOGUE_PROVIDERS } from '@/lib/pricing/catalogue';
import { priceRowSchema } from '@/lib/pricing/price-row';

const providerId = z.string().min(1).max(120);

/** Where a list of prices comes from. */
export const priceSourceSchema = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('catalogue'),
    provider: providerId
      .describe('Only models of this provider; absent: of all that the catalogue knows')
      .optional(),
    as: z
      .enum(CATALOGUE_PROVIDERS)
      .describe('Whose list holds for that provider, where its name and preset do not say')
      .optional(),
  }),
  z.strictObject({
    from: z.literal('file'),
    name: z.string().min(1).max(80).describe('Kept as the source of each row: `file:NAME`'),
    format: z.enum(['csv', 'json']),
    content: z.string().max(6_000_000),
  }),
]);

const price = priceRowSchema.partial({ when: true });

export const importEntrySchema = z.strictObject({
  /** Names the difference when it is chosen. */
  key: z.string(),
  kind: z.enum(['added', 'changed', 'ended', 'unchanged', 'conflict']),
  sentence: z.string(),
  before: price.optional(),
  row: price.optional(),
});

export const importPreviewSchema = z.strictObject({
  /** In force now; give it as `expectedVersion` to apply exactly this. */
  version: z.int(),
  source: z.string(),
  counts: z.record(z.enum(['added', 'changed', 'ended', 'unchanged', 'conflict']), z.int()),
  entries: z.array(importEntrySchema),
  /** Gaps that the book would have. */
  warnings: z.array(z.string()),
});

export const applyImportSchema = z.strictObject({
  source: priceSourceSchema,
  /** Keys of the chosen differences; absent: all that are proposed. */
  accepted: z.array(z.string()).max(20_000).optional(),
  expectedVersion: z.int().min(0),
  note: z.string().max(2_000).default(''),
});

export type PriceSource = z.infer<typeof priceSourceSchema>;
export type ImportPreview = z.infer<typeof importPreviewSchema>;
