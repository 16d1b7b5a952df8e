import { z } from 'zod';
import type { Viewer } from '@/lib/users/viewer';
import { askJson } from './ask-json';
import { chatBody } from './chat-body';
import { openPlace } from './open-place';
import { runSchema } from './run';

const count = z.number().int().min(0).max(1_000_000_000);

export const explainSchema = runSchema.extend({
  /** What the run used, as its answer said: other models are priced for the same counts. */
  tokens: z.strictObject({ input: count, cachedInput: count, output: count }),
});

const routed = z.object({
  rule: z.object({ id: z.string(), name: z.string() }).nullable(),
  features: z.object({ task: z.string(), signals: z.array(z.string()) }),
  candidates: z.array(
    z.object({
      provider: z.string(),
      model: z.string(),
      order: z.number().nullable(),
      reason: z.string().nullable(),
    }),
  ),
});
const estimated = z.object({
  models: z.array(
    z.object({
      model: z.string(),
      provider: z.string(),
      cost_usd: z.string().nullable(),
      difference_usd: z.string().nullish(),
      difference_percent: z.string().nullish(),
    }),
  ),
  assumptions: z.array(z.string()),
});

export const explanationSchema = z.strictObject({
  /** Null: no rule fired, the model was taken as it was named. */
  rule: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  task: z.string(),
  signals: z.array(z.string()),
  candidates: routed.shape.candidates,
  /** Cheapest first; the difference is to where the prompt goes now. */
  costs: z.array(
    z.strictObject({
      model: z.string(),
      provider: z.string(),
      costUsd: z.string().nullable().describe('Exact; null: not priced'),
      differenceUsd: z.string().nullable(),
      differencePercent: z.string().nullable(),
    }),
  ),
  assumptions: z.array(z.string()),
});
export type Explanation = z.infer<typeof explanationSchema>;

/**
 * Why a prompt goes where it goes, and what each model would have cost for the tokens of a run. Nobody is called and
 * nothing billed. Throws `invalid_request` in the pipeline's words, `forbidden`, `not_found`.
 */
export async function explainRun(
  viewer: Viewer,
  { workspace, model, prompt, tokens }: z.infer<typeof explainSchema>,
  signal: AbortSignal,
): Promise<Explanation> {
  const place = await openPlace(viewer, workspace);
  const chat = chatBody(prompt, model, { stream: true });
  const counts = { input: tokens.input, cached_input: tokens.cachedInput, output: tokens.output };
  const why = await askJson(routed, viewer, place, '/v1/route', chat, signal);
  const [first] = why.candidates;
  const counted = { model: first?.model ?? model, tokens: counts };
  const costs = await askJson(estimated, viewer, place, '/v1/estimate-cost', counted, signal);
  return {
    rule: why.rule === null ? null : { id: why.rule.id, name: why.rule.name },
    task: why.features.task,
    signals: why.features.signals,
    candidates: why.candidates,
    costs: costs.models.map((one) => ({
      model: one.model,
      provider: one.provider,
      costUsd: one.cost_usd,
      differenceUsd: one.difference_usd ?? null,
      differencePercent: one.difference_percent ?? null,
    })),
    assumptions: costs.assumptions,
  };
}
