import { useT } from '#i18n';
import { formatPercent } from '@/components/format/percent';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { LEAST_COVERED, LEAST_LABELS } from '@/lib/analytics/savings/pick-best-model';
import type { SavingsReport } from '@/lib/analytics/savings/compare-baselines';
import type { Agreement } from '@/lib/feedback/agreement';
import type { T } from '@/lib/i18n/t';

function bestInWords(t: T, best: SavingsReport['best']): string {
  if (best.kind === 'best')
    return t(
      '{model}: {quality} of its answers are good by {labels} labels of people, judges and checks in these days ({lowerBound} for sure), the best of {models} compared by the same mix of tasks. It is among the models that savings are counted against.',
      {
        model: best.model,
        quality: formatPercent(best.quality, t.locale),
        labels: best.labels,
        lowerBound: formatPercent(best.lowerBound, t.locale),
        models: best.models,
      },
    );
  if (best.labels === 0)
    return t(
      'Cannot be named: nobody has judged an answer of these days. Feedback by the API or on a request’s page does, and so do judges.',
    );
  return t(
    'Cannot be named: of {labels} labels no model has {LEAST_LABELS} at each of the tasks that make up {LEAST_COVERED} of what was judged. Routing gives models different tasks; shadow traffic would have several answer the same.',
    { labels: best.labels, LEAST_LABELS, LEAST_COVERED: formatPercent(LEAST_COVERED, t.locale) },
  );
}

/** How far a judge can be believed: the best single model rests on what judges say. */
function judgesInWords(t: T, judges: readonly Agreement[]): string {
  if (judges.length === 0)
    return t('Not known: no answer of these days has been scored by people and by a judge.');
  return judges
    .map(({ judge, answers, agreed, interval }) =>
      t('{judge} says what people say of {agreed} of {answers} answers ({low} to {high}).', {
        judge,
        answers,
        agreed: formatPercent(agreed, t.locale),
        low: formatPercent(interval.low, t.locale),
        high: formatPercent(interval.high, t.locale),
      }),
    )
    .join(' ');
}

/** What else the same money could have been spent on, as far as it can be said. */
export function OtherStrategies({
  report: { random, best },
  judges,
}: {
  report: SavingsReport;
  judges: readonly Agreement[];
}) {
  const t = useT();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('Other ways to spend as much')}</CardTitle>
      </CardHeader>
      <CardBody>
        <dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
          <dt className="font-medium">{t('Random at equal spend')}</dt>
          <dd>
            {random === undefined
              ? t(
                  'Not to be had: what was spent does not lie between the two ends, or one of them has no price.',
                )
              : t(
                  'A coin that sends {strongShare} of the tokens to {strong} and the rest to {cheap} costs the same. Routing is worth its name if its answers are better than that.',
                  {
                    strongShare: formatPercent(random.strongShare, t.locale),
                    strong: random.strong,
                    cheap: random.cheap,
                  },
                )}
          </dd>
          <dt className="font-medium">{t('Best single model')}</dt>
          <dd>{bestInWords(t, best)}</dd>
          <dt className="font-medium">{t('Judges against people')}</dt>
          <dd>{judgesInWords(t, judges)}</dd>
        </dl>
      </CardBody>
    </Card>
  );
}
