import { doors } from '../../_api/doors';
import { getVersions } from '../../_api/routes/versions';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getVersions);
