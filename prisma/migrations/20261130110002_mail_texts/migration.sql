-- CreateTable
CREATE TABLE "study_mail_text" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "study_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "opening" TEXT NOT NULL DEFAULT '',
    "closing" TEXT NOT NULL DEFAULT '',
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "study_mail_text_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "study_mail_text_workspace_id_study_id_kind_language_key" ON "study_mail_text"("workspace_id", "study_id", "kind", "language");

-- AddForeignKey
ALTER TABLE "study_mail_text" ADD CONSTRAINT "study_mail_text_workspace_id_study_id_fkey" FOREIGN KEY ("workspace_id", "study_id") REFERENCES "study"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "study_mail_text" ADD CONSTRAINT "study_mail_text_kind_check" CHECK ("kind" IN ('invitation', 'reminder', 'last-call', 'thank-you'));
-- a subject is one line
ALTER TABLE "study_mail_text" ADD CONSTRAINT "study_mail_text_subject_check" CHECK ("subject" !~ '[\x01-\x1f\x7f]');

ALTER TABLE "outbox_message" DROP CONSTRAINT "outbox_message_kind_check";
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_kind_check" CHECK (
  ("kind" IN ('invitation', 'reminder', 'thank-you') AND "invitation_id" IS NOT NULL)
  OR ("kind" IN ('sign-in', 'membership', 'results-ready', 'webhook-off', 'digest', 'mail-trial') AND ("sealed" IS NOT NULL OR "state" <> 'queued')));
