'use server';
import type { ConnectionResult } from '@/lib/connection-test/schemas';
import { testConnection } from '@/lib/connection-test/test-connection';
import type { Refusal } from '../_components/action/action-state';
import { refusing } from '../_components/action/refusing';

export type TestOutcome = Refusal | { kind: 'tested'; results: ConnectionResult[] };

/** Calls a provider as it stands in the form, published or not. */
export async function testProvider(provider: { id: string }, path: string): Promise<TestOutcome> {
  return refusing(String(path), async (viewer) => ({
    kind: 'tested' as const,
    results: await testConnection(viewer, { provider }),
  }));
}
