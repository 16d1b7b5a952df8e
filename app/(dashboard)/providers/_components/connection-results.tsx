'use client';
import { useT } from '#i18n';
import { formatDuration } from '@/components/format/duration';
import { Alert } from '@/components/ui/alert';
import type { ConnectionResult } from '@/lib/connection-test/schemas';

/** What a test of the connection came to, read out as it comes: one line a key. */
export function ConnectionResults({ results }: { results: readonly ConnectionResult[] }) {
  return (
    <div aria-live="polite" className="flex flex-col gap-2 empty:absolute">
      {results.map((result) => (
        <Result key={result.credential} result={result} />
      ))}
    </div>
  );
}

function Result({ result }: { result: ConnectionResult }) {
  const t = useT();
  const { ok, credential, latencyMs, models, missing, problem } = result;
  const which = credential === 0 ? t('Without a key') : t('Key {credential}', { credential });
  if (!ok)
    return (
      <Alert tone="bad" role="alert">
        {which}: {problem?.message}
      </Alert>
    );
  return (
    <Alert tone={missing.length > 0 ? 'warn' : 'neutral'} role="status" className="flex flex-col gap-1">
      <p>
        {t('{which}: it works. Answered in {latencyMs},', {
          which,
          latencyMs: formatDuration(latencyMs, t.locale),
        })}{' '}
        {models.length === 1 ? t('1 model') : t('{models} models', { models: models.length })}.
      </p>
      {missing.length > 0 && (
        <p className="break-words">
          {t('Configured here, and not in its list: {missing}.', { missing: missing.join(', ') })}
        </p>
      )}
      {models.length > 0 && (
        <details>
          <summary className="cursor-pointer text-xs">{t('Models that it lists')}</summary>
          <ul className="mt-1 max-h-60 columns-1 overflow-y-auto font-mono text-xs sm:columns-2 lg:columns-3">
            {models.map((model) => (
              <li key={model} className="break-all">
                {model}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Alert>
  );
}
