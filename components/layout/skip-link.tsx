import { useT } from '#i18n';
export function SkipLink() {
  const t = useT();
  return (
    <a
      href="#content"
      className="sr-only rounded-md border bg-surface px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
    >
      {t('Skip to content')}
    </a>
  );
}
