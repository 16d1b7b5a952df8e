import { z } from 'zod';
import type { Right } from '@/lib/access/rights';
import type { Viewer } from '@/lib/users/viewer';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
/** The right that a caller must have to be heard at all; the data function decides what they see. `public`: anybody. */
export type Access = Right | 'public';

export interface Reply<R> {
  body: R;
  headers?: Record<string, string>;
  /** In place of the body: text that is made while it is read, with its own content type in `headers`. */
  stream?: AsyncGenerator<string>;
  /** In place of all else: an answer that the pipeline gives itself. */
  response?: Response;
}

interface RouteSpec<P, Q, B, R> {
  method: Method;
  /** As in OpenAPI: `/api/v1/keys/{id}`. */
  path: string;
  summary: string;
  access: Access;
  params?: z.ZodType<P>;
  query?: z.ZodType<Q>;
  body?: z.ZodType<B>;
  /** What OpenAPI shows for the body where the verb itself checks it, to report every problem at once. */
  documentedBody?: z.ZodType;
  response: z.ZodType<R>;
  /** Status of success; 200 by default. */
  status?: number;
  /** Codes of errors that this route may answer with, beyond those that all may. */
  errors?: readonly (404 | 409 | 422)[];
  /** `signal`: the caller has hung up. */
  handle: (input: { params: P; query: Q; body: B; caller: Viewer; signal: AbortSignal }) => Promise<Reply<R>>;
}

/** Input as it came, each part still unchecked. */
export interface RawInput {
  params: unknown;
  query: unknown;
  body: unknown;
  caller: Viewer;
  signal: AbortSignal;
}

/** A declared door of the management API, the same for answering and for describing itself. */
export interface Route {
  method: Method;
  path: string;
  summary: string;
  access: Access;
  status: number;
  errors: readonly number[];
  schemas: { params?: z.ZodType; query?: z.ZodType; body?: z.ZodType; response: z.ZodType };
  /** Parses, then handles. Throws ZodError with `params`, `query` or nothing before the path of what is wrong. */
  run: (input: RawInput) => Promise<Reply<unknown>>;
}

const none = z.strictObject({});

/** Declares a door. Absent schemas take nothing: what is sent there is refused, not ignored. */
export function route<P = Record<string, never>, Q = Record<string, never>, B = undefined, R = unknown>(
  spec: RouteSpec<P, Q, B, R>,
): Route {
  const { method, path, summary, access, status = 200, errors = [] } = spec;
  const schemas: Route['schemas'] = { response: spec.response };
  if (spec.params !== undefined) schemas.params = spec.params;
  if (spec.query !== undefined) schemas.query = spec.query;
  const body = spec.documentedBody ?? spec.body;
  if (body !== undefined) schemas.body = body;
  const input = z.object({
    params: (spec.params ?? none) as z.ZodType<P>,
    query: (spec.query ?? none) as z.ZodType<Q>,
    body: (spec.body ?? z.undefined()) as z.ZodType<B>,
  });
  return {
    method,
    path,
    summary,
    access,
    status,
    errors,
    schemas,
    run: async (raw) => {
      const { params, query, body: parsed } = input.parse(raw) as { params: P; query: Q; body: B };
      return spec.handle({ params, query, body: parsed, caller: raw.caller, signal: raw.signal });
    },
  };
}
