import { doors } from '../_api/doors';
import { getRecommendations } from '../_api/routes/recommendations';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getRecommendations);
