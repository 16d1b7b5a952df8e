import { useT } from '#i18n';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import type { HealthStatus } from '@/lib/health/judge';

const TONES: Record<HealthStatus, BadgeTone> = {
  healthy: 'good',
  degraded: 'warn',
  unhealthy: 'bad',
  unknown: 'neutral',
};

export function StatusBadge({ status, reasons }: { status: HealthStatus; reasons: readonly string[] }) {
  const t = useT();
  return (
    <Badge tone={TONES[status]} title={reasons.join('; ') || t('Within all thresholds')}>
      {status}
    </Badge>
  );
}
