import { tryLock } from '@/lib/boot/lock';

// A process that takes a lock, says so, and keeps it until it is killed.
const lock = await tryLock(process.argv[2] ?? '');
process.send?.(lock ? 'held' : 'refused');
