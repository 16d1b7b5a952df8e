import { isRight, verifyBooks, type Verdict } from '@/lib/ledger/verify';
import { withDatabase } from './with-database';

/** Exit code 1 on a difference. */
export async function verify(): Promise<number> {
  const verdict = await withDatabase('verify', verifyBooks);
  for (const line of report(verdict)) console.log(line);
  return isRight(verdict) ? 0 : 1;
}

function* report(verdict: Verdict): Generator<string> {
  yield `${verdict.requests} requests, ${verdict.attempts} attempts, $${verdict.costUsd}; ${verdict.days} workspace days compared.`;
  if (verdict.daysWithoutRows > 0)
    yield `${verdict.daysWithoutRows} older days have rollups only: their rows were dropped.`;
  for (const { workspace, day, figure, rows, rollups } of verdict.dayDifferences)
    yield `DIFFERENCE ${workspace} ${day} ${figure}: rows ${rows}, rollups ${rollups}`;
  for (const { requestId, problem } of verdict.requestDifferences) yield `DIFFERENCE ${requestId} ${problem}`;
  if (verdict.deadLetters > 0)
    yield `${verdict.deadLetters} dead letters in the table ledger_dead_letter; retry-dead-letter tries them again.`;
  yield isRight(verdict) ? 'The books are right.' : 'The books are WRONG.';
}
