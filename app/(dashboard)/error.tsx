'use client';
import { PageFailed } from '@/components/layout/page-failed';

/** The page failed; the frame around it stays. */
export default PageFailed;
