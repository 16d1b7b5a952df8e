'use client';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { useQuickEdit } from '../../_components/quick-edit/use-quick-edit';
import { switchKey } from '../quick-actions';

/** Disables a key at once, with a way back; one that is disabled can be let in again. */
export function KeySwitch({ id, enabled }: { id: string; enabled: boolean }) {
  const t = useT();
  const { shown, pending, edit } = useQuickEdit(enabled);
  const turn = () =>
    edit(
      !shown,
      (path) => switchKey(id, !shown, path),
      (path) => switchKey(id, shown, path),
    );
  return (
    <div className="flex flex-col gap-2">
      <div>
        <Button variant={shown ? 'danger' : 'outline'} disabled={pending} onClick={turn}>
          {shown ? t('Disable') : t('Let it be used again')}
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
