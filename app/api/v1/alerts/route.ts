import { doors } from '../_api/doors';
import { getAlerts, postAlert } from '../_api/routes/alerts';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getAlerts, postAlert);
