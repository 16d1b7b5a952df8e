import { doors } from '../_api/doors';
import { getDrafts, postDraft } from '../_api/routes/drafts';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getDrafts, postDraft);
