import { doors } from '../_api/doors';

// Whatever is not a door of the API: 404 in its own shape, not a page.
export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors();
