import path from 'node:path';
import { run } from '@/lib/boot/run';
import type { Outcome } from './outcome';

/** Path of a tool's entry below node_modules; run with this Node, without npx. */
export const tool = (entry: string) => path.resolve('node_modules', entry);

/** A step that is one command: it passes when the command exits with 0. */
export async function command(name: string, entry: string, args: readonly string[]): Promise<Outcome> {
  const { code, output } = await run(process.execPath, [tool(entry), ...args], { cwd: process.cwd() });
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [], output };
}
