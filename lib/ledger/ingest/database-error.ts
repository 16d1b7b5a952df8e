import pg from 'pg';

const NO_PARTITION = '23514';

/**
 * Whether the database refused what was to be stored, so that trying again can't help: data exceptions, integrity
 * violations, limits of the program. Everything else (connection, locks, resources, a schema not there yet) passes.
 */
export function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(?:22|23|54)/.test(error.code ?? '');
}

export function isMissingPartition(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === NO_PARTITION;
}
