import Link from 'next/link';
import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Button } from '@/components/ui/button';

/** An ordinary form over the address: it works by link, by reload and by the back button. */
export function AuditFilters({
  query,
  wrong,
  exportHref,
}: {
  query: Record<string, string | undefined>;
  /** What is wrong with a filter, by its name. */
  wrong: Readonly<Record<string, string>>;
  exportHref: string;
}) {
  const t = useT();
  const field = (name: string, label: string, hint?: string, type = 'text') => (
    <Field
      name={name}
      label={label}
      hint={hint}
      type={type}
      defaultValue={query[name]}
      error={wrong[name]}
      maxLength={type === 'text' ? 200 : undefined}
      autoComplete="off"
    />
  );
  return (
    <form
      action="/audit"
      method="get"
      aria-label={t('Filters')}
      className="grid grid-cols-2 items-start gap-2 md:grid-cols-3 xl:grid-cols-6"
    >
      {field('action', t('Action'), t('key.create, or key'))}
      {field('actor', t('Who (id)'))}
      {field('subject', t('What (id)'))}
      {field('from', t('First day (UTC)'), undefined, 'date')}
      {field('to', t('Last day (UTC)'), undefined, 'date')}
      <div className="flex flex-wrap gap-1 pt-5">
        <Button type="submit">{t('Apply')}</Button>
        <Button variant="ghost" asChild>
          <Link href="/audit">{t('Clear')}</Link>
        </Button>
        <Button variant="ghost" asChild>
          <a href={exportHref} download>
            {t('CSV')}
          </a>
        </Button>
      </div>
    </form>
  );
}
