import pino from 'pino';

/** A pipe takes 4 KB in one piece: what the processes of one machine write to the same one does not mix within a line. */
const destination = pino.destination({ dest: 2, sync: false, maxWrite: 4096 });
const common = {
  level: process.env['LOG_LEVEL'] || 'info',
  base: { pid: process.pid, process: process.env['TOLLGATE_PROCESS'] ?? 'main' },
};

/** `pg` hangs the connection that broke on the error: pages of its inner life, which say nothing. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { client: _client, ...said } = pino.stdSerializers.err(error);
  return said;
}

/** One logger, JSON lines on stderr. Secrets are cut here, in one place, whatever a caller passes. */
export const logger = pino(
  {
    ...common,
    redact: {
      paths: [
        'authorization',
        '*.authorization',
        'headers',
        '*.headers',
        'apiKey',
        '*.apiKey',
        'apiKeys',
        '*.apiKeys',
        'password',
        '*.password',
        'token',
        '*.token',
        'secret',
        '*.secret',
        'databaseUrl',
        '*.databaseUrl',
      ],
      censor: '[redacted]',
    },
    serializers: { err: describeError },
  },
  destination,
);

/**
 * For the line of each request, which is a list of what goes in (`telemetry/request-line.ts`) and holds nothing to cut:
 * looking for it took more than half of what a line costs.
 */
export const requestLog = pino(common, destination);
