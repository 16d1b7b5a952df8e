import { formatCount } from '@/components/format/count';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
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
  return (
    <Card>
      <CardHeader>
        <CardTitle>When own machines pay</CardTitle>
      </CardHeader>
      <CardBody>
        <dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
          <dt className="font-medium">Volume</dt>
          <dd>{volumeWords(even)}</dd>
          <dt className="font-medium">Load</dt>
          <dd>{loadWords(even, tco)}</dd>
          <dt className="font-medium">Time</dt>
          <dd>
            {after === undefined
              ? `Not within ${tco.months} months at this traffic.`
              : `From month ${after} on, they have cost no more than the API.`}
          </dd>
          <dt className="font-medium">A million tokens</dt>
          <dd>
            {formatAmountUsd(even.apiUsdPerMillion)} at the API,{' '}
            {even.ownUsdPerMillion === undefined
              ? 'and no figure for own machines without any traffic.'
              : `${formatAmountUsd(even.ownUsdPerMillion)} on ${tco.gpuCount} × ${tco.gpu} at the first month’s traffic.`}
          </dd>
        </dl>
      </CardBody>
    </Card>
  );
}

function volumeWords({ tokensPerMonth, gpus }: BreakEven): string {
  if (tokensPerMonth === 'never')
    return 'At no volume: a GPU at the planned load costs more than the API takes for the same tokens.';
  if (tokensPerMonth === 'always') return 'At any volume: the machines cost nothing.';
  return `From ${formatCount(Number(tokensPerMonth))} tokens a month, on ${gpus === 1n ? 'one GPU' : `${String(gpus)} GPUs`}.`;
}

function loadWords({ utilisationPercent }: BreakEven, { gpuCount }: Tco): string {
  if (utilisationPercent === undefined) return 'None would do: the API costs nothing.';
  const words = `${gpuCount === 1 ? 'The one GPU' : `The ${gpuCount} GPUs`} would have to work at ${utilisationPercent.toFixed(1)} % all month`;
  return utilisationPercent > 100 ? `${words}, which is out of reach.` : `${words}.`;
}
