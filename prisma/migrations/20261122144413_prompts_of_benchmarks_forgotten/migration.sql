-- Prompts that somebody brought to a benchmark are kept until it is over, and no longer.
UPDATE "benchmark"
SET "settings" = jsonb_set("settings", '{prompts}', jsonb_build_object(
  'kind', 'forgotten', 'count', jsonb_array_length("settings" #> '{prompts,texts}')))
WHERE "ended_at" IS NOT NULL AND "settings" -> 'prompts' ? 'texts';
