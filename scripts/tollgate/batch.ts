import path from 'node:path';
import { z } from 'zod';
import { formatAmountUsd } from '@/lib/pricing/format-usd';
import { CallError, type TollgateApi } from './api';
import { readTextFile, UsageError, wordOf, type Arguments } from './read-arguments';
import { columns, show } from './show';
import { watch } from './watch';

const batchSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  output_file_id: z.string().nullable(),
  error_file_id: z.string().nullable(),
  request_counts: z.object({ total: z.number(), completed: z.number(), failed: z.number() }),
  cost_usd: z.string(),
  expected_end_at: z.number().nullable(),
  errors: z
    .looseObject({ data: z.array(z.looseObject({ line: z.number().nullable(), message: z.string() })) })
    .nullable(),
});
type Batch = z.infer<typeof batchSchema>;

const estimateSchema = z.looseObject({
  lines: z.number(),
  sampled: z.number(),
  priced: z.number(),
  cost_usd: z.string().nullable(),
});

const DEFAULT_ENDPOINT = '/v1/chat/completions';
const OVER = ['completed', 'failed', 'cancelled', 'expired'];

/** Batches: handed in, watched, ended, and what came of them. */
export async function batchCommand(api: TollgateApi, args: Arguments): Promise<void> {
  const { words, options } = args;
  const [verb] = words;
  const idOf = () => wordOf(words, 1, 'The batch’s id');
  const get = (id: string) => api.use(batchSchema, 'GET', `/v1/batches/${encodeURIComponent(id)}`);
  switch (verb) {
    case 'submit':
      return submit(api, args);
    case 'estimate':
      return estimate(api, args);
    case 'list': {
      const { data } = await api.use(
        z.object({ data: z.array(batchSchema) }),
        'GET',
        '/v1/batches?limit=100',
      );
      return show(options.json, data, () => columns([['ID', 'STATE', 'DONE', 'COST'], ...data.map(rowOf)]));
    }
    case 'show': {
      const batch = await get(idOf());
      return show(options.json, batch, () => wordsOf(batch));
    }
    case 'watch':
      return follow(api, idOf(), options.json);
    case 'cancel': {
      const batch = await api.use(batchSchema, 'POST', `/v1/batches/${encodeURIComponent(idOf())}/cancel`);
      return show(options.json, batch, () => wordsOf(batch));
    }
    case 'results': {
      const { output_file_id, error_file_id } = await get(idOf());
      const file = options.errors === true ? error_file_id : output_file_id;
      if (file === null)
        throw new CallError('There is no such file: the batch is not over, or it would be empty.');
      process.stdout.write(await api.text(`/v1/files/${file}/content`));
      return;
    }
    default:
      throw new UsageError('batch: submit, estimate, list, show, watch, cancel or results.');
  }
}

async function upload(api: TollgateApi, name: string): Promise<string> {
  const form = new FormData();
  form.set('purpose', 'batch');
  form.set('file', new Blob([readTextFile(name)]), path.basename(name));
  return (await api.use(z.looseObject({ id: z.string() }), 'POST', '/v1/files', form)).id;
}

/** What a file may cost; the file is not kept. */
async function estimate(api: TollgateApi, { words, options }: Arguments): Promise<void> {
  const id = await upload(api, wordOf(words, 1, 'The file'));
  const body = { input_file_id: id, endpoint: options.endpoint ?? DEFAULT_ENDPOINT };
  try {
    const found = await api.use(estimateSchema, 'POST', '/v1/batches/estimate', body);
    const { lines, sampled, priced, cost_usd } = found;
    const cost = cost_usd === null ? 'a cost that nobody knows' : `about ${formatAmountUsd(cost_usd)}`;
    show(options.json, found, () => [
      `${lines} requests, ${cost}, by ${priced} of ${sampled} that were looked at`,
    ]);
  } finally {
    await api.use(z.unknown(), 'DELETE', `/v1/files/${id}`);
  }
}

async function submit(api: TollgateApi, { words, options }: Arguments): Promise<void> {
  const id = await upload(api, wordOf(words, 1, 'The file'));
  const metadata = {
    ...(options.concurrency === undefined ? {} : { tollgate_concurrency: options.concurrency }),
    ...(options['max-cost'] === undefined ? {} : { tollgate_max_cost_usd: options['max-cost'] }),
  };
  const batch = await api.use(batchSchema, 'POST', '/v1/batches', {
    input_file_id: id,
    endpoint: options.endpoint ?? DEFAULT_ENDPOINT,
    completion_window: '24h',
    metadata,
  });
  if (options.watch === true) return follow(api, batch.id, options.json);
  show(options.json, batch, () => [`${batch.id} is on its way: npm run tollgate -- batch watch ${batch.id}`]);
}

/** Follows a batch to its end. */
async function follow(api: TollgateApi, id: string, asJson: boolean | undefined): Promise<void> {
  const batch = await watch<Batch>({
    look: () => api.use(batchSchema, 'GET', `/v1/batches/${encodeURIComponent(id)}`),
    isOver: ({ status }) => OVER.includes(status),
    progress: (seen) => {
      const { total } = seen.request_counts;
      return {
        share: total === 0 ? 0 : endedOf(seen) / total,
        words: [...rowOf(seen).slice(1), ...leftOf(seen)].join(', '),
      };
    },
    goesOn: `The batch goes on: npm run tollgate -- batch watch ${id}`,
    asJson,
  });
  if (batch.status === 'failed') process.exitCode = 1;
  show(asJson, batch, () => wordsOf(batch));
}

const endedOf = ({ request_counts: { completed, failed } }: Batch) => completed + failed;
const rowOf = (batch: Batch) => [
  ...[batch.id, batch.status, `${endedOf(batch)} of ${batch.request_counts.total}`],
  formatAmountUsd(batch.cost_usd),
];

const leftOf = ({ expected_end_at: end }: Batch) =>
  end === null ? [] : [`about ${Math.max(0, Math.ceil(end - Date.now() / 1_000))} s left`];

function wordsOf(batch: Batch): string[] {
  const { failed } = batch.request_counts;
  const problems = batch.errors?.data ?? [];
  return [
    rowOf(batch).join('  '),
    ...(failed > 0
      ? [`${failed} without an answer: npm run tollgate -- batch results ${batch.id} --errors`]
      : []),
    ...problems.map(({ line, message }) => `${line === null ? '' : `line ${line}: `}${message}`),
  ];
}
