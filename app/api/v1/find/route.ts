import { doors } from '../_api/doors';
import { getPlaces } from '../_api/routes/find';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getPlaces);
