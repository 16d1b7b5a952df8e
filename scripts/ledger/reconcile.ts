import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isReconciled } from '@/lib/reconciliation/compare';
import { readUsage } from '@/lib/reconciliation/read-usage';
import { reconcile as reconcileBooks } from '@/lib/reconciliation/reconcile';
import type { Reconciliation } from '@/lib/reconciliation/schemas';
import { withDatabase } from './with-database';

/** Of each kind; more would only scroll, and `--json` has them all. */
const SHOWN = 20;

/** Exit code 1 when something is missing, or differs where the provider reported in full. */
export async function reconcile(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      provider: { type: 'string' },
      workspace: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [source] = positionals;
  if (source === undefined || positionals.length > 1) throw new Error('reconcile takes one file or URL.');
  const entries = readUsage(await textOf(source));
  const result = await withDatabase('reconcile', (client) =>
    reconcileBooks(client, entries, {
      providers: values.provider === undefined ? undefined : [values.provider],
      workspaceId: values.workspace,
    }),
  );
  if (values.json) console.log(JSON.stringify(result, null, 2));
  else for (const line of report(result)) console.log(line);
  return isReconciled(result) ? 0 : 1;
}

async function textOf(source: string): Promise<string> {
  if (!/^https?:\/\//.test(source)) return readFileSync(source, 'utf8');
  const response = await fetch(source);
  if (!response.ok) throw new Error(`${source} answered ${response.status}.`);
  return response.text();
}

export function* report(result: Reconciliation): Generator<string> {
  yield `${result.entries} entries of the provider, $${result.billedUsd}; ${result.attempts} attempts on the books, $${result.bookedUsd}.`;
  yield `Delta $${result.deltaUsd}; of the books $${result.uncertainUsd} are estimates, not reports.`;
  for (const { basis, matched, equal, billedUsd, bookedUsd, unbilled, unbilledUsd } of result.bases)
    yield `  ${basis}: ${matched} matched, ${equal} equal to the last digit (billed $${billedUsd}, booked $${bookedUsd}); ${unbilled} that were not billed, $${unbilledUsd}`;
  for (const { day, model, entries, attempts, billedUsd, bookedUsd, deltaUsd, uncertainUsd } of result.days)
    yield `  ${day} ${model}: ${entries} entries $${billedUsd}, ${attempts} attempts $${bookedUsd}, delta $${deltaUsd} (estimates $${uncertainUsd})`;
  yield* some('MISSING', result.missing, ({ id, model, costUsd }) => `${id} ${model} $${costUsd}`);
  yield* some('REPEATED', result.repeated, (id) => id);
  const certain = result.differences.filter(({ basis }) => basis === 'reported');
  yield* some(
    'DIFFERS',
    certain,
    ({ id, billedUsd, bookedUsd }) => `${id} billed $${billedUsd}, booked $${bookedUsd}`,
  );
  yield* some('OFF', result.offDays, ({ day, model, deltaUsd }) => `${day} ${model} by $${deltaUsd}`);
  yield* some('UNBILLED', result.unbilled, ({ id, costUsd }) => `${id} booked $${costUsd}`);
  yield isReconciled(result) ? 'The books agree with the provider.' : 'The books DISAGREE with the provider.';
}

function* some<T>(word: string, of: readonly T[], show: (one: T) => string): Generator<string> {
  for (const one of of.slice(0, SHOWN)) yield `${word} ${show(one)}`;
  if (of.length > SHOWN) yield `${word}: ${of.length - SHOWN} more`;
}
