-- AlterTable
ALTER TABLE "member" ADD COLUMN     "invited_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "invited_by" TEXT,
ADD COLUMN     "joined_at" TIMESTAMPTZ(3),
ADD COLUMN     "organization_id" UUID,
ADD COLUMN     "sees_all" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "member_scope" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "organization_id" UUID,
    "relationship_id" UUID,
    "category" TEXT,

    CONSTRAINT "member_scope_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "member_scope_workspace_id_member_id_idx" ON "member_scope"("workspace_id", "member_id");

-- CreateIndex
CREATE INDEX "member_scope_workspace_id_organization_id_idx" ON "member_scope"("workspace_id", "organization_id");

-- CreateIndex
CREATE INDEX "member_scope_workspace_id_relationship_id_idx" ON "member_scope"("workspace_id", "relationship_id");

-- CreateIndex
CREATE INDEX "member_workspace_id_organization_id_idx" ON "member"("workspace_id", "organization_id");

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_workspace_id_organization_id_fkey" FOREIGN KEY ("workspace_id", "organization_id") REFERENCES "organization"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "member_scope" ADD CONSTRAINT "member_scope_workspace_id_member_id_fkey" FOREIGN KEY ("workspace_id", "member_id") REFERENCES "member"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "member_scope" ADD CONSTRAINT "member_scope_workspace_id_organization_id_fkey" FOREIGN KEY ("workspace_id", "organization_id") REFERENCES "organization"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "member_scope" ADD CONSTRAINT "member_scope_workspace_id_relationship_id_fkey" FOREIGN KEY ("workspace_id", "relationship_id") REFERENCES "relationship"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Written by hand: what the schema language cannot say.

-- Who is here already has joined; managers saw everything until now; whoever was first in a workspace owns it
UPDATE "member" SET "joined_at" = "created_at", "invited_at" = "created_at", "sees_all" = ("role" = 'manager');
ALTER TABLE "member" DROP CONSTRAINT "member_role_check";
UPDATE "member" m SET "role" = 'owner' WHERE m."role" = 'administrator' AND NOT EXISTS (
  SELECT 1 FROM "member" o WHERE o."workspace_id" = m."workspace_id" AND o."role" = 'administrator'
    AND (o."created_at", o."id") < (m."created_at", m."id"));

ALTER TABLE "member" ADD CONSTRAINT "member_role_check" CHECK ("role" IN ('owner', 'administrator', 'manager', 'researcher', 'auditor'));
-- A firm and a scope narrow what a manager sees; beside another role they would be read as if they did
ALTER TABLE "member" ADD CONSTRAINT "member_manager_check" CHECK ("role" = 'manager' OR (NOT "sees_all" AND "organization_id" IS NULL));
ALTER TABLE "member_scope" ADD CONSTRAINT "member_scope_one_thing_check" CHECK (num_nonnulls("organization_id", "relationship_id", "category") = 1 AND "category" <> '');

ALTER TABLE "outbox_message" DROP CONSTRAINT "outbox_message_kind_check";
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_kind_check" CHECK (("kind" IN ('invitation', 'reminder') AND "invitation_id" IS NOT NULL)
  OR ("kind" IN ('sign-in', 'membership') AND ("sealed" IS NOT NULL OR "state" <> 'queued')));

-- Two owners who leave at the same moment: the second one waits here for the first, and then sees that nobody else is left
CREATE FUNCTION "keep_an_owner"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW."workspace_id" = OLD."workspace_id" AND NEW."role" = 'owner' AND NEW."joined_at" IS NOT NULL THEN
    RETURN NEW;
  END IF;
  PERFORM 1 FROM "workspace" WHERE "id" = OLD."workspace_id" FOR NO KEY UPDATE;
  -- without its workspace (deleted as a whole) there is nothing left to own
  IF FOUND AND NOT EXISTS (SELECT 1 FROM "member" WHERE "workspace_id" = OLD."workspace_id" AND "id" <> OLD."id"
    AND "role" = 'owner' AND "joined_at" IS NOT NULL) THEN
    RAISE EXCEPTION 'a workspace keeps at least one owner' USING ERRCODE = 'check_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER "member_owner_kept" BEFORE UPDATE OR DELETE ON "member" FOR EACH ROW
  WHEN (OLD."role" = 'owner' AND OLD."joined_at" IS NOT NULL) EXECUTE FUNCTION "keep_an_owner"();
