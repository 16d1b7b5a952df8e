import type { ReactNode } from 'react';
import { useT } from '#i18n';
import { formatDuration } from '@/components/format/duration';
import { formatInstant } from '@/components/format/instant';
import { Card } from '@/components/ui/card';
import type { RequestDetail } from '@/lib/analytics/requests/request-detail';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import { CostText } from '../../_components/cost-text';
import { OutcomeBadge } from '../../_components/outcome-badge';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-soft">{name}</dt>
      <dd className="font-medium break-words">{children}</dd>
    </div>
  );
}

const served = ({ provider, model }: RequestDetail) => (model === '' ? 'nobody' : `${provider}/${model}`);

export function Summary({ request, zone }: { request: RequestDetail; zone: string }) {
  const t = useT();
  const { costUsd, billedUsd } = request;
  const tags = Object.entries(request.tags).map(([name, value]) => `${name}=${value}`);
  return (
    <Card aria-label={t('Summary')} className="px-4 py-3">
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 md:grid-cols-4 xl:grid-cols-6">
        <Fact name={t('Started')}>{formatInstant(request.startedAt, zone, t.locale)}</Fact>
        <Fact name={t('Outcome')}>
          <OutcomeBadge outcome={request.outcome} status={request.status} />
          {request.errorCode !== null && <span className="ml-1.5 text-bad">{request.errorCode}</span>}
        </Fact>
        <Fact name={t('Cost, exact')}>
          {costUsd === null || request.costState !== 'priced' ? (
            <CostText costUsd={costUsd} state={request.costState} />
          ) : (
            <span data-exact={costUsd}>{formatExactUsd(costUsd, t.locale)}</span>
          )}
          {billedUsd !== costUsd && (
            <span className="block text-xs font-normal text-ink-soft">
              {t('corrected; it was')}{' '}
              {billedUsd === null ? t('without a price') : formatExactUsd(billedUsd, t.locale)}
            </span>
          )}
        </Fact>
        <Fact name={t('Latency')}>
          {formatDuration(request.latencyMs, t.locale)}
          {request.firstContentMs !== null && (
            <span className="font-normal text-ink-soft">
              {' '}
              {t('(first content {firstContentMs})', {
                firstContentMs: formatDuration(request.firstContentMs, t.locale),
              })}
            </span>
          )}
        </Fact>
        <Fact name={t('Asked for')}>{request.requestedModel || '–'}</Fact>
        <Fact name={t('Served by')}>{served(request)}</Fact>
        <Fact name={t('Key')}>{request.keyId}</Fact>
        <Fact name={t('Team')}>{request.team ?? '–'}</Fact>
        <Fact name={t('API')}>
          {request.api}
          {request.stream && t(', streamed')}
        </Fact>
        <Fact name={t('Door')}>{request.door}</Fact>
        <Fact name={t('Configuration')}>
          {t('version {configVersion}', { configVersion: request.configVersion })}
        </Fact>
        <Fact name={t('Tags')}>{tags.length === 0 ? '–' : tags.join(', ')}</Fact>
      </dl>
    </Card>
  );
}
