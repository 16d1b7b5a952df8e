import { PrismaPg } from '@prisma/adapter-pg';
import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { runScript } from './run-script';

/**
 * Prisma's adapter cuts a script at every semicolon, those inside function bodies, strings and comments too. This one sends
 * the script whole, as Prisma's native engine does: PostgreSQL then runs it in one transaction.
 */
export class MigrationAdapter extends PrismaPg {
  private readonly open: (() => Promise<void>)[] = [];

  override async connect() {
    const adapter = await super.connect();
    this.open.push(() => adapter.dispose());
    adapter.executeScript = async (script) => {
      try {
        await runScript((text) => adapter.underlyingDriver().query(text), script);
      } catch (error) {
        throw error instanceof pg.DatabaseError ? asAdapterError(error) : error;
      }
    };
    return adapter;
  }

  /** Ends the connections, which the engine leaves open. */
  async close(): Promise<void> {
    for (const dispose of this.open.splice(0)) await dispose();
  }
}

function asAdapterError(error: pg.DatabaseError): DriverAdapterError {
  return new DriverAdapterError({
    kind: 'postgres',
    code: error.code ?? 'XX000',
    severity: error.severity ?? 'ERROR',
    message: error.message,
    detail: error.detail,
    column: error.column,
    hint: error.hint,
  });
}
