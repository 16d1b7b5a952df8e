'use client';
import { useT } from '#i18n';
import { SubmitButton } from '@/components/forms/submit-button';
import { useSend } from '@/components/forms/use-send';
import { testChannelAction, type Said } from '../actions';

/** Sends a test to one channel and says how that went. */
export function TestButton({ channel }: { channel: string }) {
  const t = useT();
  const {
    state: said,
    pending,
    send,
  } = useSend<Said | null>(testChannelAction, null, (words) => ({ ok: false, words }));
  return (
    <form
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        send(new FormData(event.currentTarget));
      }}
    >
      <input type="hidden" name="channel" value={channel} />
      <SubmitButton size="sm" disabled={pending} aria-label={t('Send a test to {channel}', { channel })}>
        {pending ? t('Sending…') : t('Send a test')}
      </SubmitButton>
      <p role="status" className={said?.ok === false ? 'text-xs text-bad' : 'text-xs text-good'}>
        {said?.words}
      </p>
    </form>
  );
}
