import type { Dispatcher } from 'undici';
import { isOfReusedSocket } from './watch-sockets';

export interface UpstreamCall {
  dispatcher: Dispatcher;
  /** A proxy has to be told; a pool knows. */
  origin: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | string;
}

export interface UpstreamListener {
  onHeaders(status: number, headers: Record<string, string | string[] | undefined>): void;
  onData(chunk: Buffer): void;
  onEnd(): void;
  /** `dispatched`: the request was written to a connection, so the provider may have seen it; `reused`: one that had served before. */
  onError(failure: { code: string; dispatched: boolean; reused: boolean }): void;
}

export interface UpstreamControl {
  /** Closes the exchange's connection; nothing is called afterwards. */
  abort(): void;
  pause(): void;
  resume(): void;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** Sends a POST by undici's raw dispatch (a quarter of the cost of fetch) and reports to the listener. */
export function openUpstream(call: UpstreamCall, listener: UpstreamListener): UpstreamControl {
  let controller: Dispatcher.DispatchController | undefined;
  let dispatched = false;
  let over = false;
  const aborted = new Error('aborted by the gateway');

  call.dispatcher.dispatch(
    { origin: call.origin, path: call.path, method: 'POST', headers: call.headers, body: call.body },
    {
      onRequestStart(started) {
        controller = started;
        dispatched = true;
        if (over) started.abort(aborted);
      },
      onResponseStart(_controller, status, headers) {
        if (!over && status >= 200) listener.onHeaders(status, headers);
      },
      onResponseData(_controller, chunk) {
        if (!over) listener.onData(chunk);
      },
      onResponseEnd() {
        if (over) return;
        over = true;
        listener.onEnd();
      },
      onResponseError(_controller, error) {
        if (over) return;
        over = true;
        listener.onError({ code: codeOf(error), dispatched, reused: isOfReusedSocket(error) });
      },
    },
  );

  return {
    abort() {
      if (over) return;
      over = true;
      controller?.abort(aborted);
    },
    pause: () => controller?.pause(),
    resume: () => controller?.resume(),
  };
}
