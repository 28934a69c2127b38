-- How long people and mail records stay
ALTER TABLE "workspace" ADD COLUMN "contact_months" INTEGER NOT NULL DEFAULT 24,
ADD COLUMN "mail_months" INTEGER NOT NULL DEFAULT 12;
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_retention_check" CHECK ("contact_months" BETWEEN 1 AND 120 AND "mail_months" BETWEEN 1 AND 120);

-- Which version of a promise somebody agreed to
ALTER TABLE "promise_text" ADD COLUMN "hash" BYTEA;
ALTER TABLE "promise_text" DISABLE TRIGGER "promise_text_unchanged";
UPDATE "promise_text" SET "hash" = sha256(convert_to("text", 'UTF8'));
ALTER TABLE "promise_text" ENABLE TRIGGER "promise_text_unchanged";
ALTER TABLE "promise_text" ALTER COLUMN "hash" SET NOT NULL;
ALTER TABLE "promise_text" ADD CONSTRAINT "promise_text_hash_check" CHECK ("hash" = sha256(convert_to("text", 'UTF8')));

-- Notices to a person: the way to a new address, that it changed, that everything was erased
ALTER TABLE "outbox_message" DROP CONSTRAINT "outbox_message_kind_check";
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_kind_check" CHECK (
  ("kind" IN ('invitation', 'reminder', 'thank-you') AND "invitation_id" IS NOT NULL)
  OR ("kind" IN ('sign-in', 'membership', 'results-ready', 'notice') AND ("sealed" IS NOT NULL OR "state" <> 'queued')));
