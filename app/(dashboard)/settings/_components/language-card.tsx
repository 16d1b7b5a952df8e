import { useT } from '#i18n';
import { LanguageForm } from '@/components/layout/language-form';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { chooseLanguageByForm } from '../../../choose-language';

/** In which language one reads the pages. */
export function LanguageCard() {
  const t = useT();
  return (
    <Card aria-label={t('Language')}>
      <CardHeader>
        <div>
          <CardTitle>{t('Language')}</CardTitle>
          <CardNote>
            {t('Of the pages, with their numbers and dates. E-mails, exports and the API stay English.')}
          </CardNote>
        </div>
      </CardHeader>
      <CardBody>
        <LanguageForm action={chooseLanguageByForm} />
      </CardBody>
    </Card>
  );
}
