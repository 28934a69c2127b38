-- AlterTable
ALTER TABLE "member" ADD COLUMN     "digest" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "mail_language" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "next_digest_at" TIMESTAMPTZ(3),
ADD COLUMN     "time_zone" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "wants_results_mails" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "member_digest" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_digest_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "member_digest_workspace_id_member_id_period_key" ON "member_digest"("workspace_id", "member_id", "period");

-- AddForeignKey
ALTER TABLE "member_digest" ADD CONSTRAINT "member_digest_workspace_id_member_id_fkey" FOREIGN KEY ("workspace_id", "member_id") REFERENCES "member"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "member" ADD CONSTRAINT "member_digest_check" CHECK ("digest" IN ('', 'off', 'weekly', 'monthly'));
ALTER TABLE "member_digest" ADD CONSTRAINT "member_digest_span_check" CHECK ("from_at" <= "until_at");

ALTER TABLE "outbox_message" DROP CONSTRAINT "outbox_message_kind_check";
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_kind_check" CHECK (
  ("kind" IN ('invitation', 'reminder', 'thank-you') AND "invitation_id" IS NOT NULL)
  OR ("kind" IN ('sign-in', 'membership', 'results-ready', 'webhook-off', 'digest') AND ("sealed" IS NOT NULL OR "state" <> 'queued')));
