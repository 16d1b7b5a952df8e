import { doors } from '../../_api/doors';
import { getUnpriced } from '../../_api/routes/prices';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getUnpriced);
