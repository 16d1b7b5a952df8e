import { doors } from '../_api/doors';
import { getReconciliations, postReconciliation } from '../_api/routes/reconciliations';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getReconciliations, postReconciliation);
