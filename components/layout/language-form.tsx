import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { LANGUAGE_NAMES, LOCALES } from '@/lib/i18n/locale';

/** A button for each language; the page comes back in the one that is pressed. */
export function LanguageForm({ action }: { action: (form: FormData) => Promise<void> }) {
  const t = useT();
  return (
    <form action={action}>
      <div role="group" aria-label={t('Language')} className="flex gap-1">
        {LOCALES.map((locale) => (
          <Button
            key={locale}
            type="submit"
            name="language"
            value={locale}
            lang={locale}
            size="sm"
            variant={locale === t.locale ? 'outline' : 'ghost'}
            aria-pressed={locale === t.locale}
          >
            {LANGUAGE_NAMES[locale]}
          </Button>
        ))}
      </div>
    </form>
  );
}
