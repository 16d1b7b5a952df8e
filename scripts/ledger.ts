import { rebuildFromRows } from './ledger/rebuild-rollups';
import { reconcile } from './ledger/reconcile';
import { replay } from './ledger/replay';
import { retryDeadLetter } from './ledger/retry-dead-letter';
import { verify } from './ledger/verify';

const USAGE = `npm run ledger -- verify   compares rollups with rows and requests with their attempts; exit 1 on a difference
npm run ledger -- replay   puts on the books what is in the local log now; a second time changes nothing
npm run ledger -- rebuild-rollups [WORKSPACE]   computes the rollups anew from the rows, in the present reporting zones
npm run ledger -- retry-dead-letter   tries the records that could not be stored again; exit 1 when one stays
npm run ledger -- reconcile FILE|URL [--provider ID] [--workspace ID] [--json]
                           compares the books with a provider's own ledger or usage file; exit 1 on a difference. CSV
                           (id,model,day,input_tokens,output_tokens,cost_usd), JSON, or the simulator's /admin/ledger

The database is DATABASE_URL, else that of the Tollgate running over TOLLGATE_DATA_DIR (default .tollgate).`;

async function main(command: string | undefined, args: string[]): Promise<number> {
  switch (command) {
    case 'verify':
      return verify();
    case 'replay':
      return replay();
    case 'retry-dead-letter':
      return retryDeadLetter();
    case 'rebuild-rollups':
      return rebuildFromRows(args[0]);
    case 'reconcile':
      return reconcile(args);
    default:
      console.log(USAGE);
      return command === undefined || command === 'help' ? 0 : 2;
  }
}

try {
  process.exitCode = await main(process.argv[2], process.argv.slice(3));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
