import { useT } from '#i18n';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import type { HealthStatus } from '@/lib/health/judge';
import { sayWord } from '@/lib/i18n/say-word';

const TONES: Record<HealthStatus, BadgeTone> = {
  healthy: 'good',
  degraded: 'warn',
  unhealthy: 'bad',
  unknown: 'neutral',
};

export function StatusBadge({ status, reasons }: { status: HealthStatus; reasons: readonly string[] }) {
  const t = useT();
  return (
    <Badge tone={TONES[status]} title={reasons.map(t.said).join('; ') || t('Within all thresholds')}>
      {sayWord(t, status)}
    </Badge>
  );
}
