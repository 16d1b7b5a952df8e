'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { FormOutcome } from '../../_components/form-outcome';
import { SelectField } from '../../_components/select-field';
import { useKeptForm } from '../../_components/use-kept-form';
import { reconcileBooks } from '../actions';

interface ReconciliationFormProps {
  workspace: string;
  providers: string[];
  hasSimulator: boolean;
}

/** A provider's own ledger or invoice, or that of the simulator, to compare the books with. */
export function ReconciliationForm({ workspace, providers, hasSimulator }: ReconciliationFormProps) {
  const t = useT();
  const { result, pending, onSubmit } = useKeptForm(reconcileBooks);
  const [file, setFile] = useState<{ name: string; content: string }>();

  async function read(picked: File | undefined) {
    setFile(picked === undefined ? undefined : { name: picked.name, content: await picked.text() });
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-3" aria-label={t('Reconcile')}>
      <input type="hidden" name="workspace" value={workspace} />
      <input type="hidden" name="fileName" value={file?.name ?? ''} />
      <input type="hidden" name="content" value={file?.content ?? ''} />
      <div className="grid grid-cols-1 items-end gap-3 sm:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-1">
          <Label htmlFor="usage-file">{t('Usage or invoice (.csv, .json)')}</Label>
          <Input
            id="usage-file"
            type="file"
            accept=".csv,.json,.jsonl"
            className="py-1"
            aria-describedby="usage-file-note"
            onChange={(event) => void read(event.target.files?.[0])}
          />
        </div>
        <SelectField
          name="provider"
          label={t('Of the provider')}
          options={[{ value: '', label: t('all of them') }, ...providers]}
        />
      </div>
      <p id="usage-file-note" className="text-xs text-ink-soft">
        {t(
          'Columns: id, model, day (UTC), input_tokens, output_tokens, cost_usd. An id is our request and attempt (REQUEST.ATTEMPT) or the provider’s own; lines without one are compared by day and model.',
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" name="step" value="file" variant="primary" disabled={pending}>
          {pending ? t('Comparing…') : t('Compare with the books')}
        </Button>
        <Button type="submit" name="step" value="answers" disabled={pending}>
          {t('Compare with what answers said')}
        </Button>
        {hasSimulator && (
          <Button type="submit" name="step" value="simulator" disabled={pending}>
            {t('Compare with the simulator’s ledger')}
          </Button>
        )}
      </div>
      <FormOutcome result={result} />
    </form>
  );
}
