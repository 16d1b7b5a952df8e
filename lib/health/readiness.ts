/** The database is looked at every five seconds: three looks in vain. */
const DATABASE_SILENT_MS = 15_000;
/** A change of the configuration, such as a revoked key, is not known here for so long. */
const CONFIG_OLD_MS = 60_000;
/** As the alert `log_backlog` has it where nothing else is configured. */
const BACKLOG_BYTES = 64_000_000;

export interface Standing {
  /** Why this process takes no more: stopping, overloaded (lib/gateway/entrance/load.ts). */
  load: readonly string[];
  /** Why nothing can be written to the log; absent: it can. */
  ledger: string | undefined;
  /** Of the configuration in force; 0: none. */
  configVersion: number;
  /** Since the database last answered, ms. */
  databaseAgeMs: number;
  /** Since the configuration in force was last known to be the newest, ms. */
  configAgeMs: number;
  /** Why what gateways share can't be reached; absent: it can, or there is nothing of it. */
  sharedProblem?: string | undefined;
  /** Of the local log on disk: what is on the books is deleted. Undefined: not known. */
  logBytes: number | undefined;
}

export interface Readiness {
  ready: boolean;
  /** Why requests should be sent elsewhere; empty when they may come. */
  reasons: string[];
  /** What somebody should see to. Requests may come all the same: they are served without the database. */
  warnings: string[];
}

const seconds = (ms: number) => `${Math.round(ms / 1_000)} s`;

/** Whether requests may come, and what is amiss. Pure. */
export function readiness(standing: Standing): Readiness {
  const { load, ledger, configVersion, databaseAgeMs, configAgeMs, sharedProblem, logBytes } = standing;
  const reasons = [...load];
  if (ledger !== undefined) reasons.push(ledger);
  if (configVersion === 0) reasons.push('nothing is configured');
  const warnings: string[] = [];
  if (databaseAgeMs > DATABASE_SILENT_MS)
    warnings.push(`the database has not answered for ${seconds(databaseAgeMs)}`);
  if (configAgeMs > CONFIG_OLD_MS)
    warnings.push(`the configuration was last known to be the newest ${seconds(configAgeMs)} ago`);
  if (sharedProblem !== undefined)
    warnings.push(`Redis is away (${sharedProblem}): each gateway keeps to its own share of the limits`);
  if (logBytes !== undefined && logBytes > BACKLOG_BYTES)
    warnings.push(`${Math.round(logBytes / 1_000_000)} MB of the log wait to be put on the books`);
  return { ready: reasons.length === 0, reasons, warnings };
}
