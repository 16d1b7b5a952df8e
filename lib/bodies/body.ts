import { z } from 'zod';
import { DIALECT_NAMES } from '@/lib/dialects/types';

/** Bytes that are kept of a prompt and of an answer; longer ones are not kept, for half a JSON text can't be redacted. */
export const MAX_BODY_BYTES = 256 * 1024;

/** A request's bodies on their way from a gateway to the books. */
export const waitingBodySchema = z.strictObject({
  requestId: z.string(),
  /** Epoch ms: that of the request. */
  startedAt: z.number().int(),
  workspaceId: z.string(),
  keyId: z.string(),
  team: z.string().optional(),
  endUser: z.string().optional(),
  policy: z.enum(['redacted', 'on']),
  /** Own patterns in force at the time. */
  patterns: z.array(z.object({ name: z.string(), pattern: z.string() })),
  dialect: z.enum(DIALECT_NAMES),
  stream: z.boolean(),
  /** As they came over the wire; absent: longer than is kept. */
  prompt: z.string().optional(),
  answer: z.string().optional(),
  promptBytes: z.number().int(),
  answerBytes: z.number().int(),
});
export type WaitingBody = z.infer<typeof waitingBodySchema>;
