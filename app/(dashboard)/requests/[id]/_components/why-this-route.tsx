import { useT } from '#i18n';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import type { RequestDetail } from '@/lib/analytics/requests/request-detail';
import { routeWords } from './route-words';

export function WhyThisRoute({ request }: { request: RequestDetail }) {
  const t = useT();
  const { candidates, skipped, choice } = request.route;
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('Why this route')}</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <p className="max-w-prose">{routeWords(t, request).join(' ')}</p>
        {choice !== undefined && (
          <div>
            <h3 className="text-xs font-medium text-ink-soft">
              {t('Weighed by the learned router, at dial {dial}', { dial: choice.dial })}
            </h3>
            {choice.head !== undefined && (
              <p className="max-w-prose">
                {t('What the words of the prompt add to that is in the figures (head {version}).', {
                  version: choice.head,
                })}
              </p>
            )}
            <ul className="list-disc pl-5">
              {choice.candidates.map(({ model, quality, lowerBound, estimatedUsd, reason }) => (
                <li key={model}>
                  {t(
                    '{model}: good in about {value} % (surely {value2} %), expected to cost ${estimatedUsd}',
                    {
                      model,
                      value: Math.round(100 * quality),
                      value2: Math.round(100 * lowerBound),
                      estimatedUsd,
                    },
                  )}
                  {reason === undefined ? t(' – chosen') : ` – ${reason}`}
                </li>
              ))}
            </ul>
          </div>
        )}
        {candidates.length > 0 && (
          <div>
            <h3 className="text-xs font-medium text-ink-soft">{t('Targets in order')}</h3>
            <ol className="list-decimal pl-5">
              {candidates.map((target) => (
                <li key={target}>{target}</li>
              ))}
            </ol>
          </div>
        )}
        {skipped.length > 0 && (
          <div>
            <h3 className="text-xs font-medium text-ink-soft">{t('Left out')}</h3>
            <ul className="list-disc pl-5">
              {skipped.map(({ target, reason }) => (
                <li key={`${target} ${reason}`}>
                  {target}: {reason}
                </li>
              ))}
            </ul>
          </div>
        )}
      </CardBody>
    </Card>
  );
}
