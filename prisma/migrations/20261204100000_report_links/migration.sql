-- CreateTable
CREATE TABLE "report_link" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "study_id" UUID NOT NULL,
    "relationship_id" UUID,
    "token_hash" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "opened_count" INTEGER NOT NULL DEFAULT 0,
    "last_opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_link_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "report_link_workspace_id_member_id_idx" ON "report_link"("workspace_id", "member_id");

-- CreateIndex
CREATE INDEX "report_link_workspace_id_study_id_idx" ON "report_link"("workspace_id", "study_id");

-- CreateIndex
CREATE INDEX "report_link_workspace_id_relationship_id_idx" ON "report_link"("workspace_id", "relationship_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_link_workspace_id_token_hash_key" ON "report_link"("workspace_id", "token_hash");

-- AddForeignKey
ALTER TABLE "report_link" ADD CONSTRAINT "report_link_workspace_id_member_id_fkey" FOREIGN KEY ("workspace_id", "member_id") REFERENCES "member"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "report_link" ADD CONSTRAINT "report_link_workspace_id_study_id_fkey" FOREIGN KEY ("workspace_id", "study_id") REFERENCES "study"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "report_link" ADD CONSTRAINT "report_link_workspace_id_relationship_id_fkey" FOREIGN KEY ("workspace_id", "relationship_id") REFERENCES "relationship"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "report_link" ADD CONSTRAINT "report_link_checks" CHECK (
  octet_length("token_hash") = 32 AND "expires_at" > "created_at" AND "opened_count" >= 0);

ALTER TABLE "report_link" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_workspace" ON "report_link" USING ("workspace_id" = nullif(current_setting('thiqa.workspace', true), '')::uuid);

-- The log names a link as who did something: whoever holds it has no account
ALTER TABLE "audit_entry" DROP CONSTRAINT "audit_entry_actor_check";
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_actor_check" CHECK (
  ("actor_kind" IN ('member', 'key', 'link') AND "actor_id" <> '') OR ("actor_kind" = 'system' AND "actor_id" = ''));
