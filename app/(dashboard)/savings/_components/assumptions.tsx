import { useT } from '#i18n';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';

/** What the figures take for granted. */
export function Assumptions({ assumptions }: { assumptions: readonly string[] }) {
  const t = useT();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('What these figures assume')}</CardTitle>
      </CardHeader>
      <CardBody>
        <ul className="max-w-prose list-disc space-y-1 pl-5 text-sm">
          {assumptions.map((assumption) => (
            <li key={assumption}>{t.said(assumption)}</li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
