import { useT } from '#i18n';
import { formatDecimal } from '@/components/format/decimal';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import type { T } from '@/lib/i18n/t';
import type { BreakEven } from '@/lib/planning/break-even';
import type { Tco } from '@/lib/planning/tco-schemas';
import { formatAmountUsd } from '@/lib/pricing/format-usd';

interface BreakEvenWordsProps {
  tco: Tco;
  even: BreakEven;
  /** Months after which the machines have cost no more than the API. */
  after: number | undefined;
}

/** When own machines pay, in sentences. */
export function BreakEvenWords({ tco, even, after }: BreakEvenWordsProps) {
  const t = useT();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('When own machines pay')}</CardTitle>
      </CardHeader>
      <CardBody>
        <dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
          <dt className="font-medium">{t('Volume')}</dt>
          <dd>{volumeWords(t, even)}</dd>
          <dt className="font-medium">{t('Load')}</dt>
          <dd>{loadWords(t, even, tco)}</dd>
          <dt className="font-medium">{t('Time')}</dt>
          <dd>
            {after === undefined
              ? t('Not within {months} months at this traffic.', { months: tco.months })
              : t('From month {after} on, they have cost no more than the API.', { after })}
          </dd>
          <dt className="font-medium">{t('A million tokens')}</dt>
          <dd>
            {t('{apiUsdPerMillion} at the API,', {
              apiUsdPerMillion: formatAmountUsd(even.apiUsdPerMillion, t.locale),
            })}{' '}
            {even.ownUsdPerMillion === undefined
              ? t('and no figure for own machines without any traffic.')
              : t('{ownUsdPerMillion} on {gpuCount} × {gpu} at the first month’s traffic.', {
                  ownUsdPerMillion: formatAmountUsd(even.ownUsdPerMillion, t.locale),
                  gpuCount: tco.gpuCount,
                  gpu: tco.gpu,
                })}
          </dd>
        </dl>
      </CardBody>
    </Card>
  );
}

function volumeWords(t: T, { tokensPerMonth, gpus }: BreakEven): string {
  if (tokensPerMonth === 'never')
    return t('At no volume: a GPU at the planned load costs more than the API takes for the same tokens.');
  if (tokensPerMonth === 'always') return t('At any volume: the machines cost nothing.');
  return t('From {tokens} tokens a month, on {gpus, plural, one {one GPU} other {# GPUs}}.', {
    tokens: Number(tokensPerMonth),
    gpus: Number(gpus),
  });
}

function loadWords(t: T, { utilisationPercent }: BreakEven, { gpuCount }: Tco): string {
  if (utilisationPercent === undefined) return t('None would do: the API costs nothing.');
  const words = t(
    '{gpuCount, plural, one {The one GPU} other {The # GPUs}} would have to work at {percent} % all month',
    { gpuCount, percent: formatDecimal(utilisationPercent, 1, t.locale) },
  );
  return utilisationPercent > 100 ? t('{words}, which is out of reach.', { words }) : `${words}.`;
}
