import { doors } from '../../_api/doors';
import { getDraftById, putDraft, deleteDraft } from '../../_api/routes/drafts';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getDraftById, putDraft, deleteDraft);
