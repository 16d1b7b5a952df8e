import { useT } from '#i18n';
import { CheckList } from '@/components/forms/check-list';
import { Field } from '@/components/layout/field';
import { formatInstant } from '@/components/format/instant';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { TokenView } from '@/lib/tokens/token-view';
import { ActionForm } from '../../_components/action/action-form';
import { dropToken, makeToken } from '../actions';

function Token({ token: { id, name, prefix, scopes, expiresAt } }: { token: TokenView }) {
  const t = useT();
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-t pt-3 text-sm">
      <div className="min-w-0">
        <p className="break-words">
          {name} <span className="font-mono text-xs text-ink-soft">{prefix}…</span>
        </p>
        <p className="text-xs break-words text-ink-soft">
          {t('{scopes}; until {value} UTC', {
            scopes: scopes.join(', '),
            value: formatInstant(new Date(expiresAt), 'UTC', t.locale),
          })}
        </p>
      </div>
      <ActionForm
        action={dropToken}
        submit={t('Revoke')}
        variant="outline"
        confirm={t('Revoke “{name}”? What uses it is refused from then on, and there is no way back.', {
          name,
        })}
      >
        <input type="hidden" name="id" value={id} />
      </ActionForm>
    </div>
  );
}

/** Service tokens of the management API. `rights`: those that the viewer could give one. */
export function TokensCard({ tokens, rights }: { tokens: readonly TokenView[]; rights: readonly string[] }) {
  const t = useT();
  return (
    <Card aria-label={t('Service tokens')}>
      <CardHeader>
        <div>
          <CardTitle>{t('Service tokens')}</CardTitle>
          <CardNote>{t('For scripts that call the management API. They never may more than you.')}</CardNote>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <ActionForm action={makeToken} submit={t('Create a token')}>
          <div className="grid gap-3 sm:grid-cols-2">
            <Field id="token-name" name="name" label={t('Name')} required />
            <Field
              name="expiresInDays"
              label={t('Days that it is good for')}
              inputMode="numeric"
              defaultValue="90"
            />
          </div>
          <CheckList
            legend={t('What it may do')}
            name="scopes"
            items={rights.map((right) => ({ value: right, label: right }))}
          />
        </ActionForm>
        {tokens.map((token) => (
          <Token key={token.id} token={token} />
        ))}
      </CardBody>
    </Card>
  );
}
