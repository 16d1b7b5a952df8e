import { useT } from '#i18n';
import { Card } from '@/components/ui/card';
import type { RequestDetail } from '@/lib/analytics/requests/request-detail';

/** The provider's own usage object, as it came. */
export function RawUsage({ request }: { request: RequestDetail }) {
  const t = useT();
  const reported = request.attempts.filter((one) => one.rawUsage !== null && one.rawUsage !== undefined);
  if (reported.length === 0) return null;
  return (
    <Card className="px-4 py-3">
      <details>
        <summary className="text-sm font-semibold">{t('Raw usage, as the provider sent it')}</summary>
        {reported.map((one) => (
          <div key={one.attempt} className="mt-2">
            <h3 className="text-xs text-ink-soft">
              {t('Attempt {attempt}, {provider}', { attempt: one.attempt, provider: one.provider })}
            </h3>
            <pre
              tabIndex={0}
              aria-label={t('Raw usage of attempt {attempt}', { attempt: one.attempt })}
              className="overflow-x-auto rounded-md bg-sunken p-3 font-mono text-xs"
            >
              {JSON.stringify(one.rawUsage, null, 2)}
            </pre>
          </div>
        ))}
      </details>
    </Card>
  );
}
