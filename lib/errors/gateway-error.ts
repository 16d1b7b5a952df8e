import type { ErrorCode } from './codes';

interface GatewayErrorDetails {
  /** The request parameter at fault, as a JSON path such as `messages[0].content`. */
  param?: string;
  /** Seconds after which a retry makes sense; becomes `retry-after`. */
  retryAfterS?: number;
  /** False: everything was tried; becomes `x-should-retry`, which SDKs obey. */
  shouldRetry?: boolean;
  cause?: unknown;
}

/** An error whose message may be shown to the client. Everything else becomes `internal_error`. */
export class GatewayError extends Error {
  readonly code: ErrorCode;
  readonly param: string | undefined;
  readonly retryAfterS: number | undefined;
  readonly shouldRetry: boolean | undefined;

  constructor(code: ErrorCode, message: string, details: GatewayErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'GatewayError';
    this.code = code;
    this.param = details.param;
    this.retryAfterS = details.retryAfterS;
    this.shouldRetry = details.shouldRetry;
  }
}
