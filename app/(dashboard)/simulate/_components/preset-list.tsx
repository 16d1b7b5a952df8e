import Link from 'next/link';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { SCENARIO_PRESETS } from '@/lib/planning/scenario-presets';
import type { PageView } from '../../page-view';

/** What a plan can begin with. */
export function PresetList({ view }: { view: PageView }) {
  const t = useT();
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('Begin with')}</CardTitle>
        <CardNote>{t('your own traffic of the shown period, or an example')}</CardNote>
      </CardHeader>
      <CardBody className="flex flex-wrap gap-2">
        <Button asChild variant="primary">
          <Link href={view.href('/simulate', { from_traffic: 'yes' })}>{t('Your own traffic')}</Link>
        </Button>
        {SCENARIO_PRESETS.map(({ id, title, note }) => (
          <Button key={id} asChild>
            <Link href={view.href('/simulate', { preset: id })} title={note}>
              {title}
            </Link>
          </Button>
        ))}
      </CardBody>
    </Card>
  );
}
