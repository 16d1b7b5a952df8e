import { doors } from '../../_api/doors';
import { getExportedAudit } from '../../_api/routes/audit';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getExportedAudit);
