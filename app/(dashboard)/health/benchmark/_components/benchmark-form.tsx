'use client';
import { useRef, useState } from 'react';
import { useT } from '#i18n';
import { CheckList } from '@/components/forms/check-list';
import { FieldProblemsProvider } from '@/components/forms/field-problems';
import { SubmitButton } from '@/components/forms/submit-button';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { NOTHING_YET, type ActionState } from '../../../_components/action/action-state';
import { useFormAction } from '../../../_components/action/use-form-action';
import { estimateBenchmarkAction, startBenchmarkAction } from '../actions';
import { BenchmarkFields } from './benchmark-fields';

/** Before anything is asked, and after a change of a field. */
const UNASKED = { state: NOTHING_YET, fields: {}, rest: [] };

/** What is measured: estimated first, and only then started. */
export function BenchmarkForm({ workspace, targets }: { workspace: string; targets: readonly string[] }) {
  const t = useT();
  const form = useRef<HTMLFormElement>(null);
  const estimate = useFormAction<ActionState>(estimateBenchmarkAction, NOTHING_YET);
  const start = useFormAction<ActionState>(startBenchmarkAction, NOTHING_YET);
  /** Which of the two was asked last, for that one's words; none once a field was changed. */
  const [said, setSaid] = useState<'estimate' | 'start'>();
  const send = (which: 'estimate' | 'start') => {
    if (form.current === null || !form.current.reportValidity()) return;
    setSaid(which);
    (which === 'estimate' ? estimate : start).submit(form.current);
  };
  const pending = estimate.pending || start.pending;
  const { state, fields, rest } = said === undefined ? UNASKED : said === 'estimate' ? estimate : start;
  const isEstimated = said === 'estimate' && estimate.state.kind === 'done' && !pending;
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
          <FieldProblemsProvider value={fields}>
            <CheckList
              legend={t('Models')}
              name="targets"
              items={targets.map((target) => ({ value: target, label: target }))}
            />
            <CheckList legend={t('Ways')} name="ways" items={ways} checked={['gateway', 'direct']} />
            <BenchmarkFields />
          </FieldProblemsProvider>
          <div className="flex flex-wrap gap-2">
            <SubmitButton variant={isEstimated ? 'outline' : 'primary'} disabled={pending}>
              {estimate.pending ? t('Working…') : t('Estimate')}
            </SubmitButton>
            {isEstimated && (
              <Button type="button" variant="primary" onClick={() => send('start')}>
                {t('Start the benchmark')}
              </Button>
            )}
          </div>
          <div aria-live="polite">
            {state.kind === 'refused' && !pending && (
              <Alert tone="bad" role="alert">
                {rest.length === 0 ? t('Nothing was changed: look at the marked fields.') : rest.join(' ')}
              </Alert>
            )}
            {state.kind === 'done' && !pending && <Alert role="status">{state.message}</Alert>}
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
