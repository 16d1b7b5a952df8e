import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { Batch } from '@/lib/batches/schemas';

/** What a batch was made of and what came of it, to be downloaded by who may read prompts. */
export function BatchFiles({ batch, mayRead }: { batch: Batch; mayRead: boolean }) {
  const t = useT();
  const files = [
    { id: batch.inputFileId, label: t('Requests') },
    { id: batch.outputFileId, label: t('Answers') },
    { id: batch.errorFileId, label: t('Without an answer') },
  ];
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('Files')}</CardTitle>
        {!mayRead && <CardNote>{t('your role does not read prompts and answers')}</CardNote>}
      </CardHeader>
      <CardBody className="flex flex-wrap gap-2">
        {files.map(({ id, label }) =>
          id === null ? null : mayRead ? (
            <Button key={label} asChild>
              <a href={`/batches/files/${id}?batch=${batch.id}`} download>
                {label}
              </a>
            </Button>
          ) : (
            <Button key={label} disabled>
              {label}
            </Button>
          ),
        )}
      </CardBody>
    </Card>
  );
}
