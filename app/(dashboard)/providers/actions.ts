'use server';
import type { ConnectionResult } from '@/lib/connection-test/schemas';
import { testConnection } from '@/lib/connection-test/test-connection';
import { getT } from '@/lib/i18n/get-t';
import type { Refusal } from '../_components/action/action-state';
import { refusing } from '../_components/action/refusing';

export type TestOutcome = Refusal | { kind: 'tested'; results: ConnectionResult[] };

/** Calls a provider as it stands in the form, published or not. */
export async function testProvider(provider: { id: string }, path: string): Promise<TestOutcome> {
  const t = await getT();
  return refusing(String(path), async (viewer) => {
    const results = await testConnection(viewer, { provider });
    const said = results.map(({ problem, ...rest }) =>
      problem === undefined ? rest : { ...rest, problem: { ...problem, message: t.said(problem.message) } },
    );
    return { kind: 'tested' as const, results: said };
  });
}
