'use client';
import { useState, useTransition } from 'react';
import { useT } from '#i18n';
import type { PathProblem } from '@/components/forms/beside-fields';
import type { ConnectionResult } from '@/lib/connection-test/schemas';
import { whenConnected } from '../../_components/draft/when-connected';
import { testProvider } from '../actions';

/** Calls a provider as it is written in the form, and keeps what came of it; `refuse` hears what is wrong with the form. */
export function useConnectionTest(refuse: (problems: PathProblem[]) => void) {
  const t = useT();
  const [results, setResults] = useState<readonly ConnectionResult[]>([]);
  const [pending, start] = useTransition();
  const run = (provider: { id: string }) =>
    start(async () => {
      const { pathname, search } = window.location;
      const outcome = await whenConnected(t, () => testProvider(provider, pathname + search));
      setResults(outcome.kind === 'tested' ? outcome.results : []);
      if (outcome.kind === 'refused') refuse(outcome.problems);
    });
  return { results, pending, run };
}
