'use client';
import { useT } from '#i18n';
import { FieldProblemsProvider } from '@/components/forms/field-problems';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextFileField } from '@/components/forms/text-file-field';
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
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-3" aria-label={t('Reconcile')}>
      <input type="hidden" name="workspace" value={workspace} />
      <FieldProblemsProvider value={result?.kind === 'wrong' ? result.fields : {}}>
        <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-2">
          <TextFileField
            id="usage-file"
            label={t('Usage or invoice (.csv, .json)')}
            accept=".csv,.json,.jsonl"
            hint={() =>
              t(
                'Columns: id, model, day (UTC), input_tokens, output_tokens, cost_usd. An id is our request and attempt (REQUEST.ATTEMPT) or the provider’s own; lines without one are compared by day and model.',
              )
            }
          />
          <SelectField
            name="provider"
            label={t('Of the provider')}
            options={[{ value: '', label: t('all of them') }, ...providers]}
          />
        </div>
      </FieldProblemsProvider>
      <div className="flex flex-wrap gap-2">
        <SubmitButton name="step" value="file" variant="primary" disabled={pending}>
          {pending ? t('Comparing…') : t('Compare with the books')}
        </SubmitButton>
        <SubmitButton name="step" value="answers" disabled={pending}>
          {t('Compare with what answers said')}
        </SubmitButton>
        {hasSimulator && (
          <SubmitButton name="step" value="simulator" disabled={pending}>
            {t('Compare with the simulator’s ledger')}
          </SubmitButton>
        )}
      </div>
      <FormOutcome result={result} />
    </form>
  );
}
