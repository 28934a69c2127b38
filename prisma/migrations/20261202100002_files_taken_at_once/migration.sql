-- What files are wanted for is recorded also where they are taken at once.
ALTER TABLE "data_export" DROP CONSTRAINT "data_export_state_check";
ALTER TABLE "data_export" ADD CONSTRAINT "data_export_state_check" CHECK (
  "state" IN ('queued', 'running', 'ready', 'failed', 'cancelled', 'expired', 'taken')
  AND ("state" <> 'ready' OR ("bytes" IS NOT NULL AND "sha256" IS NOT NULL AND "expires_at" IS NOT NULL)));
