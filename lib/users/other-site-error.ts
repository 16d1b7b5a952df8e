import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from './viewer';

/** A change that another site made a browser send. */
export class OtherSiteError extends GatewayError {
  constructor(
    message: string,
    /** Whose browser it was, where that is known. */
    readonly viewer?: Viewer,
  ) {
    super('forbidden', message);
  }
}
