'use client';
import { useFormStatus } from 'react-dom';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { removeDemo } from '../actions';

function Submit() {
  const t = useT();
  const { pending } = useFormStatus();
  return (
    <Button type="submit" size="sm" disabled={pending}>
      {pending ? t('Removing…') : t('Remove the demo')}
    </Button>
  );
}

export function RemoveDemo({ workspace }: { workspace: string }) {
  return (
    <form action={() => removeDemo(workspace)}>
      <Submit />
    </form>
  );
}
