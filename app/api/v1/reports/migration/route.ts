import { doors } from '../../_api/doors';
import { getMigrationReport } from '../../_api/routes/reports';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getMigrationReport);
