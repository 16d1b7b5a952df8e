import { useT } from '#i18n';
import type { CanaryView } from '@/lib/canary/schemas';
import { msg } from '@/lib/i18n/msg';
import { ActionForm } from '../../../_components/action/action-form';
import { changeCanaryAction } from '../actions';

interface Verb {
  change: string;
  label: string;
  variant: 'outline' | 'primary' | 'danger';
  confirm?: string;
}

const HOLD: Verb = { change: 'hold', label: msg('Hold'), variant: 'outline' };
const RESUME: Verb = { change: 'resume', label: msg('Resume'), variant: 'primary' };
const ROLL_BACK: Verb = {
  change: 'roll_back',
  label: msg('Roll back'),
  variant: 'danger',
  confirm: msg('No more requests go to this canary, and it stays over. Roll back?'),
};
const PROMOTE: Verb = {
  change: 'promote',
  label: msg('Promote'),
  variant: 'outline',
  confirm: msg('All requests go to this canary from now on. Promote?'),
};
const CLOSE: Verb = {
  change: 'close',
  label: msg('Close'),
  variant: 'outline',
  confirm: msg('Requests go where the rules send them again: name the target there first. Close?'),
};

const VERBS: Record<CanaryView['phase'], readonly Verb[]> = {
  ramping: [HOLD, PROMOTE, ROLL_BACK],
  held: [RESUME, PROMOTE, ROLL_BACK],
  promoted: [CLOSE, ROLL_BACK],
  rolled_back: [],
  closed: [],
};

/** What can be done with a canary as it stands. */
export function CanaryButtons({ id, phase }: Pick<CanaryView, 'id' | 'phase'>) {
  const t = useT();
  return (
    <div className="flex flex-wrap gap-2">
      {VERBS[phase].map(({ change, label, variant, confirm }) => (
        <ActionForm
          key={change}
          action={changeCanaryAction}
          submit={t(label)}
          variant={variant}
          {...(confirm !== undefined && { confirm: t(confirm) })}
        >
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="change" value={change} />
        </ActionForm>
      ))}
    </div>
  );
}
