import { doors } from '../../_api/doors';
import { deletePlan, getPlanById, putPlan } from '../../_api/routes/plans';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getPlanById, putPlan, deletePlan);
