'use client';
import { useActionState } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { FormOutcome } from '../../_components/form-outcome';
import { undo } from '../actions';

export function UndoRun({ id }: { id: string }) {
  const t = useT();
  const [result, action, pending] = useActionState(undo, null);
  return (
    <form action={action}>
      <input type="hidden" name="id" value={id} />
      <Button type="submit" size="sm" disabled={pending}>
        {t('Undo')}
      </Button>
      <FormOutcome result={result} />
    </form>
  );
}
