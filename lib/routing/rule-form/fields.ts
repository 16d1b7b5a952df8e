import { CASCADE_CHECKS, RULE_TASKS, TIERS } from '../policy/schemas';

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

const DAYS = '0 is Sunday, 6 Saturday';

/** All conditions of a rule, in the order in which they are offered. */
export const CONDITION_FIELDS: readonly RuleField[] = [
  { path: 'when.models', label: 'Requested model', kind: 'list', hint: 'as clients name it, such as auto' },
  { path: 'when.tasks', label: 'Task', kind: 'list', options: RULE_TASKS },
  { path: 'when.minInputTokens', label: 'Prompt tokens, at least', kind: 'number' },
  { path: 'when.maxInputTokens', label: 'Prompt tokens, at most', kind: 'number' },
  { path: 'when.minChars', label: 'Prompt characters, at least', kind: 'number' },
  { path: 'when.maxChars', label: 'Prompt characters, at most', kind: 'number' },
  { path: 'when.accuracyAbove', label: 'Accuracy asked for, above', kind: 'number', hint: '0 to 1' },
  { path: 'when.accuracyBelow', label: 'Accuracy asked for, below', kind: 'number', hint: '0 to 1' },
  { path: 'when.latencyBelowMs', label: 'Latency allowed, below (ms)', kind: 'number' },
  { path: 'when.stream', label: 'Streamed', kind: 'flag' },
  { path: 'when.tools', label: 'Has tools', kind: 'flag' },
  { path: 'when.images', label: 'Has images', kind: 'flag' },
  { path: 'when.jsonSchema', label: 'Asks for a JSON schema', kind: 'flag' },
  { path: 'when.languages', label: 'Language', kind: 'list', hint: 'such as vi, as the request says it' },
  { path: 'when.tags', label: 'Tags', kind: 'values', hint: 'app = shop | help, environment = production' },
  { path: 'when.headers', label: 'Headers', kind: 'values', hint: 'x-app = shop | help' },
  { path: 'when.keys', label: 'Key', kind: 'list' },
  { path: 'when.teams', label: 'Team', kind: 'list' },
  { path: 'when.users', label: 'End user', kind: 'list' },
  { path: 'when.time.zone', label: 'Time of day: zone', kind: 'text', hint: 'such as Europe/Berlin' },
  { path: 'when.time.from', label: 'Time of day: from', kind: 'text', hint: '09:00' },
  { path: 'when.time.to', label: 'Time of day: to', kind: 'text', hint: '17:30, not included' },
  { path: 'when.time.days', label: 'Time of day: days', kind: 'list', hint: DAYS },
  { path: 'when.promptPattern', label: 'Prompt matches', kind: 'text', hint: 'a pattern of RE2' },
];

/** Ways to say where a request goes; the first is a plain chain of targets. */
export const USES = ['targets', 'tier', 'weights', 'learned', 'pin', 'alias'] as const;
export type Use = (typeof USES)[number];

const MODELS = 'models, aliases, provider/model or tier:NAME';

/** The fields of each way to say where a request goes. */
export const USE_FIELDS: Readonly<Record<Use, readonly RuleField[]>> = {
  targets: [{ path: 'targets', label: 'Targets, in order', kind: 'list', hint: MODELS }],
  tier: [{ path: 'use.tier', label: 'Tier', kind: 'text', options: TIERS }],
  weights: [
    {
      path: 'use.weights',
      label: 'Percent by target',
      kind: 'shares',
      hint: 'gpt-4.1 = 90, gpt-4.1-mini = 10',
    },
  ],
  learned: [
    { path: 'use.dial', label: 'Dial', kind: 'number', hint: '0 saves most, 10 is best quality' },
    { path: 'use.floor', label: 'Quality at least', kind: 'number', hint: '0 to 1; empty: no floor' },
    { path: 'use.among', label: 'Among', kind: 'list', hint: 'empty: all models' },
  ],
  pin: [{ path: 'use.target', label: 'Target', kind: 'text' }],
  alias: [{ path: 'use.alias', label: 'Alias', kind: 'text' }],
};

/** What a rule may set beside; the rest is written as JSON. */
export const SETTING_FIELDS: readonly RuleField[] = [
  { path: 'fallbacks', label: 'Fallbacks', kind: 'list', hint: MODELS },
  { path: 'settings.costCeilingUsd', label: 'A request may cost (USD)', kind: 'text' },
  { path: 'settings.totalMs', label: 'An attempt may take (ms)', kind: 'number' },
  { path: 'settings.parameters.default.maxTokens', label: 'Output tokens, at most', kind: 'number' },
  { path: 'settings.parameters.default.temperature', label: 'Temperature', kind: 'number', hint: '0 to 2' },
  { path: 'settings.cache.ttlSeconds', label: 'Keep answers (s)', kind: 'number' },
  {
    path: 'settings.tooLong',
    label: 'A prompt that is too long',
    kind: 'text',
    options: ['larger', 'trim'],
    hint: 'goes to a larger window, or loses its oldest messages; else it is refused',
  },
  { path: 'settings.cascade.checks', label: 'Cascade: checks', kind: 'list', options: CASCADE_CHECKS },
  { path: 'settings.cascade.to', label: 'Cascade: asks again', kind: 'text', hint: MODELS },
];
