import { fitHead } from '@/lib/routing/learn/fit-head';
import { hashPrompt } from '@/lib/routing/learn/prompt-hasher';
import { readCounts } from '@/lib/routing/learn/read-prompts';
import { loadHead, packHead, type TextHead } from '@/lib/routing/learn/text-head';
import { seededRandom } from '@/lib/simulator/random';

const HEAD_PROMPTS = 5_000;

/** A head of full size for each model; what it has learned does not matter here. */
export async function trainHead(prompts: readonly string[], models: readonly string[]): Promise<TextHead> {
  const random = seededRandom('bench head');
  const rows = readCounts(prompts.slice(0, HEAD_PROMPTS)).map((words, at) => ({
    group: String(at),
    words,
    labels: models.map((model) => ({ task: 'chat', model, score: random(), source: 'feedback' as const })),
  }));
  const fitted = await fitHead(
    rows,
    () => ({ mean: 0.7, strength: 10 }),
    () => Promise.resolve(),
  );
  const stored = packHead(fitted);
  if (stored === undefined) throw new Error('too few prompts for a head');
  return loadHead(stored, { version: 1, staleAt: Infinity }, hashPrompt);
}
