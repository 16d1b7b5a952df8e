import { z } from 'zod';
import { METERS } from './usage';

const instant = z.iso.datetime({ offset: true });

/** Conditions under which a row applies; an absent field applies always. */
export const priceWhenSchema = z.strictObject({
  tier: z.string().min(1).optional(),
  speed: z.string().min(1).optional(),
  region: z.string().min(1).optional(),
  batch: z.boolean().optional(),
  /** Prompt size in tokens; `basis` says which meters count towards it. */
  context: z
    .strictObject({
      op: z.enum(['gt', 'gte']),
      value: z.number().int().positive(),
      basis: z.enum(['input', 'total']).default('input'),
    })
    .optional(),
  schedule: z
    .strictObject({
      timeZone: z.string().min(1),
      /** ISO weekdays, 1 = Monday. Absent: each day. */
      weekdays: z.array(z.number().int().min(1).max(7)).optional(),
      /** Local wall-clock windows `HH:MM`, end exclusive; an end before its start wraps past midnight. */
      windows: z.array(
        z.strictObject({ from: z.string().regex(/^\d\d:\d\d$/), to: z.string().regex(/^\d\d:\d\d$/) }),
      ),
      /** Local dates `YYYY-MM-DD` on which the row does not apply. */
      holidays: z.array(z.iso.date()).optional(),
    })
    .optional(),
});

/**
 * One effective-dated price: `rate` of `currency` for each `per` units of `meter`.
 * Rows are never edited in place once effective: a change is a new row and an end date on the old one.
 */
export const priceRowSchema = z.strictObject({
  id: z.string().min(1).max(200),
  provider: z.string().min(1),
  /** Provider-side model name, exact, or a prefix that ends in `*`. */
  model: z.string().min(1),
  meter: z.enum(METERS),
  /** Decimal string, never a double: `"2.50"`. */
  rate: z.string().regex(/^\d{1,12}(\.\d{1,18})?$/, 'a non-negative decimal such as "2.50"'),
  per: z.union([z.literal(1), z.literal(1_000), z.literal(1_000_000), z.literal(3_600)]),
  currency: z.literal('USD').default('USD'),
  /** Exact rational applied to the rate, e.g. 11/10 for a region. */
  multiplier: z
    .strictObject({ numerator: z.number().int().positive(), denominator: z.number().int().positive() })
    .optional(),
  effectiveFrom: instant,
  effectiveTo: instant.optional(),
  recordedAt: instant,
  /** Higher wins; admin rows are above imported ones. */
  priority: z.number().int().default(0),
  /** Where the price was read: a URL, `admin:EMAIL`, `catalogue:NAME@VERSION`. */
  source: z.string().min(1),
  when: priceWhenSchema.optional(),
});

export type PriceRow = z.infer<typeof priceRowSchema>;
export type PriceWhen = z.infer<typeof priceWhenSchema>;
