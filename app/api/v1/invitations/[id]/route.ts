import { doors } from '../../_api/doors';
import { deleteInvitation } from '../../_api/routes/people';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(deleteInvitation);
