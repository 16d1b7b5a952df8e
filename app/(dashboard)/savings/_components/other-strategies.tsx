import { formatPercent } from '@/components/format/percent';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { LEAST_COVERED, LEAST_LABELS } from '@/lib/analytics/pick-best-model';
import type { SavingsReport } from '@/lib/analytics/compare-baselines';

function bestInWords(best: SavingsReport['best']): string {
  if (best.kind === 'best')
    return `${best.model}: ${formatPercent(best.quality)} of its answers are good by ${best.labels} labels of people, judges and checks in these days (${formatPercent(best.lowerBound)} for sure), the best of ${best.models} compared by the same mix of tasks. It is among the models that savings are counted against.`;
  if (best.labels === 0)
    return 'Cannot be named: nobody has judged an answer of these days. Feedback by the API or on a request’s page does, and so do judges.';
  return `Cannot be named: of ${best.labels} labels no model has ${LEAST_LABELS} at each of the tasks that make up ${formatPercent(LEAST_COVERED)} of what was judged. Routing gives models different tasks; shadow traffic would have several answer the same.`;
}

/** What else the same money could have been spent on, as far as it can be said. */
export function OtherStrategies({ report: { random, best } }: { report: SavingsReport }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Other ways to spend as much</CardTitle>
      </CardHeader>
      <CardBody>
        <dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
          <dt className="font-medium">Random at equal spend</dt>
          <dd>
            {random === undefined
              ? 'Not to be had: what was spent does not lie between the two ends, or one of them has no price.'
              : `A coin that sends ${formatPercent(random.strongShare)} of the tokens to ${random.strong} and the rest to ${random.cheap} costs the same. Routing is worth its name if its answers are better than that.`}
          </dd>
          <dt className="font-medium">Best single model</dt>
          <dd>{bestInWords(best)}</dd>
        </dl>
      </CardBody>
    </Card>
  );
}
