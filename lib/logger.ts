import pino from 'pino';

/** One logger, JSON lines on stderr. Secrets are cut here, in one place, whatever a caller passes. */
export const logger = pino(
  {
    level: process.env['LOG_LEVEL'] || 'info',
    base: { pid: process.pid, process: process.env['TOLLGATE_PROCESS'] ?? 'main' },
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
    serializers: { err: pino.stdSerializers.err },
  },
  pino.destination({ dest: 2, sync: false }),
);
