import { useT } from '#i18n';
import { Badge } from '@/components/ui/badge';
import { formatShortInstant } from '@/components/format/instant';
import type { HealthRow } from '@/lib/health/schemas';
import { msg } from '@/lib/i18n/msg';

const WORDS = { closed: msg('closed'), half_open: msg('half open'), open: msg('open') } as const;
const TONES = { closed: 'good', half_open: 'warn', open: 'bad' } as const;
/** The worst of several processes first. */
const ORDER = ['open', 'half_open', 'closed'] as const;

/** Breakers of all gateway processes: the worst, how many have it, and since when that is known. */
export function BreakerCell({ row, zone }: { row: HealthRow; zone: string }) {
  const t = useT();
  const { gateways } = row;
  if (gateways.length === 0) return <span title={t('No gateway has called it since its start')}>–</span>;
  const worst = ORDER.find((state) => gateways.some(({ report }) => report.breaker === state)) ?? 'closed';
  const having = gateways.filter(({ report }) => report.breaker === worst);
  const cooling = gateways.find(({ report }) => report.cooling !== undefined)?.report.cooling;
  const until = having.find(({ report }) => report.until !== undefined)?.report.until;
  const ageS = Math.max(...gateways.map((gateway) => gateway.ageS));
  return (
    <div className="flex flex-col items-start gap-0.5">
      <span className="flex items-center gap-1.5">
        {row.model !== undefined && (
          <Badge tone={TONES[worst]}>
            {t(WORDS[worst])}
            {having.length < gateways.length &&
              t(' in {having} of {gateways}', { having: having.length, gateways: gateways.length })}
          </Badge>
        )}
        <span className="text-xs text-ink-soft">{t('{ageS} s ago', { ageS })}</span>
      </span>
      {until !== undefined && (
        <Note>{t('tried again {until}', { until: formatShortInstant(until, zone, t.locale) })}</Note>
      )}
      {cooling !== undefined && (
        <Note>
          {t('left alone until {until}: it {reason}', {
            until: formatShortInstant(cooling.until, zone, t.locale),
            reason: cooling.reason,
          })}
        </Note>
      )}
    </div>
  );
}

function Note({ children }: { children: React.ReactNode }) {
  return <span className="max-w-48 text-xs whitespace-normal text-ink-soft">{children}</span>;
}
