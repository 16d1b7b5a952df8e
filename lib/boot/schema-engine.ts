import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import { MigrationAdapter } from './migration-adapter';

let loaded: Promise<void> | undefined;

/** Prisma's own migration engine on a database, without the native binary that Prisma would download. */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= load();
  await loaded;
  const adapter = new MigrationAdapter({ connectionString: databaseUrl });
  const bound = bindMigrationAwareSqlAdapterFactory(adapter);
  try {
    return await work(await glue.SchemaEngine.new({ datamodels: undefined }, () => undefined, bound));
  } finally {
    await adapter.close();
  }
}

/** Instantiated by hand: the package's own entry imports the .wasm file, which Node 20 does only under a flag. */
async function load(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const file = path.join(path.dirname(entry), 'schema_engine_bg.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    './schema_engine_bg.js': glue,
  });
  const start = instance.exports['__wbindgen_start'];
  if (typeof start !== 'function') throw new Error(`${file} is not the engine that its package describes`);
  glue.__wbg_set_wasm(instance.exports);
  start();
}
