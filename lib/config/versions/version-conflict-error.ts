import { GatewayError } from '@/lib/errors/gateway-error';
import type { ConfigChange } from './diff-config';

/** Somebody published in between: what was looked at is no longer what would be replaced. */
export class VersionConflictError extends GatewayError {
  /** What was published since, as far as it stands in the way; empty where nobody looked. Shows no secret. */
  readonly changes: readonly ConfigChange[];

  constructor(expected: number, actual: number, changes: readonly ConfigChange[] = []) {
    super('conflict', `Version ${actual} is in force, not ${expected}: look at what changed and try again.`, {
      param: 'expectedVersion',
    });
    this.name = 'VersionConflictError';
    this.changes = changes;
  }
}
