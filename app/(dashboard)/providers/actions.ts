'use server';
import type { ConnectionResult } from '@/lib/connection-test/schemas';
import { testConnection } from '@/lib/connection-test/test-connection';
import { refusing, type Refused } from '../_components/draft/refusing';

export type TestOutcome = Refused | { step: 'tested'; results: ConnectionResult[] };

/** Calls a provider as it stands in the form, published or not. */
export async function testProvider(provider: { id: string }, path: string): Promise<TestOutcome> {
  return refusing(String(path), async (viewer) => ({
    step: 'tested' as const,
    results: await testConnection(viewer, { provider }),
  }));
}
