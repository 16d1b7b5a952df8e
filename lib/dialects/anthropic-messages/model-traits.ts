export interface ModelTraits {
  /** Takes `temperature`, `top_p` and `top_k`. */
  sampling: boolean;
  /** Refuses `temperature` and `top_p` in one request. */
  samplesByEither: boolean;
  /** `budget`: thinking is `enabled` with a number of tokens. `adaptive`: with an effort, and a budget is refused. */
  thinking: 'budget' | 'adaptive';
}

const VERSION = /claude-(?:([a-z]+)-)?(\d+)(?:[-.](\d{1,2})(?!\d))?/;

/**
 * What a Claude model takes, by its name. Opus and Sonnet from 4.7, Haiku from 4.6 and all later families refuse sampling
 * parameters and thinking budgets; adaptive thinking begins with 4.6, one sampling parameter at a time with 4.1. Claude names that we cannot read are taken for new,
 * other names for servers that imitate the older API.
 */
export function modelTraits(model: string): ModelTraits {
  const match = VERSION.exec(model);
  if (match === null) {
    const isClaude = model.includes('claude');
    return { sampling: !isClaude, samplesByEither: isClaude, thinking: isClaude ? 'adaptive' : 'budget' };
  }
  const version = Number(match[2]) + Number(match[3] ?? 0) / 100;
  const lastWithSampling = match[1] === 'haiku' ? 4.05 : 4.06;
  return {
    sampling: version <= lastWithSampling,
    samplesByEither: version >= 4.01,
    thinking: version <= 4.05 ? 'budget' : 'adaptive',
  };
}
