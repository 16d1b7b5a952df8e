-- Tags and end users beside one more dimension, per local day and block of days (lib/ledger/rollup/pairs.ts). Added up from
-- the books some minutes later, so that ingestion pays nothing for it.
CREATE TABLE "rollup_pair" (
  "workspace_id" TEXT NOT NULL,
  "pair" TEXT NOT NULL,
  "bucket" TIMESTAMPTZ(0) NOT NULL,
  "facet" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "parent" TEXT NOT NULL,
  "requests" BIGINT NOT NULL,
  "attempts" BIGINT NOT NULL,
  "cost_usd" NUMERIC(24,12) NOT NULL,
  "uncosted" BIGINT NOT NULL,
  "in_text" BIGINT NOT NULL,
  "in_cache_read" BIGINT NOT NULL,
  "in_cache_write_5m" BIGINT NOT NULL,
  "in_cache_write_1h" BIGINT NOT NULL,
  "out_text" BIGINT NOT NULL,
  "out_reasoning" BIGINT NOT NULL,
  "latency_sum_ms" BIGINT NOT NULL,
  "errors" BIGINT NOT NULL,
  "cache_hits" BIGINT NOT NULL,
  "cache_asked" BIGINT NOT NULL,
  "extra_usd" NUMERIC(24,12) NOT NULL,
  "other_meters" JSONB NOT NULL,
  "latency_hist" INTEGER[],
  "first_content_hist" INTEGER[],
  PRIMARY KEY ("workspace_id", "pair", "bucket", "facet", "value", "parent")
) WITH (fillfactor = 80);
CREATE INDEX "rollup_pair_facet_idx" ON "rollup_pair"("workspace_id", "facet", "pair", "bucket");

-- Requests that began before are in `rollup_pair`; NULL: none yet.
ALTER TABLE "workspace" ADD COLUMN "pairs_until" TIMESTAMPTZ(0);
-- Blocks of days that end by then are in `rollup_pair`; NULL: none yet.
ALTER TABLE "workspace" ADD COLUMN "pair_blocks_until" TIMESTAMPTZ(0);

-- Element by element, which can be inlined: to unnest both was a third of what adding to a row of a day took. A histogram has 76
-- slots (lib/analytics/histogram.ts).
CREATE OR REPLACE FUNCTION hist_add(a INTEGER[], b INTEGER[]) RETURNS INTEGER[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN a IS NULL OR cardinality(a) = 0 THEN b
    WHEN b IS NULL OR cardinality(b) = 0 THEN a
    ELSE ARRAY[
      a[1]+b[1], a[2]+b[2], a[3]+b[3], a[4]+b[4], a[5]+b[5], a[6]+b[6], a[7]+b[7], a[8]+b[8],
      a[9]+b[9], a[10]+b[10], a[11]+b[11], a[12]+b[12], a[13]+b[13], a[14]+b[14], a[15]+b[15], a[16]+b[16],
      a[17]+b[17], a[18]+b[18], a[19]+b[19], a[20]+b[20], a[21]+b[21], a[22]+b[22], a[23]+b[23], a[24]+b[24],
      a[25]+b[25], a[26]+b[26], a[27]+b[27], a[28]+b[28], a[29]+b[29], a[30]+b[30], a[31]+b[31], a[32]+b[32],
      a[33]+b[33], a[34]+b[34], a[35]+b[35], a[36]+b[36], a[37]+b[37], a[38]+b[38], a[39]+b[39], a[40]+b[40],
      a[41]+b[41], a[42]+b[42], a[43]+b[43], a[44]+b[44], a[45]+b[45], a[46]+b[46], a[47]+b[47], a[48]+b[48],
      a[49]+b[49], a[50]+b[50], a[51]+b[51], a[52]+b[52], a[53]+b[53], a[54]+b[54], a[55]+b[55], a[56]+b[56],
      a[57]+b[57], a[58]+b[58], a[59]+b[59], a[60]+b[60], a[61]+b[61], a[62]+b[62], a[63]+b[63], a[64]+b[64],
      a[65]+b[65], a[66]+b[66], a[67]+b[67], a[68]+b[68], a[69]+b[69], a[70]+b[70], a[71]+b[71], a[72]+b[72],
      a[73]+b[73], a[74]+b[74], a[75]+b[75], a[76]+b[76]]
  END
$$;
