import { z } from 'zod';
import { linesOf } from '@/lib/files/lines';
import { readFile } from '@/lib/files/read';
import type { StoredFile } from '@/lib/files/schemas';
import { formatPico, parseUsd } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';
import { MAX_LINE_BYTES } from './schemas';
import type { Queryable } from './store';

const SAMPLE = 60;

/** What the requests of a file may cost, from some of them. */
export interface BatchEstimate {
  lines: number;
  /** Lines that were asked about, and those of them that have a price. */
  sampled: number;
  priced: number;
  /** Mean of the priced ones times all lines; undefined without any. */
  totalUsd: UsdString | undefined;
}

const bodySchema = z.object({ body: z.record(z.string(), z.unknown()) });
const answerSchema = z.object({ routed: z.object({ cost_usd: z.string().nullable() }) });

/** `ask`: what POST /v1/estimate-cost answers to a body; undefined where it is refused. */
export async function estimateFile(
  database: Queryable,
  file: StoredFile,
  ask: (body: unknown) => Promise<unknown>,
): Promise<BatchEstimate> {
  const sample: string[] = [];
  let lines = 0;
  for await (const { text } of linesOf(readFile(database, file), MAX_LINE_BYTES)) {
    lines += 1;
    if (text === undefined) continue;
    // Each line has the same chance, and no more than the sample is held.
    if (sample.length < SAMPLE) sample.push(text);
    else {
      const place = Math.floor(Math.random() * lines);
      if (place < SAMPLE) sample[place] = text;
    }
  }
  const costs = await Promise.all(sample.map((text) => costOf(text, ask)));
  const known = costs.filter((usd) => usd !== undefined);
  const sum = known.reduce((all, usd) => all + parseUsd(usd), 0n);
  const totalUsd = known.length === 0 ? undefined : formatPico((sum * BigInt(lines)) / BigInt(known.length));
  return { lines, sampled: sample.length, priced: known.length, totalUsd };
}

async function costOf(
  text: string,
  ask: (body: unknown) => Promise<unknown>,
): Promise<UsdString | undefined> {
  try {
    const { body } = bodySchema.parse(JSON.parse(text));
    return answerSchema.parse(await ask(body)).routed.cost_usd ?? undefined;
  } catch {
    // What cannot be estimated is told of by its number when the batch is checked.
    return undefined;
  }
}
