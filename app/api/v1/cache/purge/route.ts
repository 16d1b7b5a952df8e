import { doors } from '../../_api/doors';
import { postCachePurge } from '../../_api/routes/cache';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(postCachePurge);
