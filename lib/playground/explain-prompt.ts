import { z } from 'zod';
import type { Viewer } from '@/lib/users/viewer';
import { askJson } from './ask-json';
import { openPlace } from './open-place';

export const explainPromptSchema = z.strictObject({
  workspace: z.string().min(1).max(200),
  model: z.string().trim().min(1).max(200),
  prompt: z.string().trim().min(1, 'Write a prompt.').max(100_000),
});

const candidate = z.object({
  provider: z.string(),
  model: z.string(),
  /** From 1; null: it would not be asked. */
  order: z.int().nullable(),
  cost_usd: z.string().nullable(),
  latency_p99_ms: z.number().nullable(),
  quality: z.number().nullable(),
  reason: z.string().nullable(),
});

const decisionSchema = z.object({
  rule: z.object({ id: z.string(), name: z.string() }).nullable(),
  features: z.object({
    task: z.string(),
    signals: z.array(z.string()),
    learned_task: z.string().nullable(),
    confidence: z.number().nullable(),
    input_tokens: z.number(),
  }),
  candidates: z.array(candidate),
  refusal: z.object({ message: z.string() }).optional(),
  assumptions: z.array(z.string()),
});
export type RouteDecision = z.infer<typeof decisionSchema>;

/**
 * Where a prompt would go by the rules in force, and why each other model would not get it: the decision of POST /v1/route.
 * Nobody is called and nothing billed. Throws `forbidden`, `not_found`, ZodError, and `invalid_request` in the
 * pipeline's words.
 */
export async function explainPrompt(
  viewer: Viewer,
  input: z.input<typeof explainPromptSchema>,
  signal: AbortSignal,
): Promise<RouteDecision> {
  const { workspace, model, prompt } = explainPromptSchema.parse(input);
  const place = await openPlace(viewer, workspace);
  const chat = { model, messages: [{ role: 'user', content: prompt }] };
  return askJson(decisionSchema, viewer, place, '/v1/route', chat, signal);
}
