-- The gravest open signals stand on the start page: without an index of their own all open ones are read and sorted for eight.
CREATE INDEX "signal_open_idx" ON "signal" ("workspace_id", "severity" DESC, "raised_at" DESC, "id" DESC) WHERE "cleared_at" IS NULL;
