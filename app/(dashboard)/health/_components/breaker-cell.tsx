import { Badge } from '@/components/ui/badge';
import { formatShortInstant } from '@/components/format/instant';
import type { HealthRow } from '@/lib/health/schemas';

const WORDS = { closed: 'closed', half_open: 'half open', open: 'open' } as const;
const TONES = { closed: 'good', half_open: 'warn', open: 'bad' } as const;
/** The worst of several processes first. */
const ORDER = ['open', 'half_open', 'closed'] as const;

/** Breakers of all gateway processes: the worst, how many have it, and since when that is known. */
export function BreakerCell({ row, zone }: { row: HealthRow; zone: string }) {
  const { gateways } = row;
  if (gateways.length === 0) return <span title="No gateway has called it since its start">–</span>;
  const worst = ORDER.find((state) => gateways.some(({ report }) => report.breaker === state)) ?? 'closed';
  const having = gateways.filter(({ report }) => report.breaker === worst);
  const cooling = gateways.find(({ report }) => report.cooling !== undefined)?.report.cooling;
  const until = having.find(({ report }) => report.until !== undefined)?.report.until;
  const ageS = Math.max(...gateways.map((gateway) => gateway.ageS));
  return (
    <div className="flex flex-col items-start gap-0.5">
      {row.model !== undefined && (
        <Badge tone={TONES[worst]}>
          {WORDS[worst]}
          {having.length < gateways.length && ` in ${having.length} of ${gateways.length}`}
        </Badge>
      )}
      {until !== undefined && <Note>tried again {formatShortInstant(until, zone)}</Note>}
      {cooling !== undefined && (
        <Note>
          left alone until {formatShortInstant(cooling.until, zone)}: it {cooling.reason}
        </Note>
      )}
      <Note>{ageS} s ago</Note>
    </div>
  );
}

function Note({ children }: { children: React.ReactNode }) {
  return <span className="max-w-48 text-xs whitespace-normal text-ink-soft">{children}</span>;
}
