import { doors } from '../../_api/doors';
import { postPlanCalculation } from '../../_api/routes/plans';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(postPlanCalculation);
