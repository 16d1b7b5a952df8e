'use client';
import { useState, useTransition } from 'react';
import { whenConnected } from '../../_components/draft/when-connected';
import { testProvider, type TestOutcome } from '../actions';

/** Calls a provider as it is written in the form, and keeps what came of it. */
export function useConnectionTest() {
  const [outcome, setOutcome] = useState<TestOutcome>();
  const [pending, start] = useTransition();
  const run = (provider: { id: string }) =>
    start(async () => {
      const { pathname, search } = window.location;
      setOutcome(await whenConnected(() => testProvider(provider, pathname + search)));
    });
  return { outcome, pending, run };
}
