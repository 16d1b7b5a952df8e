import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const runtimeSchema = z.object({
  pid: z.number(),
  port: z.number(),
  databaseUrl: z.string(),
  dashboardPort: z.number(),
  simulatorUrl: z.string().optional(),
});

/** What a running Tollgate tells tools on the same machine. Holds the database's password: mode 600. */
export type Runtime = z.infer<typeof runtimeSchema>;

const fileIn = (directory: string) => path.join(directory, 'runtime.json');

export function writeRuntime(directory: string, runtime: Runtime): void {
  const partial = `${fileIn(directory)}.new`;
  writeFileSync(partial, JSON.stringify(runtime), { mode: 0o600 });
  renameSync(partial, fileIn(directory));
}

/** Undefined when nothing runs there, or nothing that could be read. After a kill it tells of the past. */
export function readRuntime(directory: string): Runtime | undefined {
  try {
    return runtimeSchema.parse(JSON.parse(readFileSync(fileIn(directory), 'utf8')));
  } catch {
    return undefined;
  }
}

export function removeRuntime(directory: string): void {
  rmSync(fileIn(directory), { force: true });
}
