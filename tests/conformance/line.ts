/** Where a gateway listens, and the key to show there. */
export interface Door {
  url: string;
  key: string;
}

/** What went over the wire in one call of an SDK. */
export interface Exchange {
  status: number;
  headers: Headers;
  /** Chunks in which the body came. */
  chunks: number;
  body: string;
}

/** The `fetch` that an SDK is given: the real one, watched. Bodies are read to the end beside the SDK. */
export class Line {
  private readonly watched: Promise<Exchange>[] = [];

  constructor(readonly door: Door) {}

  readonly fetch: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    this.watched.push(watch(response.clone()));
    return response;
  };

  /** All exchanges since the last call, each to its end. */
  async take(): Promise<Exchange[]> {
    return Promise.all(this.watched.splice(0));
  }
}

async function watch(response: Response): Promise<Exchange> {
  const decoder = new TextDecoder();
  let chunks = 0;
  let body = '';
  for await (const chunk of response.body ?? []) {
    chunks += 1;
    body += decoder.decode(chunk, { stream: true });
  }
  return { status: response.status, headers: response.headers, chunks, body };
}
