'use client';
import { useT } from '#i18n';
import { SubmitButton } from '@/components/forms/submit-button';
import { useSend } from '@/components/forms/use-send';
import { removeDemo } from '../actions';

export function RemoveDemo({ workspace }: { workspace: string }) {
  const t = useT();
  const { state, pending, send } = useSend<{ message: string }, string>(
    removeDemo,
    { message: '' },
    (message) => ({
      message,
    }),
  );
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send(workspace);
      }}
    >
      <SubmitButton size="sm" disabled={pending}>
        {pending ? t('Removing…') : t('Remove the demo')}
      </SubmitButton>
      <p role="alert" className="text-xs text-bad empty:hidden">
        {state.message}
      </p>
    </form>
  );
}
