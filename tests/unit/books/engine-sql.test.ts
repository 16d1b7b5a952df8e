import { describe, expect, it } from 'vitest';
import { engineSql } from '@/lib/books/engine-sql';

describe('books of an extension', () => {
  it('plain ones need nothing', () => {
    expect(engineSql('plain')).toBeUndefined();
  });

  it('Citus spreads rows by request, those of one request together', () => {
    expect(engineSql('citus')?.statements).toEqual([
      `SELECT create_reference_table('workspace')`,
      `SELECT create_distributed_table('request', 'id')`,
      `SELECT create_distributed_table('attempt', 'request_id', colocate_with => 'request')`,
      `SELECT create_distributed_table('body', 'request_id', colocate_with => 'request')`,
    ]);
  });

  it('Timescale keeps a chunk a day, by the time that is part of each key', () => {
    const sql = engineSql('timescale');
    expect(sql?.extension).toBe('timescaledb');
    expect(sql?.statements.filter((statement) => statement.includes('create_hypertable'))).toEqual([
      `SELECT create_hypertable('request', by_range('started_at', INTERVAL '1 day'), create_default_indexes => false)`,
      `SELECT create_hypertable('attempt', by_range('request_started_at', INTERVAL '1 day'), create_default_indexes => false)`,
      `SELECT create_hypertable('body', by_range('request_started_at', INTERVAL '1 day'), create_default_indexes => false)`,
    ]);
  });
});
