import { doors } from '../_api/doors';
import { getReratings, postRerating } from '../_api/routes/reratings';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getReratings, postRerating);
