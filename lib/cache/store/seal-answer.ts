import { z } from 'zod';
import { METERS } from '@/lib/pricing/usage';
import { open, seal } from '@/lib/secrets/seal';
import type { KeptAnswer } from '../kept-answer';

const PURPOSE = 'answer-cache';

const sealedSchema = z.strictObject({
  workspaceId: z.string(),
  ruleId: z.string(),
  body: z.string(),
  stream: z.boolean(),
  dropped: z.string().optional(),
  usage: z.strictObject({
    provider: z.string(),
    model: z.string(),
    upstreamModel: z.string(),
    servedModel: z.string().optional(),
    region: z.string().optional(),
    speed: z.string().optional(),
    meters: z.partialRecord(z.enum(METERS), z.number().min(0)),
  }),
  latencyMs: z.number().min(0),
  storedAt: z.number(),
  expiresAt: z.number(),
});

/** An answer as it lies in the database: encrypted, and bound to its key, so that no row can stand for another. */
export function sealAnswer({ key, body, ...rest }: KeptAnswer): Buffer {
  return seal(JSON.stringify({ ...rest, body: body.toString('utf8') }), { purpose: PURPOSE, rowId: key });
}

/** Undefined for a row that was changed, is another's, was sealed with another secret or by another version. */
export function openAnswer(key: string, sealed: Uint8Array): KeptAnswer | undefined {
  try {
    const { body, ...rest } = sealedSchema.parse(JSON.parse(open(sealed, { purpose: PURPOSE, rowId: key })));
    return { key, body: Buffer.from(body), ...rest };
  } catch {
    return undefined;
  }
}
