import { withClient } from '@/lib/boot/postgres/connect';
import { subtractUsd } from '@/lib/pricing/money';
import type { Audit } from '../crash/audit';
import type { Finding } from './finding';
import type { Load } from './load';

const SETTLE_MS = 30_000;

/** Until the ingesters of all hosts have put everything on the books. */
export async function untilSettled(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    const count = async () =>
      (await client.query<{ n: string }>('SELECT count(*)::text AS n FROM attempt')).rows[0]?.n;
    const untilMs = performance.now() + SETTLE_MS;
    let before: string | undefined;
    let same = 0;
    while (same < 5 && performance.now() < untilMs) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const now = await count();
      same = now === before ? same + 1 : 0;
      before = now;
    }
  });
}

/** All that the provider billed against all that is on the books, and what clients saw. */
export function judgeBooks(found: Audit, load: Load, inFlightAtKill: number, retried: number): Finding[] {
  const { reconciliation: books } = found;
  const settled = books.bases.find(({ basis }) => basis === 'reported');
  const differing = books.differences.filter(({ basis }) => basis === 'reported').length;
  const delta = settled === undefined ? 'nothing settled' : subtractUsd(settled.bookedUsd, settled.billedUsd);
  const all = [...load.outcomes.values()].reduce((sum, n) => sum + n, 0);
  const answered = load.outcomes.get('answered') ?? 0;
  const rest = [...load.outcomes]
    .filter(([outcome]) => outcome !== 'answered')
    .map(([outcome, n]) => `${outcome} ${n}`);
  return [
    {
      name: `success under load (${retried} retried by the balancer)`,
      seen: `${((answered / all) * 100).toFixed(2)} % of ${all}${rest.length > 0 ? ` (${rest.join(', ')})` : ''}`,
      wanted: '>= 99.9 %',
      ok: answered / all >= 0.999,
    },
    {
      name: 'entries of the provider without a row',
      seen: `${books.missing.length} of ${books.entries}`,
      wanted: '0',
      ok: books.missing.length === 0 && books.entries > 0,
    },
    {
      name: 'booked less billed, of what the provider reported',
      seen: `$${delta} (${settled?.matched ?? 0} attempts, $${settled?.billedUsd ?? 0})`,
      wanted: '$0, to the last digit',
      ok: differing === 0 && settled !== undefined && settled.billedUsd === settled.bookedUsd,
    },
    {
      name: 'billed twice, booked and never billed, dead letters',
      seen: `${books.repeated.length}, ${books.unbilled.length}, ${found.deadLetters.length}`,
      wanted: '0, 0, 0',
      ok: books.repeated.length + books.unbilled.length + found.deadLetters.length === 0,
    },
    {
      name: 'orphans (a killed gateway left them; estimated)',
      seen: String(found.orphans),
      wanted: `<= ${inFlightAtKill} that were under way`,
      ok: found.orphans <= inFlightAtKill,
    },
    {
      name: 'rollups equal rows',
      seen: String(found.booksAreRight),
      wanted: 'true',
      ok: found.booksAreRight,
    },
  ];
}
