export interface ModelTraits {
  /** Takes `temperature`, `top_p` and `top_k`. */
  sampling: boolean;
  /** Refuses `temperature` and `top_p` in one request. */
  samplesByEither: boolean;
  /** `budget`: thinking is `enabled` with a number of tokens. `adaptive`: with an effort, and a budget is refused. */
  thinking: 'budget' | 'adaptive';
  /** Refuses `disabled`. */
  alwaysThinks: boolean;
}

const VERSION = /claude-(?:([a-z]+)-)?(\d+)(?:[-.](\d{1,2})(?!\d))?/;

/**
 * What a Claude model takes, by its name. Opus and Sonnet from 4.7, Haiku from 4.6 and all later families refuse sampling
 * parameters and thinking budgets; adaptive thinking begins with 4.6, one sampling parameter at a time with 4.1. Fable, and
 * all from 5.5 on, think always. Claude names that we cannot read are taken for new, other names for servers that imitate the
 * older API.
 */
export function modelTraits(model: string): ModelTraits {
  const match = VERSION.exec(model);
  if (match === null) {
    const isClaude = model.includes('claude');
    return {
      sampling: !isClaude,
      samplesByEither: isClaude,
      thinking: isClaude ? 'adaptive' : 'budget',
      alwaysThinks: isClaude,
    };
  }
  const [, family] = match;
  const version = Number(match[2]) + Number(match[3] ?? 0) / 100;
  return {
    sampling: version <= (family === 'haiku' ? 4.05 : 4.06),
    samplesByEither: version >= 4.01,
    thinking: version <= 4.05 ? 'budget' : 'adaptive',
    alwaysThinks: version >= 5.05 || family === 'fable',
  };
}
