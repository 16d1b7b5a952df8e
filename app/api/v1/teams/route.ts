import { doors } from '../_api/doors';
import { getTeams } from '../_api/routes/teams';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getTeams);
