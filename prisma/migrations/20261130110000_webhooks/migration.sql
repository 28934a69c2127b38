-- CreateTable
CREATE TABLE "webhook" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'on',
    "sealed_secret" BYTEA NOT NULL,
    "sealed_old_secret" BYTEA,
    "old_secret_until" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "webhook_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_status" INTEGER,
    "last_error" TEXT,
    "last_milliseconds" INTEGER,
    "tried_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "webhook_delivery_workspace_id_state_next_attempt_at_idx" ON "webhook_delivery"("workspace_id", "state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "webhook_delivery_workspace_id_webhook_id_created_at_idx" ON "webhook_delivery"("workspace_id", "webhook_id", "created_at");

-- AddForeignKey
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_workspace_id_webhook_id_fkey" FOREIGN KEY ("workspace_id", "webhook_id") REFERENCES "webhook"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "webhook" ADD CONSTRAINT "webhook_state_check" CHECK ("state" IN ('on', 'off', 'failing', 'gone')
  AND ("sealed_old_secret" IS NULL) = ("old_secret_until" IS NULL));
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_state_check" CHECK ("state" IN ('queued', 'delivered', 'failed', 'dropped'));

-- Members hear of a webhook that was switched off
ALTER TABLE "outbox_message" DROP CONSTRAINT "outbox_message_kind_check";
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_kind_check" CHECK (
  ("kind" IN ('invitation', 'reminder', 'thank-you') AND "invitation_id" IS NOT NULL)
  OR ("kind" IN ('sign-in', 'membership', 'results-ready', 'webhook-off') AND ("sealed" IS NOT NULL OR "state" <> 'queued')));
