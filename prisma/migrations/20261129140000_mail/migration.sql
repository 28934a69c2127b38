-- AlterTable
ALTER TABLE "outbox_message" ADD COLUMN     "recipient_hash" BYTEA;

-- CreateTable
CREATE TABLE "mail_suppression" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "address_hash" BYTEA NOT NULL,
    "reason" TEXT NOT NULL,
    "code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_suppression_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "mail_suppression_workspace_id_address_hash_reason_key" ON "mail_suppression"("workspace_id", "address_hash", "reason");

ALTER TABLE "mail_suppression" ADD CONSTRAINT "mail_suppression_reason_check" CHECK ("reason" IN ('unsubscribed', 'no-reminders', 'bounced')
  AND octet_length("address_hash") = 32 AND ("code" IS NULL OR "reason" = 'bounced'));

-- Mails to participants are about an invitation; those to members carry sealed what they are about until they have left
ALTER TABLE "outbox_message" DROP CONSTRAINT "outbox_message_kind_check";
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_kind_check" CHECK (
  ("kind" IN ('invitation', 'reminder', 'thank-you') AND "invitation_id" IS NOT NULL)
  OR ("kind" IN ('sign-in', 'membership', 'results-ready') AND ("sealed" IS NOT NULL OR "state" <> 'queued')));

-- What nobody needs any more when it would leave is no failure
ALTER TABLE "outbox_message" DROP CONSTRAINT "outbox_message_state_check";
UPDATE "outbox_message" SET "state" = 'dropped' WHERE "state" = 'failed' AND "last_error" = 'no longer wanted';
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_state_check" CHECK ("state" IN ('queued', 'sent', 'failed', 'dropped'));

-- Whoever changes their answers and submits them again is thanked once
CREATE UNIQUE INDEX "outbox_message_one_thank_you_key" ON "outbox_message" ("workspace_id", "invitation_id") WHERE "kind" = 'thank-you';
