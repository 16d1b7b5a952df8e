import { TZDate } from '@date-fns/tz';
import { z } from 'zod';
import { localTime } from '../check/local-time';
import { priceRowSchema, priceWhenSchema, type PriceWhen } from '@/lib/pricing/price-row';
import { isKnownZone } from '@/lib/pricing/zone-offset';

const zone = z
  .string()
  .min(1, 'a zone such as Europe/Berlin')
  .refine(isKnownZone, 'there is no such time zone');
const local = localTime('a date and a time');
const per = z.coerce.number().pipe(priceRowSchema.shape.per);
const word = z.string().trim().max(64).default('');

/** The rare conditions, which a form takes as JSON. */
const rareSchema = z.strictObject({
  ...priceWhenSchema.pick({ speed: true, batch: true, schedule: true }).shape,
  multiplier: priceRowSchema.shape.multiplier,
});
type Rare = z.infer<typeof rareSchema>;

const rare = z
  .string()
  .max(10_000)
  .default('')
  .transform((text, context): Rare => {
    const refuse = (message: string) => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    if (text.trim() === '') return {};
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return refuse('is not JSON');
    }
    const parsed = rareSchema.safeParse(value);
    if (parsed.success) return parsed.data;
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'all'}: ${message}`);
    return refuse(problems.join('; '));
  });

/** `""`: any prompt. Tokens of the prompt, or of prompt and answer together. */
const context = {
  contextOp: z.enum(['', 'gt', 'gte']).default(''),
  contextTokens: z
    .string()
    .regex(/^\d{0,12}$/, 'a whole number of tokens')
    .default(''),
  contextBasis: z.enum(['input', 'total']).default('input'),
};

/** One change of the price book, as a person writes it. */
export const priceChangeSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('add'),
    ...priceRowSchema.pick({ provider: true, model: true, meter: true, rate: true }).shape,
    per,
    tier: word,
    region: word,
    ...context,
    rare,
    from: local,
    zone,
  }),
  z.strictObject({ action: z.literal('end'), id: z.string().min(1), from: local, zone }),
]);

/** Fields as a form sends them. */
export type PriceChange = z.input<typeof priceChangeSchema>;
export type NewPrice = Extract<z.output<typeof priceChangeSchema>, { action: 'add' }>;

/** The conditions of a new price; undefined when it holds always. Throws ZodError that names the field. */
export function conditionsOf(price: NewPrice): PriceWhen | undefined {
  const { tier, region, contextOp, contextTokens, contextBasis, rare: more } = price;
  const { multiplier: _multiplier, ...rest } = more;
  const when: PriceWhen = {
    ...(tier === '' ? {} : { tier }),
    ...(region === '' ? {} : { region }),
    ...(contextOp === ''
      ? {}
      : { context: { op: contextOp, value: tokensOf(contextTokens), basis: contextBasis } }),
    ...rest,
  };
  return Object.keys(when).length === 0 ? undefined : when;
}

function tokensOf(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  const message = 'how many tokens?';
  throw new z.ZodError([{ code: 'custom', path: ['contextTokens'], message, input: text }]);
}

/** The instant of a local date and time, ISO 8601. */
export function instantOf(text: string, timeZone: string): string {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = text.split(/[-T:]/).map(Number);
  return new Date(new TZDate(year, month - 1, day, hour, minute, timeZone).getTime()).toISOString();
}
