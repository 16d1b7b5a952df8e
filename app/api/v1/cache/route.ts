import { doors } from '../_api/doors';
import { getCache } from '../_api/routes/cache';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getCache);
