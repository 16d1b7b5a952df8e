import { generateClient } from '@/lib/boot/generate-client';

const isNew = await generateClient();
console.log(isNew ? 'Generated lib/generated/prisma' : 'lib/generated/prisma is up to date');
