import { Printer } from 'lucide-react';
import Link from 'next/link';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { monthOf, monthSpan } from '@/lib/reports/month-span';
import type { PageView } from '../../page-view';
import { PrintButton } from './print-button';

/** The months around, and the way onto paper. */
export function MonthChoice({ view, month }: { view: PageView; month: string }) {
  const t = useT();
  const { zone } = view.range;
  const span = monthSpan(month, zone, view.now);
  const before = span === undefined ? undefined : monthOf(span.from, zone, 1);
  const after = span === undefined || span.to > view.now ? undefined : monthOf(span.to, zone);
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      {before !== undefined && (
        <Button asChild>
          <Link href={view.href('/reports', { month: before })}>← {before}</Link>
        </Button>
      )}
      {after !== undefined && (
        <Button asChild>
          <Link href={view.href('/reports', { month: after })}>{after} →</Link>
        </Button>
      )}
      <PrintButton>
        <Printer aria-hidden /> {t('Print, or save as PDF')}
      </PrintButton>
    </div>
  );
}
