-- Sums over pairs are read from the index alone: a row has two histograms, which are four fifths of it and seldom asked for.
ALTER TABLE "rollup_pair" DROP CONSTRAINT "rollup_pair_pkey";
ALTER TABLE "rollup_pair" ADD CONSTRAINT "rollup_pair_pkey"
  PRIMARY KEY ("workspace_id", "pair", "bucket", "facet", "value", "parent")
  INCLUDE ("requests", "attempts", "cost_usd", "uncosted", "in_text", "in_cache_read", "in_cache_write_5m", "in_cache_write_1h",
    "out_text", "out_reasoning", "latency_sum_ms", "errors", "cache_hits", "cache_asked", "extra_usd");
