/** A connection that was not made, because of where it would have gone. */
export class EgressError extends Error {
  readonly code = 'EGRESS_REFUSED';

  constructor(host: string, problem: string) {
    super(`${host} was not called: ${problem}.`);
    this.name = 'EgressError';
  }
}
