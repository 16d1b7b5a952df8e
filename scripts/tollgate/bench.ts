import { benchmarkViewSchema, type BenchmarkView } from '@/lib/latency/view';
import { PROMPT_SETS } from '@/lib/latency/schemas';
import { formatAmountUsd } from '@/lib/pricing/format-usd';
import { z } from 'zod';
import type { TollgateApi } from './api';
import { readTextFile, UsageError, wordOf, type Arguments } from './read-arguments';
import { columns, show } from './show';
import { watch } from './watch';

const oneSchema = z.object({ benchmark: benchmarkViewSchema });
const estimateSchema = z.object({ requests: z.int(), usd: z.string(), isAboveCap: z.boolean() });

/** Benchmarks of latency: estimated, started, watched, ended. */
export async function benchCommand(api: TollgateApi, args: Arguments): Promise<void> {
  const { words, options } = args;
  const path = (verb = '') =>
    `/benchmarks/${encodeURIComponent(wordOf(words, 1, 'The benchmark’s id'))}${verb}`;
  const shown = (benchmark: BenchmarkView) => show(options.json, benchmark, () => wordsOf(benchmark));
  switch (words[0]) {
    case 'estimate': {
      const estimate = await api.manage(estimateSchema, 'POST', '/benchmarks/estimate', inputOf(args));
      const { requests, usd, isAboveCap } = estimate;
      return show(options.json, estimate, () => [
        `${requests} requests, about ${formatAmountUsd(usd)}${isAboveCap ? ': above its cap, where it would end' : ''}`,
      ]);
    }
    case 'run': {
      const { benchmark } = await api.manage(oneSchema, 'POST', '/benchmarks', inputOf(args));
      if (options.watch === true) return follow(api, benchmark.id, options.json);
      return show(options.json, benchmark, () => [
        `${benchmark.id} is on its way: npm run tollgate -- bench watch ${benchmark.id}`,
      ]);
    }
    case 'list': {
      const query = new URLSearchParams(
        options.workspace === undefined ? {} : { workspace: options.workspace },
      );
      const schema = z.object({ benchmarks: z.array(benchmarkViewSchema) });
      const { benchmarks } = await api.manage(schema, 'GET', `/benchmarks?${query}`);
      return show(options.json, benchmarks, () =>
        columns([['ID', 'STATE', 'DONE', 'COST'], ...benchmarks.map(rowOf)]),
      );
    }
    case 'show':
      return shown((await api.manage(oneSchema, 'GET', path())).benchmark);
    case 'watch':
      return follow(api, wordOf(words, 1, 'The benchmark’s id'), options.json);
    case 'cancel':
      return shown((await api.manage(oneSchema, 'POST', path('/cancel'))).benchmark);
    default:
      throw new UsageError('bench: estimate, run, list, show, watch or cancel.');
  }
}

async function follow(api: TollgateApi, id: string, asJson: boolean | undefined): Promise<void> {
  const benchmark = await watch<BenchmarkView>({
    look: async () => (await api.manage(oneSchema, 'GET', `/benchmarks/${encodeURIComponent(id)}`)).benchmark,
    isOver: ({ endedAt }) => endedAt !== null,
    progress: (seen) => ({ share: seen.done / seen.total, words: rowOf(seen).slice(1).join(', ') }),
    goesOn: `The benchmark goes on: npm run tollgate -- bench watch ${id}`,
    asJson,
  });
  if (benchmark.status === 'failed') process.exitCode = 1;
  show(asJson, benchmark, () => wordsOf(benchmark));
}

/** Prompts: a built-in set by its name, else a file whose prompts are divided by empty lines. */
function promptsOf(prompts: string | undefined) {
  if (prompts === undefined) return {};
  const set = PROMPT_SETS.find((name) => name === prompts);
  if (set !== undefined) return { prompts: { kind: 'set', set } };
  const texts = readTextFile(prompts).split(/\r?\n\s*\r?\n/);
  return { prompts: { kind: 'own', texts: texts.filter((text) => text.trim() !== '') } };
}

function inputOf({ words, options }: Arguments) {
  const { workspace, ways, requests, concurrency, prompts } = options;
  if (words.length < 2) throw new UsageError('bench: name the models to measure.');
  return {
    targets: words.slice(1),
    ...(workspace === undefined ? {} : { workspace }),
    ...(ways === undefined ? {} : { ways: ways.split(',') }),
    ...(requests === undefined ? {} : { requests }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(options['max-tokens'] === undefined ? {} : { maxTokens: options['max-tokens'] }),
    ...(options['max-cost'] === undefined ? {} : { capUsd: options['max-cost'] }),
    ...promptsOf(prompts),
  };
}

const rowOf = ({ id, status, done, total, spentUsd }: BenchmarkView) => [
  ...[id, status, `${done} of ${total}`],
  formatAmountUsd(spentUsd),
];
const ms = (time: number | null) => (time === null ? '–' : `${time.toFixed(1)} ms`);

function wordsOf(benchmark: BenchmarkView): string[] {
  const { ending, results } = benchmark;
  return [
    rowOf(benchmark).join('  '),
    ...(ending === null ? [] : [ending]),
    '',
    ...columns([
      ['MODEL', 'WAY', 'ERRORS', 'MEAN', 'P50', 'P95', 'P99', 'FIRST P50', 'FIRST P95', 'TOKENS/S', 'COST'],
      ...results.map((one) => [
        ...[`${one.provider}/${one.model}`, one.way, `${one.errors} of ${one.requests}`],
        ...[one.meanMs, one.p50Ms, one.p95Ms, one.p99Ms, one.firstP50Ms, one.firstP95Ms].map(ms),
        one.tokensPerSecond === null ? '–' : one.tokensPerSecond.toFixed(0),
        formatAmountUsd(one.costUsd),
      ]),
    ]),
  ];
}
