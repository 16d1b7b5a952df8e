import { doors } from '../_api/doors';
import { getDryRuns, postDryRun } from '../_api/routes/dry-runs';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getDryRuns, postDryRun);
