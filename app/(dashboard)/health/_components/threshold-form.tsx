'use client';
import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import type { HealthThresholds } from '@/lib/health/judge';
import { DraftForm } from '../../_components/draft/draft-form';
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
  const draft = useDraft({ version, form: `health-${workspace}` });
  const field = (name: string, label: string, value: string) => (
    <Field name={name} label={label} defaultValue={value} inputMode="decimal" required />
  );
  return (
    <DraftForm draft={draft} read={(form) => readThresholdForm(form, workspace)}>
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
    </DraftForm>
  );
}
