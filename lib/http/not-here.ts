import type { ServerResponse } from 'node:http';
import type { Env } from '@/lib/env';

/** Answers 404 where what is asked for runs on other hosts of the fleet. */
export function notHere(response: ServerResponse, what: string, role: Env['TOLLGATE_ROLE']): void {
  const message = `${what} here: this is TOLLGATE_ROLE=${role}.`;
  response.writeHead(404, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { type: 'not_found_error', message } }));
}
