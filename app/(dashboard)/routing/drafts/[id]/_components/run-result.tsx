import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
import { formatPercent } from '@/components/format/percent';
import type { DryRunResult, DryRunView } from '@/lib/dryrun/schemas';
import type { T } from '@/lib/i18n/t';
import { formatExactUsd, formatTotalUsd } from '@/lib/pricing/format-usd';
import { subtractUsd } from '@/lib/pricing/money';
import { percentOf } from '@/lib/pricing/savings';
import type { PageView } from '../../../../page-view';
import { MoveTable } from './move-table';
import { NamedTable } from './named-table';
import { RuleTable } from './rule-table';

interface RunResultProps {
  run: DryRunView;
  result: DryRunResult;
  view: PageView;
}

function Figure({ label, value, note, raw }: { label: string; value: string; note: string; raw?: string }) {
  return (
    <div className="rounded-md border px-3 py-2">
      <dt className="text-xs font-medium text-ink-soft">{label}</dt>
      <dd className="text-xl font-semibold tabular-nums" data-exact={raw}>
        {value}
      </dd>
      <dd className="text-xs text-ink-soft">{note}</dd>
    </div>
  );
}

function Figures({ result }: { result: DryRunResult }) {
  const t = useT();
  const { requests, moved, costBeforeUsd, costAfterUsd, latencyBefore, latencyAfter } = result;
  const difference = subtractUsd(costAfterUsd, costBeforeUsd);
  const percent = percentOf(difference, costBeforeUsd);
  const sign = difference.startsWith('-') || difference === '0' ? '' : '+';
  return (
    <dl className="grid gap-3 sm:grid-cols-3">
      <Figure
        label={t('Cost')}
        value={`${sign}${formatTotalUsd(difference, t.locale)}`}
        raw={difference}
        note={`${formatExactUsd(costBeforeUsd, t.locale)} → ${formatExactUsd(costAfterUsd, t.locale)}${percent === undefined ? '' : `, ${sign}${percent} %`}`}
      />
      <Figure
        label={t('Requests that move')}
        value={formatCount(moved, t.locale)}
        note={t('of {requests}{value}', {
          requests: formatCount(requests, t.locale),
          value: requests === 0 ? '' : `, ${formatPercent(moved / requests, t.locale)}`,
        })}
      />
      <Figure
        label={t('p95 latency')}
        value={`${formatDuration(latencyBefore.p95Ms, t.locale)} → ${formatDuration(latencyAfter.p95Ms, t.locale)}`}
        note={t('p50 {p50Ms} → {p50Ms2}', {
          p50Ms: formatDuration(latencyBefore.p50Ms, t.locale),
          p50Ms2: formatDuration(latencyAfter.p50Ms, t.locale),
        })}
      />
    </dl>
  );
}

/** What is left out of the figures, or would go wrong, in words. */
function cautions(t: T, result: DryRunResult): string[] {
  const {
    unservedAfter,
    unservedBefore,
    costUnknown,
    notServed,
    unrouted,
    cached,
    latencyUnknown,
    movesLeftOut,
  } = result;
  const some = (count: number, words: string) =>
    count === 0 ? [] : [`${words}: ${formatCount(count, t.locale)}.`];
  return [
    ...some(
      unservedAfter,
      t('No target would take (now {unservedBefore})', {
        unservedBefore: formatCount(unservedBefore, t.locale),
      }),
    ),
    ...some(costUnknown, t('Cost not known on one side, so in neither sum')),
    ...some(notServed, t('Left out, since nobody served them then')),
    ...some(unrouted, t('Left out, since no rule sent them: shadow questions and direct benchmark calls')),
    ...some(cached, t('Left out, since the cache answered them')),
    ...some(latencyUnknown, t('Would go where nothing was served yet, so that their latency is not known')),
    ...some(movesLeftOut, t('Further moves, counted and not listed')),
  ];
}

/** The report of a dry run: cost, latency, what moves, by rule, key and task, and what it takes for granted. */
export function RunResult({ run, result, view }: RunResultProps) {
  const t = useT();
  return (
    <div className="flex flex-col gap-4" data-run={run.id}>
      <Figures result={result} />
      {cautions(t, result).length > 0 && (
        <ul className="list-disc pl-5 text-sm">
          {cautions(t, result).map((line) => (
            <li key={line}>{t.said(line)}</li>
          ))}
        </ul>
      )}
      {result.moves.length > 0 && <MoveTable runId={run.id} moves={result.moves} view={view} />}
      <div className="grid gap-4 lg:grid-cols-2">
        <RuleTable rows={result.byRule} />
        <NamedTable title={t('By task')} rows={result.byTask} />
      </div>
      <NamedTable title={t('By key')} rows={result.byKey} />
      <details className="text-xs text-ink-soft">
        <summary className="cursor-pointer">
          {t('What this takes for granted; {requests} requests in {tookMs}, against version {version}', {
            requests: formatCount(
              result.requests + result.notServed + result.unrouted + result.cached,
              t.locale,
            ),
            tookMs: formatDuration(result.tookMs, t.locale),
            version: result.version,
          })}
        </summary>
        <ul className="mt-1 list-disc pl-5">
          {result.assumptions.map((line) => (
            <li key={line}>{t.said(line)}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}
