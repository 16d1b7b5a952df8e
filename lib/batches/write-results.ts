import type pg from 'pg';
import { newFileId, storeFile } from '@/lib/files/store';
import type { StoredFile } from '@/lib/files/schemas';
import type { Batch } from './schemas';
import type { Queryable } from './store';

const ROWS_AT_ONCE = 200;

interface ResultRow {
  line: number;
  custom_id: string;
  status: number | null;
  request_id: string | null;
  answer: string | null;
  problem: string | null;
}

/** Files of what came of a batch: answers, and all that has none. Undefined where there would be nothing in one. */
export async function writeResults(
  pool: pg.Pool,
  batch: Batch,
): Promise<{ output: StoredFile | undefined; errors: StoredFile | undefined }> {
  return {
    output: batch.done === 0 ? undefined : await writeFile(pool, batch, 'done'),
    errors: batch.failed === 0 ? undefined : await writeFile(pool, batch, 'failed'),
  };
}

function writeFile(pool: pg.Pool, batch: Batch, state: 'done' | 'failed'): Promise<StoredFile> {
  const { id, workspaceId, keyId } = batch;
  const filename = `${id}_${state === 'done' ? 'output' : 'error'}.jsonl`;
  const head = { workspaceId, keyId, filename, purpose: 'batch_output' } as const;
  // The same file again when a process died before the batch knew of it.
  return storeFile(pool, head, lines(pool, id, state), newFileId(`${id.slice('batch_'.length)}_${state}`));
}

async function* lines(database: Queryable, batchId: string, state: string): AsyncGenerator<Buffer> {
  for (let after = 0; ;) {
    const { rows } = await database.query<ResultRow>(
      `SELECT line, custom_id, status, request_id, answer, problem FROM batch_item
       WHERE batch_id = $1 AND state = $2 AND line > $3 ORDER BY line LIMIT $4`,
      [batchId, state, after, ROWS_AT_ONCE],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.line;
    yield Buffer.from(rows.map((row) => `${JSON.stringify(resultOf(batchId, row))}\n`).join(''));
  }
}

/** One line as OpenAI writes it: an answer with its status, or why there is none. */
function resultOf(batchId: string, { line, custom_id, status, request_id, answer, problem }: ResultRow) {
  return {
    id: `batch_req_${batchId.slice('batch_'.length)}_${line}`,
    custom_id,
    response:
      status === null ? null : { status_code: status, request_id: request_id ?? '', body: bodyOf(answer) },
    error: problem === null ? null : (JSON.parse(problem) as unknown),
  };
}

function bodyOf(answer: string | null): unknown {
  try {
    return JSON.parse(answer ?? 'null');
  } catch {
    return answer;
  }
}
