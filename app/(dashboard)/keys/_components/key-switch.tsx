'use client';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { useQuickEdit } from '../../_components/quick-edit/use-quick-edit';
import { switchKey } from '../quick-actions';

/** Disables a key at once, with a way back; one that is disabled can be let in again. `name`: where it does not stand beside others of the key. */
export function KeySwitch({
  id,
  name,
  enabled,
}: {
  id: string;
  name?: string | undefined;
  enabled: boolean;
}) {
  const t = useT();
  const { shown, pending, edit } = useQuickEdit(enabled);
  const words = shown ? t('Disable') : t('Let it be used again');
  const turn = () =>
    edit(
      !shown,
      (path) => switchKey(id, !shown, path),
      (path) => switchKey(id, shown, path),
    );
  return (
    <div className="flex flex-col gap-2">
      <div>
        <Button
          variant={shown ? 'danger' : 'outline'}
          disabled={pending}
          onClick={turn}
          aria-label={name === undefined ? undefined : `${words}: ${name}`}
        >
          {words}
        </Button>
      </div>
      <p className="text-xs text-ink-soft">
        {shown
          ? t('Requests with it are refused within 2 seconds. Its history stays.')
          : t('It is disabled: requests with it are refused.')}
      </p>
    </div>
  );
}
