import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import type { HealthRow } from '@/lib/health/schemas';
import { msg } from '@/lib/i18n/msg';

const LIMITS = [
  { key: 'rpm', words: msg('requests/min') },
  { key: 'tpm', words: msg('tokens/min') },
  { key: 'concurrent', words: msg('at once') },
] as const;

/** How much of each limit is used: of the gateway process that is nearest to it, since each counts for itself. */
export function LimitsCell({ row }: { row: HealthRow }) {
  const t = useT();
  const uses = LIMITS.flatMap(({ key, words }) => {
    const found = row.gateways.flatMap(({ report }) => report[key] ?? []);
    const most = found.sort((a, b) => b.used / b.limit - a.used / a.limit)[0];
    return most === undefined ? [] : [{ words, ...most }];
  });
  if (uses.length === 0) return <span title={t('No limit is configured, or nothing was sent yet')}>–</span>;
  return (
    <ul className="text-xs">
      {uses.map(({ words, used, limit }) => (
        <li key={words}>
          {t.rich('{used} of {limit} {words}', {
            used: formatCount(Math.round(used), t.locale),
            limit: formatCount(limit, t.locale),
            words: <span className="text-ink-soft">{t(words)}</span>,
          })}
        </li>
      ))}
    </ul>
  );
}
