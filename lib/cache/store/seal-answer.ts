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
  meaning: z
    .strictObject({ group: z.string(), context: z.string(), prompt: z.string(), vector: z.base64() })
    .optional(),
  latencyMs: z.number().min(0),
  storedAt: z.number(),
  expiresAt: z.number(),
});

/** An answer as it lies in the database: encrypted, and bound to its key, so that no row can stand for another. */
export function sealAnswer({ key, body, meaning, ...rest }: KeptAnswer): Buffer {
  const written = {
    ...rest,
    body: body.toString('utf8'),
    ...(meaning && { meaning: { ...meaning, vector: bytesOf(meaning.vector).toString('base64') } }),
  };
  return seal(JSON.stringify(written), { purpose: PURPOSE, rowId: key });
}

/** Undefined for a row that was changed, is another's, was sealed with another secret or by another version. */
export function openAnswer(key: string, sealed: Uint8Array): KeptAnswer | undefined {
  try {
    const text = open(sealed, { purpose: PURPOSE, rowId: key });
    const { body, meaning, ...rest } = sealedSchema.parse(JSON.parse(text));
    const opened = { key, body: Buffer.from(body), ...rest };
    return meaning === undefined
      ? opened
      : { ...opened, meaning: { ...meaning, vector: vectorOf(meaning.vector) } };
  } catch {
    return undefined;
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  Buffer.from(buffer, byteOffset, byteLength);

/** A copy, since numbers of four bytes lie at multiples of four. */
function vectorOf(base64: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return new Float32Array(bytes.buffer, 0, Math.floor(bytes.length / 4));
}
