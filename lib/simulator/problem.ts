/** An error answer, before it is put in a vendor's shape. */
export interface Problem {
  status: number;
  /** Finer than the status, where vendors tell cases of one status apart. */
  kind?: 'context_length' | 'quota' | 'model';
  message: string;
  param?: string;
  /** Value of `retry-after`: seconds or an HTTP date. */
  retryAfter?: string;
}

/** Thrown while a request is read; answered in the vendor's shape, never billed. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}
