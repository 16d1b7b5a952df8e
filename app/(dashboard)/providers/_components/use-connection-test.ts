'use client';
import { useState, useTransition } from 'react';
import { useT } from '#i18n';
import { whenConnected } from '../../_components/draft/when-connected';
import { testProvider, type TestOutcome } from '../actions';

/** Calls a provider as it is written in the form, and keeps what came of it. */
export function useConnectionTest() {
  const t = useT();
  const [outcome, setOutcome] = useState<TestOutcome>();
  const [pending, start] = useTransition();
  const run = (provider: { id: string }) =>
    start(async () => {
      const { pathname, search } = window.location;
      setOutcome(await whenConnected(t, () => testProvider(provider, pathname + search)));
    });
  return { outcome, pending, run };
}
