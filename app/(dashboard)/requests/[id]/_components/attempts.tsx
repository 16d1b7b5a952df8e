import { useT } from '#i18n';
import type { ChartSeries } from '@/components/charts/types';
import { formatDuration } from '@/components/format/duration';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import type { AttemptDetail, RequestDetail } from '@/lib/analytics/requests/request-detail';
import { msg } from '@/lib/i18n/msg';
import type { T } from '@/lib/i18n/t';
import { CostText } from '../../_components/cost-text';
import { OutcomeBadge } from '../../_components/outcome-badge';
import { Waterfall } from './waterfall';

function names(t: T, { upstreamModel, servedModel, serviceTier }: AttemptDetail): string {
  const served =
    servedModel !== null && servedModel !== upstreamModel ? t(', served {servedModel}', { servedModel }) : '';
  const tier = serviceTier === null ? '' : t(', tier {serviceTier}', { serviceTier });
  return `as ${upstreamModel}${served}${tier}`;
}

interface RowProps {
  attempt: AttemptDetail;
  startedAt: Date;
  isHedge: boolean;
}

function Row({ attempt, startedAt, isHedge }: RowProps) {
  const t = useT();
  const { errorCode, errorMessage } = attempt;
  return (
    <tr>
      <Td>{attempt.attempt}</Td>
      <Td>
        {attempt.provider}/{attempt.model}
        {isHedge && (
          <Badge className="ml-1.5" title={t('Sent beside the first attempt, which was slow')}>
            {t('hedge')}
          </Badge>
        )}
        <div className="text-xs text-ink-soft">{names(t, attempt)}</div>
      </Td>
      <Td>
        <OutcomeBadge outcome={attempt.outcome} status={attempt.status} />
        {(errorCode !== null || errorMessage !== null) && (
          <div className="max-w-80 text-xs whitespace-normal text-bad">
            {[errorCode, errorMessage].filter((part) => part !== null).join(': ')}
          </div>
        )}
      </Td>
      <Td>{attempt.finishReason ?? '–'}</Td>
      <Td numeric>+{formatDuration(attempt.startedAt.getTime() - startedAt.getTime(), t.locale)}</Td>
      <Td numeric>{formatDuration(attempt.firstContentMs, t.locale)}</Td>
      <Td numeric>{formatDuration(attempt.latencyMs, t.locale)}</Td>
      <Td>{attempt.provenance}</Td>
      <Td numeric>
        <CostText costUsd={attempt.costUsd} state={attempt.costState} />
        {attempt.reportedUsd !== null && (
          <div
            className="text-xs text-ink-soft"
            title={t('In its usage, field {field}', { field: attempt.reportedBy ?? '' })}
          >
            {t('provider says ${usd}', { usd: attempt.reportedUsd })}
          </div>
        )}
      </Td>
      <Td className="font-mono text-xs">{attempt.providerRequestId ?? '–'}</Td>
    </tr>
  );
}

const HEADS = ['#', msg('Target'), msg('Outcome'), msg('Finish')] as const;
const NUMERIC_HEADS = [msg('Start'), msg('First content'), msg('Duration')] as const;

interface AttemptsProps {
  request: RequestDetail;
  zone: string;
  seriesOf: (model: string) => ChartSeries;
}

/** Each call to a provider, also those that failed: what was billed is billed. */
export function Attempts({ request, zone, seriesOf }: AttemptsProps) {
  const t = useT();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('Attempts')}</CardTitle>
        <CardNote>{t('offsets from the start of the request, {zone}', { zone })}</CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        {request.attempts.length === 0 ? (
          <p className="text-ink-soft">{t('Nothing was dispatched to a provider.')}</p>
        ) : (
          <>
            <Waterfall request={request} seriesOf={seriesOf} />
            <Table label={t('Attempts')}>
              <thead>
                <tr>
                  {HEADS.map((head) => (
                    <Th key={head}>{t(head)}</Th>
                  ))}
                  {NUMERIC_HEADS.map((head) => (
                    <Th key={head} numeric>
                      {t(head)}
                    </Th>
                  ))}
                  <Th>{t('Usage from')}</Th>
                  <Th numeric>{t('Cost')}</Th>
                  <Th>{t('Provider’s id')}</Th>
                </tr>
              </thead>
              <tbody>
                {request.attempts.map((attempt) => (
                  <Row
                    key={attempt.attempt}
                    attempt={attempt}
                    startedAt={request.startedAt}
                    isHedge={request.route.hedge?.attempt === attempt.attempt}
                  />
                ))}
              </tbody>
            </Table>
          </>
        )}
      </CardBody>
    </Card>
  );
}
