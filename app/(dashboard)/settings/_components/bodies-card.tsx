import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import { configInForce } from '@/lib/config/versions/in-force';
import { getT } from '@/lib/i18n/get-t';
import type { PageView } from '../../page-view';
import { BodiesForm } from './bodies-form';

/** What is kept of prompts and answers in the workspace that is looked at; for who may draft a change of it. */
export async function BodiesCard({ view }: { view: PageView }) {
  if (!may(view.viewer, 'config.draft')) return null;
  const t = await getT();
  const { version, document } = await configInForce(view.viewer);
  const { id, name } = view.workspace;
  return (
    <Card aria-label={t('Prompts and answers')}>
      <CardHeader>
        <div>
          <CardTitle>{t('Prompts and answers of {name}', { name })}</CardTitle>
          <CardNote>{t('What is on the books is kept in any case: who, when, tokens, cost.')}</CardNote>
        </div>
      </CardHeader>
      <CardBody>
        <BodiesForm
          key={id}
          settings={document.bodies.find((one) => one.id === id)}
          workspace={id}
          version={version}
        />
      </CardBody>
    </Card>
  );
}
