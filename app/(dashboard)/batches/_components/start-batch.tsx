'use client';
import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { Field } from '@/components/layout/field';
import { msg } from '@/lib/i18n/msg';
import { sayLabels } from '@/lib/i18n/say-choices';
import { formatAmountUsd } from '@/lib/pricing/format-usd';
import { ActionForm } from '../../_components/action/action-form';
import { SelectField } from '../../pricing/_components/select-field';
import { startBatchAction } from '../actions';
import type { Uploaded } from '../upload/route';

interface StartBatchProps {
  workspace: string;
  /** In which times are read. */
  zone: string;
  name: string;
  uploaded: Uploaded;
}

const BAD_LINES = [
  { value: 'refuse', label: msg('refuse the whole file') },
  { value: 'report', label: msg('list it in the error file') },
];
const CRASHES = [
  { value: 'report', label: msg('list it, and bill nothing twice') },
  { value: 'retry', label: msg('send it again') },
];

/** What an uploaded file may cost, and how it is to run. */
export function StartBatch({ workspace, zone, name, uploaded: { fileId, estimate } }: StartBatchProps) {
  const t = useT();
  const { lines, sampled, priced, totalUsd } = estimate;
  return (
    <div className="flex flex-col gap-3 border-t pt-3">
      <p className="text-sm">
        {t('“{name}” has {lines} requests.', { name, lines: formatCount(lines, t.locale) })}{' '}
        {totalUsd === undefined
          ? t('What they cost cannot be told: none of those looked at has a known price.')
          : t('They may cost {totalUsd}, by {priced} of {sampled} that were looked at.', {
              totalUsd: formatAmountUsd(totalUsd, t.locale),
              priced: formatCount(priced, t.locale),
              sampled: formatCount(sampled, t.locale),
            })}
      </p>
      <ActionForm action={startBatchAction} submit={t('Start the batch')}>
        <input type="hidden" name="workspace" value={workspace} />
        <input type="hidden" name="fileId" value={fileId} />
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          <Field
            name="concurrency"
            label={t('Requests at once')}
            type="number"
            min={1}
            max={200}
            defaultValue={50}
          />
          <Field
            name="maxCostUsd"
            label={t('Cost at most, USD')}
            inputMode="decimal"
            hint={t('never passed; empty: no cap')}
          />
          <SelectField
            name="onBadLine"
            label={t('A line that cannot be sent')}
            options={sayLabels(t, BAD_LINES)}
          />
          <SelectField name="onCrash" label={t('What a crash interrupts')} options={sayLabels(t, CRASHES)} />
          <Field
            name="runAfter"
            label={t('Not before')}
            type="datetime-local"
            hint={t('in {zone}; empty: now', { zone })}
          />
          <Field
            name="cheapestBefore"
            label={t('When it is cheapest, before')}
            type="datetime-local"
            hint={t('in {zone}, by the price book’s times of day', { zone })}
          />
        </div>
      </ActionForm>
    </div>
  );
}
