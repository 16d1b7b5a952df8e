import { useT } from '#i18n';
import { formatChange } from '@/components/format/change';
import { formatDay } from '@/components/format/day';
import { relativeChange } from '@/lib/analytics/relative-change';

interface AgainstBeforeProps {
  /** Decimal text; undefined where there is nothing to compute it from. */
  before: string | undefined;
  after: string | undefined;
  /** The figure of the period before, as people read it. */
  words: string;
  /** First day with data, where that lies within the period before. */
  since: string | undefined;
}

/** How a figure stands to that of the period before. Nothing where there was none, or half of it: from nothing all is growth. */
export function AgainstBefore({ before, after, words, since }: AgainstBeforeProps) {
  const t = useT();
  if (since !== undefined) return <p>{t('no data before {day}', { day: formatDay(since, t.locale) })}</p>;
  const change = relativeChange(before, after);
  if (change === undefined) return null;
  return (
    <p title={t('The period before is as long as the one shown, up to the same hour.')}>
      {t.rich('<strong>{change}</strong> · was {before}', {
        change: formatChange(change, t.locale),
        before: words,
        strong: (inner) => <strong className="font-medium text-ink">{inner}</strong>,
      })}
    </p>
  );
}
