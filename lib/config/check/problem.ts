import { GatewayError } from '@/lib/errors/gateway-error';

/** One thing wrong with a configuration file. Never quotes a secret. */
export interface ConfigProblem {
  /** Such as `rules[2].targets[0]`; empty for the file as a whole. */
  path: string;
  message: string;
}

/** A configuration that was refused, with everything that is wrong with it. Nothing of it was applied. */
export class ConfigProblemsError extends GatewayError {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const first = problems[0];
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    const what =
      first === undefined ? '' : `: ${first.path === '' ? '' : `${first.path}: `}${first.message}${more}`;
    super('unprocessable', `The configuration was refused${what}`, first?.path ? { param: first.path } : {});
    this.name = 'ConfigProblemsError';
    this.problems = problems;
  }
}
