'use client';
import { useT } from '#i18n';
import { SubmitButton } from '@/components/forms/submit-button';
import { FormOutcome } from '../../_components/form-outcome';
import { useKeptForm } from '../../_components/use-kept-form';
import { undo } from '../actions';

export function UndoRun({ id }: { id: string }) {
  const t = useT();
  const { result, pending, onSubmit } = useKeptForm(undo);
  return (
    <form onSubmit={onSubmit}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton size="sm" disabled={pending}>
        {t('Undo')}
      </SubmitButton>
      <FormOutcome result={result} />
    </form>
  );
}
