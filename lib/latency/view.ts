import { z } from 'zod';
import type { MeasuredBenchmark } from './list';
import { BENCHMARK_STATES, benchmarkResultSchema, PROMPT_SETS, WAYS, type KeptSettings } from './schemas';

const instant = z.iso.datetime();

/** A benchmark as the API shows it: of prompts that somebody brought only their number, for they may be anything. */
export const benchmarkViewSchema = z.strictObject({
  ...{ id: z.string(), workspace: z.string(), author: z.string(), status: z.enum(BENCHMARK_STATES) },
  ending: z.string().nullable().describe('Why it ended before all was sent'),
  settings: z.strictObject({
    targets: z.array(z.string()),
    ways: z.array(z.enum(WAYS)),
    requests: z.int().describe('Of each target by each way'),
    concurrency: z.int(),
    maxTokens: z.int(),
    prompts: z.union([
      z.strictObject({ kind: z.literal('set'), set: z.enum(PROMPT_SETS) }),
      z.strictObject({ kind: z.literal('own'), count: z.int() }),
    ]),
    capUsd: z.string(),
  }),
  ...{ total: z.int(), done: z.int(), estimateUsd: z.string(), spentUsd: z.string() },
  ...{ createdAt: instant, startedAt: instant.nullable(), endedAt: instant.nullable() },
  results: z.array(benchmarkResultSchema),
});
export type BenchmarkView = z.infer<typeof benchmarkViewSchema>;

export function benchmarkView(benchmark: MeasuredBenchmark): BenchmarkView {
  const {
    workspaceId,
    keyId: _key,
    address: _address,
    settings,
    createdAt,
    startedAt,
    endedAt,
    ...rest
  } = benchmark;
  return {
    ...{ ...rest, workspace: workspaceId, createdAt: createdAt.toISOString() },
    ...{ startedAt: startedAt?.toISOString() ?? null, endedAt: endedAt?.toISOString() ?? null },
    settings: { ...settings, prompts: countedPrompts(settings.prompts) },
  };
}

function countedPrompts(prompts: KeptSettings['prompts']): BenchmarkView['settings']['prompts'] {
  if (prompts.kind === 'set') return prompts;
  return { kind: 'own', count: prompts.kind === 'own' ? prompts.texts.length : prompts.count };
}
