-- CreateTable
CREATE TABLE "recorded_contact" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "relationship_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "function" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "happened_on" DATE NOT NULL,
    "resolved_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "recorded_contact_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "recorded_contact_workspace_id_relationship_id_happened_on_idx" ON "recorded_contact"("workspace_id", "relationship_id", "happened_on");

-- CreateIndex
CREATE INDEX "recorded_contact_workspace_id_happened_on_idx" ON "recorded_contact"("workspace_id", "happened_on");

-- AddForeignKey
ALTER TABLE "recorded_contact" ADD CONSTRAINT "recorded_contact_workspace_id_relationship_id_fkey" FOREIGN KEY ("workspace_id", "relationship_id") REFERENCES "relationship"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Written by hand: what the schema language cannot say.
ALTER TABLE "recorded_contact" ADD CONSTRAINT "recorded_contact_kind_check" CHECK ("kind" IN ('complaint', 'concern', 'contact'));
ALTER TABLE "recorded_contact" ADD CONSTRAINT "recorded_contact_side_check" CHECK ("side" IN ('buyer', 'supplier'));
-- A talk has nothing to settle, and nothing is settled before it happened
ALTER TABLE "recorded_contact" ADD CONSTRAINT "recorded_contact_resolved_check"
  CHECK ("resolved_on" IS NULL OR ("kind" <> 'contact' AND "resolved_on" >= "happened_on"));
