import { useT } from '#i18n';
import { Term } from '@/components/layout/term';

/** The head of a column of meters, with what their names mean. */
export function MeterTerm() {
  const t = useT();
  return (
    <Term
      means={t(
        'What a provider counts apart. in.text: the prompt. in.cache_read: a part of it that the provider still had, at a lower price. in.cache_write: a part that it stored. out.text: the answer.',
      )}
    >
      {t('Meter')}
    </Term>
  );
}
