import { useT } from '#i18n';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import type { RequestDetail } from '@/lib/analytics/requests/request-detail';
import { getBody, hasBody, type BodyView } from '@/lib/bodies/get-body';
import { getT } from '@/lib/i18n/get-t';
import type { Viewer } from '@/lib/users/viewer';

interface BodiesProps {
  viewer: Viewer;
  request: RequestDetail;
  isShown: boolean;
}

/** Prompt and answer, where they are kept; read only by who asks for it, since that is put on record. */
export async function Bodies({ viewer, request, isShown }: BodiesProps) {
  const t = await getT();
  if (!may(viewer, 'body.read') || !(await hasBody(viewer, request))) return null;
  return (
    <Card id="bodies" className="space-y-2 px-4 py-3">
      <h2 className="text-sm font-semibold">{t('Prompt and answer')}</h2>
      {isShown ? (
        <Shown body={await getBody(viewer, request.id)} />
      ) : (
        <p className="text-sm text-ink-soft">
          {t('They are kept.')} {/* No link of the router: it would read them ahead. */}
          {t.rich('<link>Show them</link>, which the audit log will say.', {
            link: (words) => (
              <a className="link" href="?bodies=shown#bodies">
                {words}
              </a>
            ),
          })}
        </p>
      )}
    </Card>
  );
}

function Shown({ body }: { body: BodyView }) {
  const t = useT();
  return (
    <>
      {body.policy === 'redacted' && <Badge>{t('redacted')}</Badge>}
      <Side name={t('Prompt')} value={body.prompt} bytes={body.promptBytes} />
      <Side name={t('Answer')} value={body.answer} bytes={body.answerBytes} />
    </>
  );
}

function Side({ name, value, bytes }: { name: string; value: unknown; bytes: number }) {
  const t = useT();
  return (
    <div>
      <h3 className="text-xs text-ink-soft">{t('{name}, {bytes} bytes', { name, bytes })}</h3>
      {value === null ? (
        <p className="text-sm text-ink-soft">{t('Not kept: too long, or no JSON.')}</p>
      ) : (
        <pre
          tabIndex={0}
          aria-label={name}
          className="max-h-96 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs break-words whitespace-pre-wrap"
        >
          {JSON.stringify(value, null, 2)}
        </pre>
      )}
    </div>
  );
}
