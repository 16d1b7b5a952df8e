'use client';
import { formatCount } from '@/components/format/count';
import { Field } from '@/components/layout/field';
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
  { value: 'refuse', label: 'refuse the whole file' },
  { value: 'report', label: 'list it in the error file' },
];
const CRASHES = [
  { value: 'report', label: 'list it, and bill nothing twice' },
  { value: 'retry', label: 'send it again' },
];

/** What an uploaded file may cost, and how it is to run. */
export function StartBatch({ workspace, zone, name, uploaded: { fileId, estimate } }: StartBatchProps) {
  const { lines, sampled, priced, totalUsd } = estimate;
  return (
    <div className="flex flex-col gap-3 border-t pt-3">
      <p className="text-sm">
        “{name}” has {formatCount(lines)} requests.{' '}
        {totalUsd === undefined
          ? 'What they cost cannot be told: none of those looked at has a known price.'
          : `They may cost ${formatAmountUsd(totalUsd)}, by ${formatCount(priced)} of ${formatCount(sampled)} that were looked at.`}
      </p>
      <ActionForm action={startBatchAction} submit="Start the batch">
        <input type="hidden" name="workspace" value={workspace} />
        <input type="hidden" name="fileId" value={fileId} />
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          <Field
            name="concurrency"
            label="Requests at once"
            type="number"
            min={1}
            max={200}
            defaultValue={50}
          />
          <Field
            name="maxCostUsd"
            label="Cost at most, USD"
            inputMode="decimal"
            hint="never passed; empty: no cap"
          />
          <SelectField name="onBadLine" label="A line that cannot be sent" options={BAD_LINES} />
          <SelectField name="onCrash" label="What a crash interrupts" options={CRASHES} />
          <Field name="runAfter" label="Not before" type="datetime-local" hint={`in ${zone}; empty: now`} />
          <Field
            name="cheapestBefore"
            label="When it is cheapest, before"
            type="datetime-local"
            hint={`in ${zone}, by the price book’s times of day`}
          />
        </div>
      </ActionForm>
    </div>
  );
}
