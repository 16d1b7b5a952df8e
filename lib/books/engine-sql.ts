/** What keeps the rows of requests: PostgreSQL's own partitions, or an extension that spreads or compresses them. */
export type Engine = 'plain' | 'citus' | 'timescale';

export interface EngineSql {
  /** As `CREATE EXTENSION` names it. */
  extension: string;
  /** True in its one row where this was done before. */
  isDone: string;
  /** True in its one row where rows are in the way. */
  isBlocked: string | undefined;
  statements: readonly string[];
}

/** The row's own day, and what rows of one request have in common. */
const TABLES = [
  { table: 'request', day: 'started_at', requestId: 'id' },
  { table: 'attempt', day: 'request_started_at', requestId: 'request_id' },
  { table: 'body', day: 'request_started_at', requestId: 'request_id' },
] as const;

/**
 * Rows are spread by request, so that those of one request lie together and no customer is too large for a node; days stay
 * partitions, which Citus spreads as they are attached. What all rows are joined with is on each node; all else stays on
 * the coordinator, where rollups, budgets and configuration are.
 */
const CITUS: EngineSql = {
  extension: 'citus',
  isDone: `SELECT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = 'request'::regclass) AS yes`,
  // It moves rows by itself.
  isBlocked: undefined,
  statements: [
    `SELECT create_reference_table('workspace')`,
    ...TABLES.map(({ table, requestId }, index) =>
      index === 0
        ? `SELECT create_distributed_table('${table}', '${requestId}')`
        : `SELECT create_distributed_table('${table}', '${requestId}', colocate_with => 'request')`,
    ),
  ],
};

/** A partitioned table cannot become a hypertable: each is made anew, with chunks of a UTC day, while it is still empty. */
const TIMESCALE: EngineSql = {
  extension: 'timescaledb',
  isDone: `SELECT EXISTS (SELECT FROM timescaledb_information.hypertables WHERE hypertable_name = 'request') AS yes`,
  isBlocked: `SELECT ${TABLES.map(({ table }) => `EXISTS (SELECT FROM "${table}")`).join(' OR ')} AS yes`,
  statements: TABLES.flatMap(({ table, day }) => [
    `CREATE TABLE "${table}_new" (LIKE "${table}" INCLUDING ALL)`,
    `DROP TABLE "${table}"`,
    `ALTER TABLE "${table}_new" RENAME TO "${table}"`,
    `SELECT create_hypertable('${table}', by_range('${day}', INTERVAL '1 day'), create_default_indexes => false)`,
  ]),
};

/** Undefined: nothing is to be done for it. */
export function engineSql(engine: Engine): EngineSql | undefined {
  switch (engine) {
    case 'plain':
      return undefined;
    case 'citus':
      return CITUS;
    case 'timescale':
      return TIMESCALE;
  }
}
