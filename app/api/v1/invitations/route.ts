import { doors } from '../_api/doors';
import { getInvitations, postInvitation } from '../_api/routes/people';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getInvitations, postInvitation);
