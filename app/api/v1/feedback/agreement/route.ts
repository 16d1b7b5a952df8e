import { doors } from '../../_api/doors';
import { getJudgeAgreement } from '../../_api/routes/feedback';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getJudgeAgreement);
