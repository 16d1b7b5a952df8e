import { doors } from '../../_api/doors';
import { getReconciliationById } from '../../_api/routes/reconciliations';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getReconciliationById);
