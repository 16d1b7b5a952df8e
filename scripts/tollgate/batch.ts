import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { formatAmountUsd } from '@/lib/pricing/format-usd';
import { CallError, type TollgateApi } from './api';
import { readTextFile, UsageError, wordOf, type Arguments } from './read-arguments';
import { columns, show } from './show';

const batchSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  output_file_id: z.string().nullable(),
  error_file_id: z.string().nullable(),
  request_counts: z.object({ total: z.number(), completed: z.number(), failed: z.number() }),
  cost_usd: z.string(),
  errors: z
    .looseObject({ data: z.array(z.looseObject({ line: z.number().nullable(), message: z.string() })) })
    .nullable(),
});
type Batch = z.infer<typeof batchSchema>;

const OVER = ['completed', 'failed', 'cancelled', 'expired'];
const LOOK_EVERY_MS = 1_000;
const BAR = 30;

/** Batches: handed in, watched, ended, and what came of them. */
export async function batchCommand(api: TollgateApi, args: Arguments): Promise<void> {
  const { words, options } = args;
  const [verb] = words;
  const idOf = () => wordOf(words, 1, 'The batch’s id');
  const get = (id: string) => api.use(batchSchema, 'GET', `/v1/batches/${encodeURIComponent(id)}`);
  switch (verb) {
    case 'submit':
      return submit(api, args);
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
      return watch(api, idOf(), options.json);
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
      throw new UsageError('batch: submit, list, show, watch, cancel or results.');
  }
}

async function submit(api: TollgateApi, { words, options }: Arguments): Promise<void> {
  const name = wordOf(words, 1, 'The file');
  const form = new FormData();
  form.set('purpose', 'batch');
  form.set('file', new Blob([readTextFile(name)]), path.basename(name));
  const file = await api.use(z.looseObject({ id: z.string() }), 'POST', '/v1/files', form);
  const metadata = {
    ...(options.concurrency === undefined ? {} : { tollgate_concurrency: options.concurrency }),
    ...(options['max-cost'] === undefined ? {} : { tollgate_max_cost_usd: options['max-cost'] }),
  };
  const batch = await api.use(batchSchema, 'POST', '/v1/batches', {
    input_file_id: file.id,
    endpoint: options.endpoint ?? '/v1/chat/completions',
    completion_window: '24h',
    metadata,
  });
  if (options.watch === true) return watch(api, batch.id, options.json);
  show(options.json, batch, () => [`${batch.id} is on its way: npm run tollgate -- batch watch ${batch.id}`]);
}

/** Follows a batch to its end, with a bar where somebody looks at it. */
async function watch(api: TollgateApi, id: string, asJson: boolean | undefined): Promise<void> {
  const isWatched = process.stderr.isTTY && asJson !== true;
  for (;;) {
    const batch = await api.use(batchSchema, 'GET', `/v1/batches/${encodeURIComponent(id)}`);
    if (isWatched) process.stderr.write(`\r\x1b[K${barOf(batch)}`);
    if (OVER.includes(batch.status)) {
      if (isWatched) process.stderr.write('\n');
      if (batch.status === 'failed') process.exitCode = 1;
      return show(asJson, batch, () => wordsOf(batch));
    }
    await wait(LOOK_EVERY_MS);
  }
}

const endedOf = ({ request_counts: { completed, failed } }: Batch) => completed + failed;
const rowOf = (batch: Batch) => [
  ...[batch.id, batch.status, `${endedOf(batch)} of ${batch.request_counts.total}`],
  formatAmountUsd(batch.cost_usd),
];

function barOf(batch: Batch): string {
  const { total } = batch.request_counts;
  const filled = total === 0 ? 0 : Math.floor((endedOf(batch) / total) * BAR);
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${rowOf(batch).slice(1).join(', ')}`;
}

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
