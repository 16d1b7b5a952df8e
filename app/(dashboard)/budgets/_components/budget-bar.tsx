import { useT } from '#i18n';
import { formatPercent } from '@/components/format/percent';
import { cn } from '@/components/ui/class-names';
import type { BudgetStatus } from '@/lib/budgets/list-status';

/** Width in per cent, inside the bar. */
function width(usd: string | null, limit: number, room = 100): number {
  if (usd === null || limit === 0) return 0;
  return Math.max(0, Math.min(room, (Number(usd) / limit) * 100));
}

/** Spent as a full colour, reserved as stripes beside it. The figures stand below as text. */
export function BudgetBar({ budget }: { budget: BudgetStatus }) {
  const t = useT();
  const limit = Number(budget.limitUsd);
  const spent = width(budget.spentUsd, limit);
  const reserved = width(budget.reservedUsd, limit, 100 - spent);
  const { percent } = budget;
  const colour =
    percent !== null && percent >= 100
      ? 'bg-bad'
      : percent !== null && percent >= 80
        ? 'bg-warn'
        : 'bg-brand';
  return (
    <div
      role="meter"
      aria-label={t('{name}: spent of the limit', { name: budget.name })}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.min(100, percent ?? 0)}
      aria-valuetext={percent === null ? t('not counted yet') : formatPercent(percent / 100, t.locale)}
      className="flex h-3 w-full overflow-hidden rounded-full border bg-sunken"
    >
      <div className={cn('h-full', colour)} style={{ width: `${spent}%` }} />
      <div
        className="h-full text-line-strong"
        style={{
          width: `${reserved}%`,
          backgroundImage: 'repeating-linear-gradient(135deg, var(--line-strong) 0 2px, transparent 2px 5px)',
        }}
      />
    </div>
  );
}
