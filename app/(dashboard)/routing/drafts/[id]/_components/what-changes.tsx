import { useT } from '#i18n';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';

/** What publishing the draft would change of what is in force, in words. */
export function WhatChanges({ sentences, isWrong }: { sentences: readonly string[]; isWrong: boolean }) {
  const t = useT();
  return (
    <Card aria-label={t('What would change')}>
      <CardHeader>
        <CardTitle>{t('What would change')}</CardTitle>
      </CardHeader>
      <CardBody className="text-sm">
        {isWrong ? (
          <p className="text-bad">{t('Something is wrong with the draft, as said above.')}</p>
        ) : sentences.length === 0 ? (
          <p className="text-ink-soft">{t('Nothing: it says what is in force already.')}</p>
        ) : (
          <ul className="list-disc pl-5 break-words">
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
