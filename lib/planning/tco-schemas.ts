import { z } from 'zod';
import { percentSchema, quantitySchema, usdSchema } from './decimals';

const positive = quantitySchema.refine((text) => Number(text) > 0, 'more than 0');
/** Sums of money and growth are asked for a month, lengths in months, shares in percent. */
export const tcoSchema = z
  .strictObject({
    months: z.coerce.number().int().min(12, 'at least 12 months').max(36, 'at most 36 months').default(12),

    /** Traffic: tokens of the first month, prompts and answers together. */
    tokensPerMonth: z.coerce.number().int('a whole number of tokens').min(0).max(1e15).default(100_000_000),
    growthPercent: percentSchema.default('0'),
    inputPercent: percentSchema.default('75'),
    /** How many times the mean the busiest hour is. */
    peakFactor: positive.default('3'),

    /** A million tokens at an API. */
    inputUsd: usdSchema.default('0.42'),
    outputUsd: usdSchema.default('0.42'),

    gpu: z.string().trim().min(1).max(60).default('A100 80 GB'),
    gpuCount: z.coerce.number().int().min(1, 'at least one GPU').max(10_000).default(1),
    gpuBy: z.enum(['rent', 'buy']).default('rent'),
    gpuHourUsd: usdSchema.default('2.50'),
    gpuPriceUsd: usdSchema.default('15000'),
    amortisationMonths: z.coerce.number().int().min(1).max(120).default(36),
    hoursPerMonth: z.coerce.number().int().min(1).max(744).default(730),
    /** Tokens a second of one GPU at full load, prompts and answers together. */
    tokensPerSecond: positive.default('1000'),
    /** How much of that is planned for the busiest hour. */
    utilisationPercent: percentSchema.refine((text) => Number(text) > 0, 'more than 0').default('70'),
    /** Of one GPU with its share of the machine; 0 where the rent covers it. */
    powerWatts: quantitySchema.default('0'),
    kwhUsd: usdSchema.default('0.15'),

    infrastructureUsd: usdSchema.default('800'),
    /** Full-time people. */
    staffCount: quantitySchema.default('1'),
    staffYearUsd: usdSchema.default('150000'),
    /** On top of all of the above, for what goes wrong. */
    riskPercent: percentSchema.default('0'),

    /** Hybrid: what goes to one's own machines, and what a cache answers; the rest goes to the API. */
    privatePercent: percentSchema.default('60'),
    cachePercent: percentSchema.default('15'),
  })
  .refine(({ privatePercent, cachePercent }) => Number(privatePercent) + Number(cachePercent) <= 100, {
    path: ['cachePercent'],
    message: 'own machines and cache take 100 % together at most',
  });
export type Tco = z.infer<typeof tcoSchema>;
export type TcoInput = z.input<typeof tcoSchema>;
