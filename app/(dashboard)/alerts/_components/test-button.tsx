'use client';
import { useActionState } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { testChannelAction } from '../actions';

/** Sends a test to one channel and says how that went. */
export function TestButton({ channel }: { channel: string }) {
  const t = useT();
  const [said, action, pending] = useActionState(testChannelAction, null);
  return (
    <form action={action} className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="channel" value={channel} />
      <Button
        size="sm"
        type="submit"
        disabled={pending}
        aria-label={t('Send a test to {channel}', { channel })}
      >
        {pending ? t('Sending…') : t('Send a test')}
      </Button>
      <p role="status" className={said?.ok === false ? 'text-xs text-bad' : 'text-xs text-good'}>
        {said?.words}
      </p>
    </form>
  );
}
