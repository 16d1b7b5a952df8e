/** An answer by its key. */
export const LOOK = 'SELECT sealed FROM cache_answer WHERE key = $1 AND expires_at > now()';

/** The newest that other processes have kept since; without their bodies. */
export const NEWER = `SELECT key, stored_at AS "storedAt" FROM cache_answer
  WHERE stored_at > $1 AND expires_at > now() ORDER BY stored_at DESC LIMIT 500`;

export const BODIES = 'SELECT key, sealed FROM cache_answer WHERE key = ANY($1)';

export const PURGES = `SELECT id::text AS id, extract(epoch FROM at) * 1000 AS at, workspace_id AS "workspaceId",
  rule_id AS rule, model, key FROM cache_purge WHERE id > $1 ORDER BY id`;

/** A purge that came after an answer was kept and before it was written takes it along. */
export const WRITE = `
  INSERT INTO cache_answer AS old (key, workspace_id, rule_id, model, stored_at, expires_at, bytes, sealed)
  SELECT n.key, n.workspace_id, n.rule_id, n.model, n.stored_at, n.expires_at, octet_length(n.sealed), n.sealed
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::bytea[])
    AS n(key, workspace_id, rule_id, model, stored_at, expires_at, sealed)
  WHERE NOT EXISTS (SELECT FROM cache_purge p
    WHERE p.workspace_id = n.workspace_id AND p.at >= n.stored_at
      AND (p.rule_id IS NULL OR p.rule_id = n.rule_id) AND (p.model IS NULL OR p.model = n.model)
      AND (p.key IS NULL OR p.key = split_part(n.key, ':', 1)))
  ORDER BY n.key
  ON CONFLICT (key) DO UPDATE SET workspace_id = excluded.workspace_id, rule_id = excluded.rule_id,
    model = excluded.model, stored_at = excluded.stored_at, expires_at = excluded.expires_at,
    bytes = excluded.bytes, sealed = excluded.sealed
  WHERE old.stored_at < excluded.stored_at`;
