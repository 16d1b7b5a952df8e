import { CASCADE_CHECKS, RULE_TASKS, TIERS } from '../policy/schemas';
import { msg } from '@/lib/i18n/msg';

/** How a part of a rule is written in a form. */
export type FieldKind =
  | 'text'
  | 'number'
  /** `a, b`. */
  | 'list'
  /** `app = shop | help, environment = production`. */
  | 'values'
  /** `gpt-4.1 = 90, gpt-4.1-mini = 10`. */
  | 'shares'
  /** `yes` or `no`. */
  | 'flag';

export interface RuleField {
  /** Where in the rule it stands: `when.minInputTokens`. */
  path: string;
  label: string;
  kind: FieldKind;
  hint?: string;
  /** Values that may be chosen; of a list, those that it may hold. */
  options?: readonly string[];
}

const DAYS = msg('0 is Sunday, 6 Saturday');

/** All conditions of a rule, in the order in which they are offered. */
export const CONDITION_FIELDS: readonly RuleField[] = [
  {
    path: 'when.models',
    label: msg('Requested model'),
    kind: 'list',
    hint: msg('as clients name it, such as auto'),
  },
  { path: 'when.tasks', label: msg('Task'), kind: 'list', options: RULE_TASKS },
  { path: 'when.minInputTokens', label: msg('Prompt tokens, at least'), kind: 'number' },
  { path: 'when.maxInputTokens', label: msg('Prompt tokens, at most'), kind: 'number' },
  { path: 'when.minChars', label: msg('Prompt characters, at least'), kind: 'number' },
  { path: 'when.maxChars', label: msg('Prompt characters, at most'), kind: 'number' },
  {
    path: 'when.accuracyAbove',
    label: msg('Accuracy asked for, above'),
    kind: 'number',
    hint: msg('0 to 1'),
  },
  {
    path: 'when.accuracyBelow',
    label: msg('Accuracy asked for, below'),
    kind: 'number',
    hint: msg('0 to 1'),
  },
  { path: 'when.latencyBelowMs', label: msg('Latency allowed, below (ms)'), kind: 'number' },
  { path: 'when.stream', label: msg('Streamed'), kind: 'flag' },
  { path: 'when.tools', label: msg('Has tools'), kind: 'flag' },
  { path: 'when.images', label: msg('Has images'), kind: 'flag' },
  { path: 'when.jsonSchema', label: msg('Asks for a JSON schema'), kind: 'flag' },
  {
    path: 'when.languages',
    label: msg('Language'),
    kind: 'list',
    hint: msg('such as vi, as the request says it'),
  },
  {
    path: 'when.tags',
    label: msg('Tags'),
    kind: 'values',
    hint: 'app = shop | help, environment = production',
  },
  { path: 'when.headers', label: msg('Headers'), kind: 'values', hint: 'x-app = shop | help' },
  { path: 'when.keys', label: msg('Key'), kind: 'list' },
  { path: 'when.teams', label: msg('Team'), kind: 'list' },
  { path: 'when.users', label: msg('End user'), kind: 'list' },
  {
    path: 'when.time.zone',
    label: msg('Time of day: zone'),
    kind: 'text',
    hint: msg('such as Europe/Berlin'),
  },
  { path: 'when.time.from', label: msg('Time of day: from'), kind: 'text', hint: '09:00' },
  { path: 'when.time.to', label: msg('Time of day: to'), kind: 'text', hint: msg('17:30, not included') },
  { path: 'when.time.days', label: msg('Time of day: days'), kind: 'list', hint: DAYS },
  { path: 'when.promptPattern', label: msg('Prompt matches'), kind: 'text', hint: msg('a pattern of RE2') },
];

/** Ways to say where a request goes; the first is a plain chain of targets. */
export const USES = ['targets', 'tier', 'weights', 'learned', 'pin', 'alias'] as const;
export type Use = (typeof USES)[number];

const MODELS = msg('models, aliases, provider/model or tier:NAME');

/** The fields of each way to say where a request goes. */
export const USE_FIELDS: Readonly<Record<Use, readonly RuleField[]>> = {
  targets: [{ path: 'targets', label: msg('Targets, in order'), kind: 'list', hint: MODELS }],
  tier: [{ path: 'use.tier', label: msg('Tier'), kind: 'text', options: TIERS }],
  weights: [
    {
      path: 'use.weights',
      label: msg('Percent by target'),
      kind: 'shares',
      hint: 'gpt-4.1 = 90, gpt-4.1-mini = 10',
    },
  ],
  learned: [
    { path: 'use.dial', label: msg('Dial'), kind: 'number', hint: msg('0 saves most, 10 is best quality') },
    {
      path: 'use.floor',
      label: msg('Quality at least'),
      kind: 'number',
      hint: msg('0 to 1; empty: no floor'),
    },
    { path: 'use.among', label: msg('Among'), kind: 'list', hint: msg('empty: all models') },
  ],
  pin: [{ path: 'use.target', label: msg('Target'), kind: 'text' }],
  alias: [{ path: 'use.alias', label: msg('Alias'), kind: 'text' }],
};

/** What a rule may set beside; the rest is written as JSON. */
export const SETTING_FIELDS: readonly RuleField[] = [
  { path: 'fallbacks', label: msg('Fallbacks'), kind: 'list', hint: MODELS },
  { path: 'settings.costCeilingUsd', label: msg('A request may cost (USD)'), kind: 'text' },
  { path: 'settings.totalMs', label: msg('An attempt may take (ms)'), kind: 'number' },
  { path: 'settings.parameters.default.maxTokens', label: msg('Output tokens, at most'), kind: 'number' },
  {
    path: 'settings.parameters.default.temperature',
    label: msg('Temperature'),
    kind: 'number',
    hint: msg('0 to 2'),
  },
  { path: 'settings.cache.ttlSeconds', label: msg('Keep answers (s)'), kind: 'number' },
  {
    path: 'settings.tooLong',
    label: msg('A prompt that is too long'),
    kind: 'text',
    options: ['larger', 'trim'],
    hint: msg('goes to a larger window, or loses its oldest messages; else it is refused'),
  },
  { path: 'settings.cascade.checks', label: msg('Cascade: checks'), kind: 'list', options: CASCADE_CHECKS },
  { path: 'settings.cascade.to', label: msg('Cascade: asks again'), kind: 'text', hint: MODELS },
];
