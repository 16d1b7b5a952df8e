import { doors } from '../../_api/doors';
import { getExportedSpend } from '../../_api/routes/exports';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getExportedSpend);
