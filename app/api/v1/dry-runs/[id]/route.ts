import { doors } from '../../_api/doors';
import { getDryRunById, deleteDryRun } from '../../_api/routes/dry-runs';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getDryRunById, deleteDryRun);
