import { GatewayError } from '@/lib/errors/gateway-error';

/** Somebody published in between: what was looked at is no longer what would be replaced. */
export class VersionConflictError extends GatewayError {
  constructor(expected: number, actual: number) {
    super('conflict', `Version ${actual} is in force, not ${expected}: look at what changed and try again.`, {
      param: 'expectedVersion',
    });
    this.name = 'VersionConflictError';
  }
}
