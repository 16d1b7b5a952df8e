import { doors } from '../../_api/doors';
import { putTeam, deleteTeam } from '../../_api/routes/teams';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(putTeam, deleteTeam);
