import { doors } from '../../_api/doors';
import { previewReratingRoute } from '../../_api/routes/reratings';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(previewReratingRoute);
