import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import type { RequestDetail } from '@/lib/analytics/request-detail';
import { routeWords } from './route-words';

export function WhyThisRoute({ request }: { request: RequestDetail }) {
  const { candidates, skipped } = request.route;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Why this route</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <p className="max-w-prose">{routeWords(request).join(' ')}</p>
        {candidates.length > 0 && (
          <div>
            <h3 className="text-xs font-medium text-ink-soft">Targets in order</h3>
            <ol className="list-decimal pl-5">
              {candidates.map((target) => (
                <li key={target}>{target}</li>
              ))}
            </ol>
          </div>
        )}
        {skipped.length > 0 && (
          <div>
            <h3 className="text-xs font-medium text-ink-soft">Left out</h3>
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
