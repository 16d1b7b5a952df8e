import { doors } from '../../../_api/doors';
import { scheduleDraftRoute, unscheduleDraftRoute } from '../../../_api/routes/drafts';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(scheduleDraftRoute, unscheduleDraftRoute);
