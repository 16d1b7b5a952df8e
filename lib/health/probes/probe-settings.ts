import { z } from 'zod';
import { id } from '@/lib/config/primitives';

/** Asks the models of a provider now and then, so that one that fails is known before anybody needs it. Each answer is paid for. */
export const probeSchema = z.strictObject({
  /** Seconds without traffic after which a target is asked. */
  everyS: z.number().int().min(10).max(86_400).default(60),
  /** Which of its models; absent: the first of the file that it offers for chats. */
  models: z.array(id).min(1).max(50).optional(),
  /** What is asked; the answer is cut to a few tokens. */
  prompt: z.string().min(1).max(200).default('Reply with: ok'),
  /** On whose books it comes. */
  workspace: z.string().min(1).default('main'),
});
export type ProbeSettings = z.infer<typeof probeSchema>;
