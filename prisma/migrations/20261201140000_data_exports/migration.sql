-- CreateTable
CREATE TABLE "data_export" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "study_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "formats" JSONB NOT NULL DEFAULT '[]',
    "language" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "rows_written" INTEGER NOT NULL DEFAULT 0,
    "rows_total" INTEGER NOT NULL DEFAULT 0,
    "bytes" DOUBLE PRECISION,
    "sha256" BYTEA,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "seen_at" TIMESTAMPTZ(3),
    "idempotency_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ready_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_export_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "data_export_workspace_id_study_id_member_id_idx" ON "data_export"("workspace_id", "study_id", "member_id");

-- CreateIndex
CREATE INDEX "data_export_workspace_id_state_idx" ON "data_export"("workspace_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "data_export_workspace_id_member_id_idempotency_key_key" ON "data_export"("workspace_id", "member_id", "idempotency_key");

-- AddForeignKey
ALTER TABLE "data_export" ADD CONSTRAINT "data_export_workspace_id_study_id_fkey" FOREIGN KEY ("workspace_id", "study_id") REFERENCES "study"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "data_export" ADD CONSTRAINT "data_export_workspace_id_member_id_fkey" FOREIGN KEY ("workspace_id", "member_id") REFERENCES "member"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "data_export" ADD CONSTRAINT "data_export_state_check" CHECK (
  "state" IN ('queued', 'running', 'ready', 'failed', 'cancelled', 'expired')
  AND ("state" <> 'ready' OR ("bytes" IS NOT NULL AND "sha256" IS NOT NULL AND "expires_at" IS NOT NULL)));
