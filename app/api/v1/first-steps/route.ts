import { doors } from '../_api/doors';
import { getFirstSteps } from '../_api/routes/first-steps';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getFirstSteps);
