import { doors } from '../_api/doors';
import { getPlans, postPlan } from '../_api/routes/plans';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getPlans, postPlan);
