import type { RequestCost } from './measured';

const DAY_S = 86_400;
const MONTH_DAYS = 30;
const QUARTERS_A_DAY = 96;
const PAGE_BYTES = 8_192;
const GB = 1e9;

export interface Traffic {
  requestsPerDay: number;
  /** Busiest second over the mean; the practice articles tell of 580 and 2,000 a second. */
  peakFactor: number;
  /** Days that rows are kept; rollups stay. */
  retentionDays: number;
  /** Combinations of workspace, key, model, task, rule and outcome that occur in a quarter of an hour. */
  activeCombinations: number;
}

export interface Machines {
  /** Cores of a gateway host, and how busy they may be at the peak. */
  hostCores: number;
  utilisation: number;
  /** What one PostgreSQL server can be: cores, bytes of WAL a second, bytes of disk, connections. */
  database: { cores: number; walBytesPerS: number; diskBytes: number; connections: number };
}

/** USD: prices of a cloud, to be replaced by one's own. */
export interface Prices {
  coreHour: number;
  gbMonth: number;
}

export type Bottleneck = 'database CPU' | 'database WAL' | 'database disk' | 'database connections';

export interface Need {
  meanPerS: number;
  peakPerS: number;
  gatewayHosts: number;
  databaseCores: number;
  /** Log bytes a second on each gateway's disk, at the peak. */
  logBytesPerHostS: number;
  walBytesPerS: number;
  /** Writes of pages: WAL, and each of its pages once more at a checkpoint; at the peak. */
  iops: number;
  rowsPerDay: number;
  rollupRowsPerDay: number;
  diskGb: number;
  redisCallsPerS: number;
  usdPerMonth: number;
  /** What of one PostgreSQL server is used up first, and how much of it; above 1 it takes more than one. */
  first: { part: Bottleneck; share: number };
}

/** Connections past a pooler: two that listen a process, one that ingests a host. */
const connectionsOf = (hosts: number, cores: number) => hosts * (2 * cores + 1);

/** What traffic needs, by what a request costs. Two hosts at least, so that one may end. Pure. */
export function need(
  traffic: Traffic,
  cost: RequestCost,
  machines: Machines,
  prices: Prices,
  rollupRowBytes: number,
): Need {
  const meanPerS = traffic.requestsPerDay / DAY_S;
  const peakPerS = meanPerS * traffic.peakFactor;
  const { hostCores, utilisation, database } = machines;
  const busyMicros = 1e6 * utilisation;
  const hostCpu = peakPerS * (cost.gatewayCpuMicros + cost.ingestCpuMicros);
  // A host has one ingester, which is one process: it may be what a host lacks first.
  const ingesters = Math.ceil((peakPerS * cost.ingestCpuMicros) / busyMicros);
  const gatewayHosts = Math.max(2, ingesters, Math.ceil(hostCpu / busyMicros / hostCores));
  const databaseCores = Math.max(2, Math.ceil((peakPerS * cost.databaseCpuMicros) / busyMicros));
  const walBytesPerS = peakPerS * cost.walBytes;
  const rollupRowsPerDay = Math.min(traffic.requestsPerDay, traffic.activeCombinations * QUARTERS_A_DAY);
  const rowBytes = traffic.requestsPerDay * cost.rowBytes * traffic.retentionDays;
  const diskBytes = rowBytes + rollupRowsPerDay * rollupRowBytes * 365;
  const shares: [Bottleneck, number][] = [
    ['database CPU', databaseCores / database.cores],
    ['database WAL', walBytesPerS / database.walBytesPerS],
    ['database disk', diskBytes / database.diskBytes],
    ['database connections', connectionsOf(gatewayHosts, hostCores) / database.connections],
  ];
  const [part, share] = shares.reduce((most, next) => (next[1] > most[1] ? next : most));
  const cores = gatewayHosts * hostCores + databaseCores;
  return {
    meanPerS,
    peakPerS,
    gatewayHosts,
    databaseCores,
    logBytesPerHostS: (peakPerS * cost.logBytes) / gatewayHosts,
    walBytesPerS,
    iops: (2 * walBytesPerS) / PAGE_BYTES,
    rowsPerDay: traffic.requestsPerDay * 2,
    rollupRowsPerDay,
    diskGb: diskBytes / GB,
    redisCallsPerS: peakPerS * cost.redisCalls,
    usdPerMonth: cores * prices.coreHour * 24 * MONTH_DAYS + (diskBytes / GB) * prices.gbMonth,
    first: { part, share },
  };
}

/** Requests a second that so many cores give when all of their time goes into them. Pure. */
export function throughput(cores: number, cpuMicrosPerRequest: number): number {
  return (cores * 1e6) / cpuMicrosPerRequest;
}
