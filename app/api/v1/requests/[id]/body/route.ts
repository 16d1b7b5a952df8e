import { doors } from '../../../_api/doors';
import { getBodyById } from '../../../_api/routes/data';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getBodyById);
