import { formatPercent } from '@/components/format/percent';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import type { SavingsReport } from '@/lib/analytics/compare-baselines';

/** What else the same money could have been spent on, as far as it can be said. */
export function OtherStrategies({ report: { random } }: { report: SavingsReport }) {
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
          <dd>
            Not computed: which one model answers best for this money needs judged answers, and the books hold
            none. The table above says what each would cost.
          </dd>
        </dl>
      </CardBody>
    </Card>
  );
}
