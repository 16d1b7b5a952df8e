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

const number = (name: string, label: string, value: string): FormField => ({
  name,
  label,
  kind: 'number',
  value,
});
const least = number('minRequests', 'Needs requests', '20');

/** Fields of each condition, beyond its kind. */
export const CONDITIONS: Record<string, readonly FormField[]> = {
  budget: [
    { name: 'budget', label: 'Budget', hint: 'Empty: each one' },
    { name: 'percent', label: 'At %', kind: 'number', hint: "Empty: each budget's own" },
  ],
  spend_rate: [{ name: 'usdPerHour', label: 'USD an hour', value: '10', required: true }],
  anomaly: [
    { name: 'by', label: 'Of each', options: ['workspace', 'team', 'key', 'model'] },
    number('score', 'Deviations', '5'),
  ],
  error_rate: [number('percent', 'Failed %', '5'), least],
  p95: [number('ms', 'Milliseconds', '5000'), least],
  hit_rate: [
    number('percent', 'Below %', '30'),
    { name: 'cache', label: 'Cache', options: ['provider', 'gateway'] },
    least,
  ],
  provider_status: [{ name: 'status', label: 'When it is', options: ['unhealthy', 'degraded'] }],
  unpriced: [],
  quarantined: [],
  log_backlog: [number('megabytes', 'Megabytes', '64')],
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
    { name: 'host', label: 'SMTP server', required: true },
    number('port', 'Port', '587'),
    { name: 'security', label: 'Security', options: ['starttls', 'tls', 'none'] },
    { name: 'user', label: 'User' },
    secret('Password', 'Or env:NAME. Stored encrypted'),
    { name: 'from', label: 'From', required: true },
    { name: 'to', label: 'To', kind: 'list', required: true, hint: 'Addresses, with commas' },
  ],
  slack: [secret('Webhook URL', 'Or env:NAME. Stored encrypted')],
  webhook: [
    { name: 'url', label: 'URL', required: true },
    secret('Signing secret', 'At least 16 characters, or env:NAME. Stored encrypted'),
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
