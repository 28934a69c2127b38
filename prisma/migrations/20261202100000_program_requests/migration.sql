-- CreateTable
CREATE TABLE "program_request" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "sent" BYTEA NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "program_request_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "program_request_workspace_id_member_id_idempotency_key_key" ON "program_request"("workspace_id", "member_id", "idempotency_key");

-- AddForeignKey
ALTER TABLE "program_request" ADD CONSTRAINT "program_request_workspace_id_member_id_fkey" FOREIGN KEY ("workspace_id", "member_id") REFERENCES "member"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "program_request" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_workspace" ON "program_request" USING ("workspace_id" = nullif(current_setting('thiqa.workspace', true), '')::uuid);
