'use client';
import { useSyncExternalStore } from 'react';
import { useT } from '#i18n';
import { CopyButton } from '@/components/layout/copy-button';

const never = () => () => undefined;

/** A first request to paste into a terminal. The address is known in the browser only. */
export function FirstRequest() {
  const t = useT();
  const origin = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => '',
  );
  const command = `curl ${origin}/v1/chat/completions \\
  -H "Authorization: Bearer YOUR_KEY" -H "Content-Type: application/json" \\
  -d '{"model": "auto", "messages": [{"role": "user", "content": "Hello"}]}'`;
  return (
    <div className="flex min-w-0 flex-wrap items-start gap-2">
      <pre
        tabIndex={0}
        aria-label={t('A first request')}
        className="min-w-0 flex-1 overflow-x-auto rounded-md border bg-sunken px-3 py-2 font-mono text-xs"
      >
        {command}
      </pre>
      <CopyButton text={command} label={t('Copy')} />
    </div>
  );
}
