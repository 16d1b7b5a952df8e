import type { Alert } from '../alert-schemas';

const DAY_MINUTES = 1_440;
const alert = (id: string, name: string, when: Alert['when'], windowMinutes = 60): Alert => ({
  ...{ id, name, enabled: true, workspace: 'main', when, windowMinutes },
  ...{ forMinutes: 0, clearPercent: 10, channels: [] },
});

/** What a new installation is told of on its Alerts page; nobody is written to before there is a channel. */
export function starterAlerts(): Alert[] {
  return [
    alert('starter-unpriced', 'Usage without a price', { kind: 'unpriced' }, DAY_MINUTES),
    alert('starter-provider', 'A provider is down', { kind: 'provider_status', status: 'unhealthy' }),
    alert('starter-budget', 'A budget is 80 % spent', { kind: 'budget', percent: 80 }),
  ];
}
