-- Tags of some end users: of `tag_user` the user is the value, which no index begins with.
CREATE INDEX "rollup_pair_user_of_tag_idx" ON "rollup_pair"("workspace_id", "value", "pair", "bucket")
  WHERE "pair" IN ('tag_user', 'tag_user:8', 'tag_user:32');
