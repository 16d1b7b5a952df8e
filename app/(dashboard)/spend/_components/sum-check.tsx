import { useT } from '#i18n';
import type { Explored } from '@/lib/analytics/explore';

/** How the rows relate to the total, which was summed apart from them in the same snapshot. */
export function SumCheck({ check }: { check: Explored['check'] }) {
  const t = useT();
  const className = 'pt-1.5 text-xs';
  switch (check.kind) {
    case 'equal':
      return <p className={`${className} text-good`}>{t('rows sum to total ✓')}</p>;
    case 'differs':
      return (
        <p className={`${className} text-bad`}>
          {t('Rows and total differ by {by}. Please report this.', { by: check.by })}
        </p>
      );
    case 'overlap':
      return (
        <p className={`${className} text-ink-soft`}>
          {t(
            'A request with several tags counts under each of them: rows overlap, and add up to more than the total.',
          )}
        </p>
      );
    case 'no_sum':
      return (
        <p className={`${className} text-ink-soft`}>
          {t('Not a sum: the total is computed anew from all requests, so rows do not add up to it.')}
        </p>
      );
    default:
      return check satisfies never;
  }
}
