import { z } from 'zod';
import { ConfigProblemsError } from '@/lib/config/check/problem';
import { zodProblems } from '@/lib/config/check/zod-problems';
import { VersionConflictError } from '@/lib/config/versions/version-conflict-error';
import { ERROR_CODES } from '@/lib/errors/codes';
import { GatewayError } from '@/lib/errors/gateway-error';
import { toGatewayError } from '@/lib/errors/to-error';
import { logger } from '@/lib/logger';

const problemSchema = z.strictObject({ path: z.string(), message: z.string() });

/** The one shape of every error of the management API. */
export const errorBodySchema = z.strictObject({
  error: z.strictObject({
    message: z.string(),
    type: z.string(),
    code: z.string(),
    param: z.string().nullable(),
    problems: z.array(problemSchema).optional(),
    changes: z
      .array(z.strictObject({ path: z.string(), sentence: z.string() }))
      .describe('Of a conflict: what was published since the version that was looked at')
      .optional(),
  }),
});

/** Headers of every answer: nothing is kept by who relays it, and nothing is taken for what it is not. */
export const ALWAYS = Object.freeze({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });

/** More would help nobody, and a hostile file could make millions. */
const MAX_PROBLEMS = 500;

/** Any thrown value as a response. What we did not throw ourselves is logged, and nothing of it is shown. */
export function errorResponse(thrown: unknown): Response {
  const problems = problemsOf(thrown);
  const error = thrown instanceof z.ZodError ? badInput(problems) : toGatewayError(thrown);
  const { status, type } = ERROR_CODES[error.code];
  if (error.code === 'internal_error') logger.error({ err: error.cause ?? error }, 'management API');
  const body: z.infer<typeof errorBodySchema> = {
    error: {
      message: error.message,
      type,
      code: error.code,
      param: error.param ?? null,
      ...(problems.length === 0 ? {} : { problems: problems.slice(0, MAX_PROBLEMS) }),
      ...(thrown instanceof VersionConflictError ? { changes: changesOf(thrown) } : {}),
    },
  };
  const headers: Record<string, string> = { ...ALWAYS };
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  if (error.retryAfterS !== undefined) headers['retry-after'] = String(error.retryAfterS);
  return Response.json(body, { status, headers });
}

const changesOf = ({ changes }: VersionConflictError) =>
  changes.slice(0, MAX_PROBLEMS).map(({ path, sentence }) => ({ path, sentence }));

function problemsOf(thrown: unknown): z.infer<typeof problemSchema>[] {
  if (thrown instanceof ConfigProblemsError) return [...thrown.problems];
  if (!(thrown instanceof z.ZodError)) return [];
  return zodProblems(thrown).map(({ path, message }) => ({ path: path.replace(/^body\.?/, ''), message }));
}

function badInput(problems: readonly z.infer<typeof problemSchema>[]): GatewayError {
  const first = problems[0];
  const what = first === undefined ? '' : `: ${first.path === '' ? '' : `${first.path}: `}${first.message}`;
  return new GatewayError(
    'invalid_request',
    `The request is not right${what}.`,
    first ? { param: first.path } : {},
  );
}
