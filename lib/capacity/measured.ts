/** What one request costs each part. */
export interface RequestCost {
  /** A gateway process, whole answers of about 1 KB. */
  gatewayCpuMicros: number;
  /** The ingester of its host. */
  ingestCpuMicros: number;
  /** PostgreSQL: rows, indexes, rollups, budgets, health. */
  databaseCpuMicros: number;
  /** On the host's disk until it is on the books. */
  logBytes: number;
  walBytes: number;
  /** Rows with their indexes, one attempt and a little. */
  rowBytes: number;
  /** Round trips to Redis, where there is one. */
  redisCalls: number;
}

/** `npm run bench:scale` of 2026-11-22 on two virtual cores of an AMD EPYC that other work shares; see docs/scale.md. */
export const MEASURED: RequestCost = {
  gatewayCpuMicros: 225,
  ingestCpuMicros: 285,
  databaseCpuMicros: 440,
  logBytes: 1_940,
  walBytes: 4_960,
  rowBytes: 1_810,
  redisCalls: 1,
};

/** Of a row of `rollup_15m` with its index, and of the days and cubes that are made from it, together. */
export const ROLLUP_ROW_BYTES = 1_130;

/** By how much a measured point may lie off the model: runs on a shared machine differ by as much. */
export const STATED_ERROR = 0.35;
