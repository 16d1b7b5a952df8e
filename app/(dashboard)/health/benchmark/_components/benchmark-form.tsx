'use client';
import { startTransition, useActionState, useRef, useState } from 'react';
import { useT } from '#i18n';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { NOTHING_YET } from '../../../_components/action/action-state';
import { estimateBenchmarkAction, startBenchmarkAction } from '../actions';
import { BenchmarkFields } from './benchmark-fields';
import { CheckList } from './check-list';

/** What is measured: estimated first, and only then started. */
export function BenchmarkForm({ workspace, targets }: { workspace: string; targets: readonly string[] }) {
  const t = useT();
  const form = useRef<HTMLFormElement>(null);
  const [estimate, runEstimate, estimating] = useActionState(estimateBenchmarkAction, NOTHING_YET);
  const [started, start, starting] = useActionState(startBenchmarkAction, NOTHING_YET);
  /** Which of the two was asked last, for that one's words; none once a field was changed. */
  const [said, setSaid] = useState<'estimate' | 'start'>();
  const send = (which: 'estimate' | 'start') => {
    if (form.current === null || !form.current.reportValidity()) return;
    const data = new FormData(form.current);
    setSaid(which);
    startTransition(() => (which === 'estimate' ? runEstimate(data) : start(data)));
  };
  const pending = estimating || starting;
  const state = said === 'estimate' ? estimate : said === 'start' ? started : NOTHING_YET;
  const isEstimated = said === 'estimate' && estimate.kind === 'done' && !pending;
  const ways = [
    { value: 'gateway', label: t('through the gateway') },
    { value: 'direct', label: t('direct') },
  ];
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('New benchmark')}</CardTitle>
        <CardNote>{t('real requests, which providers bill; they are on the books like any other')}</CardNote>
      </CardHeader>
      <CardBody>
        <form
          ref={form}
          aria-label={t('New benchmark')}
          className="flex flex-col gap-3"
          onChange={() => setSaid(undefined)}
          onSubmit={(event) => {
            event.preventDefault();
            send('estimate');
          }}
        >
          <input type="hidden" name="workspace" value={workspace} />
          <CheckList
            legend={t('Models')}
            name="targets"
            items={targets.map((target) => ({ value: target, label: target }))}
          />
          <CheckList legend={t('Ways')} name="ways" items={ways} checked={['gateway', 'direct']} />
          <BenchmarkFields />
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant={isEstimated ? 'outline' : 'primary'} disabled={pending}>
              {estimating ? t('Working…') : t('Estimate')}
            </Button>
            {isEstimated && (
              <Button type="button" variant="primary" onClick={() => send('start')}>
                {t('Start the benchmark')}
              </Button>
            )}
          </div>
          <div aria-live="polite">
            {state.kind === 'refused' && !pending && (
              <Alert tone="bad" role="alert">
                {state.message}
              </Alert>
            )}
            {state.kind === 'done' && !pending && <Alert role="status">{state.message}</Alert>}
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
