-- Whose an alert is: people who are limited to teams see those of their teams. Null: the whole workspace's.
ALTER TABLE "alert_state" ADD COLUMN "team" TEXT;
ALTER TABLE "alert_event" ADD COLUMN "team" TEXT;
