import { useT } from '#i18n';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { SecondFactorDemand } from '@/lib/users/second-factor/demand-second-factor';
import { ActionForm } from '../../_components/action/action-form';
import { demandFactor } from '../actions';

export function DemandFactorCard({ demand: { demanded, without } }: { demand: SecondFactorDemand }) {
  const t = useT();
  return (
    <Card aria-label={t('Second factor for everybody')}>
      <CardHeader>
        <div>
          <CardTitle>{t('Second factor for everybody')}</CardTitle>
          <CardNote>
            {t(
              'Demanded of everybody who signs in by password. For who comes by a provider of sign-in, the provider asks for its own.',
            )}
          </CardNote>
        </div>
        <Badge tone={demanded ? 'good' : 'neutral'}>{demanded ? t('on') : t('off')}</Badge>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <p className="text-sm">
          {without === 0
            ? t('Everybody with a password has one.')
            : t(
                '{without, plural, one {# person with a password has none} other {# people with a password have none}} yet.',
                { without },
              )}{' '}
          {t(
            'While it is demanded, whoever has none is led to set one up when they next open a page, and sees nothing else before. Service tokens and keys go on as they are.',
          )}
        </p>
        <ActionForm
          key={String(demanded)}
          action={demandFactor}
          submit={demanded ? t('Demand it no longer') : t('Demand it of everybody')}
          variant={demanded ? 'danger' : 'primary'}
        >
          <input type="hidden" name="demanded" value={demanded ? 'no' : 'yes'} />
        </ActionForm>
      </CardBody>
    </Card>
  );
}
