/** What one request came to, whichever way it went. Times in ms. */
export interface Measured {
  requestId: string | undefined;
  errorCode: string | undefined;
  latencyMs: number;
  firstContentMs: number | undefined;
  outTokens: number | undefined;
  /** Undefined: nobody knows. */
  costUsd: string | undefined;
}

/** What a request of a benchmark is booked under. */
export interface BookedAs {
  benchmarkId: string;
  workspaceId: string;
  keyId: string;
  address: string | undefined;
}
