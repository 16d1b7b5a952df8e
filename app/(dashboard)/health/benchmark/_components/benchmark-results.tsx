import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { formatInstant } from '@/components/format/instant';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import type { MeasuredBenchmark } from '@/lib/latency/list';
import { formatAmountUsd } from '@/lib/pricing/format-usd';
import { ActionForm } from '../../../_components/action/action-form';
import { RefreshWhile } from '../../../batches/_components/refresh-while';
import type { PageView } from '../../../page-view';
import { cancelBenchmarkAction } from '../actions';
import { ResultTable } from './result-table';
import { STATE_WORDS } from './state-words';

/** One run: how far it is, and what came of it so far. */
export function BenchmarkResults({ benchmark, view }: { benchmark: MeasuredBenchmark; view: PageView }) {
  const t = useT();
  const { id, createdAt, status, done, total, spentUsd, settings, ending, endedAt, results } = benchmark;
  const mayCancel = may(view.viewer, 'job.run') && (status === 'waiting' || status === 'running');
  const numbers = {
    state: t(STATE_WORDS[status]),
    done: formatCount(done, t.locale),
    total: formatCount(total, t.locale),
    concurrency: settings.concurrency,
    spent: formatAmountUsd(spentUsd, t.locale),
    cap: formatAmountUsd(settings.capUsd, t.locale),
  };
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>
            {t('Benchmark of {at}', { at: formatInstant(createdAt, view.range.zone, t.locale) })}
          </CardTitle>
          <CardNote>
            {t(
              '{state}: {done} of {total} requests, {concurrency} at once, {spent} of at most {cap}',
              numbers,
            )}
          </CardNote>
        </div>
        <RefreshWhile open={endedAt === null} />
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <progress
          className="h-1.5 w-full"
          max={total}
          value={done}
          aria-label={t('Progress of {id}', { id })}
        />
        {ending !== null && <p className="text-sm">{ending}</p>}
        <ResultTable results={results} />
        {mayCancel && (
          <ActionForm
            action={cancelBenchmarkAction}
            submit={t('Cancel the benchmark')}
            variant="danger"
            confirm={t('Cancel it? What was measured is kept.')}
          >
            <input type="hidden" name="id" value={id} />
          </ActionForm>
        )}
      </CardBody>
    </Card>
  );
}
