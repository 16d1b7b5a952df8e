import { ThumbsDown, ThumbsUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatInstant } from '@/components/format/instant';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { type LabelView, listLabels } from '@/lib/feedback/list-labels';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import type { Viewer } from '@/lib/users/viewer';
import { ActionForm } from '../../../_components/action/action-form';
import { judgeAction } from '../actions';

const BY: Record<LabelView['by'], string> = {
  you: msg('You'),
  person: msg('Another person'),
  key: msg('The application, by its key'),
  judge: msg('Judge'),
  check: msg('A check of its form'),
};

interface ThumbProps {
  id: string;
  verdict: 'good' | 'bad';
  icon: ReactNode;
  words: string;
}

function Thumb({ id, verdict, icon, words }: ThumbProps) {
  return (
    <ActionForm action={judgeAction} icon={icon} submit={words} variant="outline">
      <input type="hidden" name="request_id" value={id} />
      <input type="hidden" name="label" value={verdict} />
    </ActionForm>
  );
}

interface FeedbackProps {
  viewer: Viewer;
  request: { id: string; model: string };
  zone: string;
}

/** How good its answer was, as people, judges and checks said, and the viewer's own word. */
export async function Feedback({ viewer, request, zone }: FeedbackProps) {
  const t = await getT();
  const labels = await listLabels(viewer, request.id);
  return (
    <Card aria-label={t('How good it was')}>
      <CardHeader>
        <div>
          <CardTitle>{t('How good it was')}</CardTitle>
          <CardNote>{t('From 0 (bad) to 1 (good). The learned router learns from it.')}</CardNote>
        </div>
        {request.model !== '' && (
          <div className="flex flex-wrap gap-2">
            <Thumb id={request.id} verdict="good" icon={<ThumbsUp aria-hidden />} words={t('Good')} />
            <Thumb id={request.id} verdict="bad" icon={<ThumbsDown aria-hidden />} words={t('Bad')} />
          </div>
        )}
      </CardHeader>
      <CardBody>
        {labels.length === 0 ? (
          <p className="text-sm text-ink-soft">{t('Nobody has said anything yet.')}</p>
        ) : (
          <Table label={t('Scores')}>
            <thead>
              <tr>
                <Th>{t('By')}</Th>
                <Th>{t('Answer of')}</Th>
                <Th numeric>{t('Score')}</Th>
                <Th>{t('At ({zone})', { zone })}</Th>
              </tr>
            </thead>
            <tbody>
              {labels.map(({ by, name, score, judgedModel, at }) => (
                <tr key={`${by} ${judgedModel ?? ''} ${at.toISOString()}`}>
                  <Td>
                    {t(BY[by])}
                    {name !== undefined && ` (${name})`}
                  </Td>
                  <Td>
                    {judgedModel === undefined
                      ? request.model
                      : t('{judgedModel}, not given', { judgedModel })}
                  </Td>
                  <Td numeric>{score.toFixed(2)}</Td>
                  <Td>{formatInstant(at, zone, t.locale)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </CardBody>
    </Card>
  );
}
