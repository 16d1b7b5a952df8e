import type { SchemaElement } from 'hyparquet';

type Kind = 'text' | 'int' | 'long' | 'flag' | 'instant' | 'json' | 'usd';

export interface Column {
  name: string;
  kind: Kind;
}

export interface ExportedTable {
  table: 'request' | 'attempt';
  /** When the request began: what its day goes by, and the first part of its key. */
  startedAt: string;
  /** The rest of the key. */
  key: readonly string[];
  columns: readonly Column[];
}

const of = (kind: Kind, names: string): Column[] => names.split(' ').map((name) => ({ name, kind }));

/** What leaves for a warehouse: the books without prompts and answers, which are not in them. */
export const EXPORTED: readonly ExportedTable[] = [
  {
    table: 'request',
    startedAt: 'started_at',
    key: ['id'],
    columns: [
      ...of('instant', 'started_at'),
      ...of('text', 'id workspace_id key_id team door api'),
      ...of('flag', 'stream'),
      ...of('text', 'requested_model provider model task rule_id end_user cache experiment arm'),
      ...of('json', 'tags'),
      ...of('int', 'status'),
      ...of('text', 'outcome error_code'),
      ...of('int', 'attempt_count latency_ms first_content_ms'),
      ...of('long', 'input_tokens output_tokens'),
      ...of('usd', 'cost_usd'),
      ...of('text', 'cost_state'),
      ...of('int', 'config_version'),
    ],
  },
  {
    table: 'attempt',
    startedAt: 'request_started_at',
    key: ['request_id', 'attempt'],
    columns: [
      ...of('instant', 'request_started_at'),
      ...of('text', 'request_id'),
      ...of('int', 'attempt'),
      ...of('text', 'workspace_id'),
      ...of('instant', 'started_at'),
      ...of(
        'text',
        'provider model upstream_model served_model service_tier region speed provider_request_id',
      ),
      ...of('int', 'status'),
      ...of('text', 'outcome error_code'),
      ...of('int', 'latency_ms first_content_ms'),
      ...of('text', 'finish_reason'),
      ...of('json', 'meters'),
      ...of('text', 'provenance cost_state'),
      ...of('usd', 'cost_usd'),
      ...of('json', 'line_items unpriced_meters'),
      ...of('usd', 'reported_usd'),
      ...of('text', 'reported_by'),
    ],
  },
];

/** As the books have it: NUMERIC(20, 12). */
export const USD_SCALE = 12;

const TYPES: Record<Kind, Omit<SchemaElement, 'name'>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  int: { type: 'INT32' },
  long: { type: 'INT64' },
  flag: { type: 'BOOLEAN' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  usd: {
    ...{ type: 'FIXED_LEN_BYTE_ARRAY', type_length: 9, converted_type: 'DECIMAL' },
    ...{ precision: 20, scale: USD_SCALE },
  },
};

/** Parquet's schema of a table; any column may be null. */
export function parquetSchema({ columns }: ExportedTable): SchemaElement[] {
  return [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, kind }) => ({ name, repetition_type: 'OPTIONAL' as const, ...TYPES[kind] })),
  ];
}
