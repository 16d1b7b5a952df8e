import { doors } from '../_api/doors';
import { getSignIn, putSignIn } from '../_api/routes/sign-in';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getSignIn, putSignIn);
