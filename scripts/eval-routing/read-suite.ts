import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { LabelledPrompt } from '@/lib/routing/learn/read-prompts';

const rowSchema = z.object({
  task: z.string().min(1),
  prompt: z.string(),
  scores: z.record(z.string(), z.number().min(0).max(1)),
});

export interface Suite {
  name: string;
  rows: LabelledPrompt[];
}

/** Names of the suites in a folder: each `*.jsonl`. */
export const suiteNames = (folder: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => file.slice(0, -'.jsonl'.length))
    .sort();

/** One suite, `{task, prompt, scores}` a line; names file and line of what is wrong. Every row must score the same models. */
export function readSuite(folder: string, name: string): Suite {
  const file = path.join(folder, `${name}.jsonl`);
  const lines = readFileSync(file, 'utf8').split('\n');
  const rows: LabelledPrompt[] = [];
  let models: string | undefined;
  lines.forEach((line, at) => {
    if (line.trim() === '') return;
    const where = `${file}:${at + 1}`;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw new Error(`${where}: not JSON`);
    }
    const row = rowSchema.safeParse(value);
    if (!row.success) throw new Error(`${where}: ${z.prettifyError(row.error)}`);
    const own = Object.keys(row.data.scores).sort().join(', ');
    if (own === '') throw new Error(`${where}: scores no model`);
    models ??= own;
    if (own !== models) throw new Error(`${where}: scores ${own}; the rows before it score ${models}`);
    rows.push(row.data);
  });
  if (rows.length < 20) throw new Error(`${file}: ${rows.length} rows are too few to learn from`);
  return { name, rows };
}

const costsSchema = z.record(z.string(), z.number().positive());

/** Costs of a call by model where the folder says them (`costs.json`: relative or per 1 M tokens). */
export function readCosts(folder: string): Record<string, number> {
  const file = path.join(folder, 'costs.json');
  return existsSync(file) ? costsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
}
