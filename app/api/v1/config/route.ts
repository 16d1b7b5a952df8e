import { doors } from '../_api/doors';
import { getConfig, putConfig } from '../_api/routes/config';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getConfig, putConfig);
