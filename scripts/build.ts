import { ensureBuild } from '@/lib/boot/ensure-build';
import { generateClient } from '@/lib/boot/generate-client';
import { formatSeconds } from '@/lib/boot/steps';

const startedAt = performance.now();
await generateClient();
const isNew = await ensureBuild();
console.log(`${isNew ? 'Built' : 'Already built'} (${formatSeconds(performance.now() - startedAt)})`);
