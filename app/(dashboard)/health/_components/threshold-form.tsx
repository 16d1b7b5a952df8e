'use client';
import { useT } from '#i18n';
import { KeptForm } from '@/components/forms/kept-form';
import { Field } from '@/components/layout/field';
import { Button } from '@/components/ui/button';
import type { HealthThresholds } from '@/lib/health/judge';
import { DraftPanel } from '../../_components/draft/draft-panel';
import { useDraft } from '../../_components/draft/use-draft';
import { readThresholdForm } from './read-threshold-form';

interface ThresholdFormProps {
  thresholds: HealthThresholds;
  workspace: string;
  version: number;
}

const percent = (share: number) => String(Number((share * 100).toFixed(4)));

/** When a target counts as degraded or unhealthy in this workspace: a draft, what it would change, publish, undo. */
export function ThresholdForm({
  thresholds: { unhealthy, degraded },
  workspace,
  version,
}: ThresholdFormProps) {
  const t = useT();
  const formName = `health-${workspace}`;
  const draft = useDraft({ version, form: formName });
  const field = (name: string, label: string, value: string) => (
    <Field name={name} label={label} defaultValue={value} inputMode="decimal" required />
  );
  return (
    <div className="flex flex-col gap-3">
      <KeptForm
        key={draft.key}
        name={formName}
        version={version}
        isDone={draft.state.step === 'published'}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          draft.preview(readThresholdForm(new FormData(event.currentTarget), workspace));
        }}
      >
        <fieldset className="grid gap-3 sm:grid-cols-3">
          <legend className="mb-1 text-xs font-medium text-ink-soft">{t('Unhealthy above')}</legend>
          {field('unhealthy.p99Ms', 'p99 (ms)', String(unhealthy.p99Ms))}
          {field('unhealthy.errorRate', t('Errors (%)'), percent(unhealthy.errorRate))}
          {field('unhealthy.timeoutRate', t('Timeouts (%)'), percent(unhealthy.timeoutRate))}
        </fieldset>
        <fieldset className="grid gap-3 sm:grid-cols-3">
          <legend className="mb-1 text-xs font-medium text-ink-soft">{t('Degraded above')}</legend>
          {field('degraded.p99Ms', 'p99 (ms)', String(degraded.p99Ms))}
          {field('degraded.errorRate', t('Errors (%)'), percent(degraded.errorRate))}
        </fieldset>
        <div>
          <Button type="submit" variant="primary" disabled={draft.pending}>
            {draft.pending ? t('Checking…') : t('Show what would change')}
          </Button>
        </div>
      </KeptForm>
      <DraftPanel draft={draft} />
    </div>
  );
}
