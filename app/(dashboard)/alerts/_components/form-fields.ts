import { msg } from '@/lib/i18n/msg';
/** A field of a form that makes an entry of the configuration. */
export interface FormField {
  name: string;
  label: string;
  kind?: 'number' | 'list' | 'password';
  value?: string;
  required?: true;
  hint?: string;
  options?: readonly string[];
}

/** Fields of every entry, and those of every alert. */
export const NAMED: readonly FormField[] = [
  { name: 'id', label: msg('Id'), required: true, hint: msg('One that exists is replaced') },
  { name: 'name', label: msg('Name') },
];
export const RULE: readonly FormField[] = [
  ...NAMED,
  { name: 'windowMinutes', label: msg('Looks back (minutes)'), kind: 'number', value: '60' },
  { name: 'forMinutes', label: msg('For at least (minutes)'), kind: 'number', value: '0' },
  {
    name: 'clearPercent',
    label: msg('Ends when away by %'),
    hint: msg('Of the mark, so that it does not flicker'),
    kind: 'number',
    value: '10',
  },
  { name: 'channels', label: msg('Tell'), kind: 'list', hint: msg('Ids of channels, with commas') },
];

const number = (name: string, label: string, value: string): FormField => ({
  name,
  label,
  kind: 'number',
  value,
});
const least = number('minRequests', msg('Needs requests'), '20');

/** Fields of each condition, beyond its kind. */
export const CONDITIONS: Record<string, readonly FormField[]> = {
  budget: [
    { name: 'budget', label: msg('Budget'), hint: msg('Empty: each one') },
    { name: 'percent', label: msg('At %'), kind: 'number', hint: msg("Empty: each budget's own") },
  ],
  spend_rate: [{ name: 'usdPerHour', label: msg('USD an hour'), value: '10', required: true }],
  anomaly: [
    { name: 'by', label: msg('Of each'), options: ['workspace', 'team', 'key', 'model'] },
    number('score', msg('Deviations'), '5'),
  ],
  error_rate: [number('percent', msg('Failed %'), '5'), least],
  p95: [number('ms', msg('Milliseconds'), '5000'), least],
  hit_rate: [
    number('percent', msg('Below %'), '30'),
    { name: 'cache', label: msg('Cache'), options: ['provider', 'gateway'] },
    least,
  ],
  provider_status: [{ name: 'status', label: msg('When it is'), options: ['unhealthy', 'degraded'] }],
  unpriced: [],
  quarantined: [],
  log_backlog: [number('megabytes', msg('Megabytes'), '64')],
  dead_letters: [],
};

const secret = (label: string, hint: string): FormField => ({
  name: 'secret',
  label,
  kind: 'password',
  hint,
});

/** Fields of each kind of channel. */
export const CHANNELS: Record<string, readonly FormField[]> = {
  email: [
    { name: 'host', label: msg('SMTP server'), required: true },
    number('port', msg('Port'), '587'),
    { name: 'security', label: msg('Security'), options: ['starttls', 'tls', 'none'] },
    { name: 'user', label: msg('User') },
    secret(msg('Password'), msg('Or env:NAME. Stored encrypted')),
    { name: 'from', label: msg('From'), required: true },
    { name: 'to', label: msg('To'), kind: 'list', required: true, hint: msg('Addresses, with commas') },
  ],
  slack: [secret(msg('Webhook URL'), msg('Or env:NAME. Stored encrypted'))],
  webhook: [
    { name: 'url', label: 'URL', required: true },
    secret(msg('Signing secret'), msg('At least 16 characters, or env:NAME. Stored encrypted')),
  ],
};

/** What the fields say; empty ones are left out, so that the configuration's own defaults hold. Pure. */
export function readFields(fields: readonly FormField[], form: FormData): Record<string, unknown> {
  const entries = fields.flatMap(({ name, kind }): [string, unknown][] => {
    const given = form.get(name);
    const text = typeof given === 'string' ? given.trim() : '';
    if (text === '') return [];
    if (kind === 'number') return [[name, Number(text)]];
    if (kind === 'list') return [[name, text.split(',').map((part) => part.trim())]];
    return [[name, text]];
  });
  return Object.fromEntries(entries);
}
