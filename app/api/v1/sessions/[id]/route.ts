import { doors } from '../../_api/doors';
import { deleteSession } from '../../_api/routes/sessions';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(deleteSession);
