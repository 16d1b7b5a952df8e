import { doors } from '../../../_api/doors';
import { publishDraftRoute } from '../../../_api/routes/drafts';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(publishDraftRoute);
