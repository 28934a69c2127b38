-- AlterTable
ALTER TABLE "assignment" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "saves" JSONB NOT NULL DEFAULT '{}';

-- Written by hand: the counts of open drafts go on; a draft of before knows nobody's window
UPDATE "assignment" a SET "revision" = d."revision"
FROM "draft" d WHERE d."workspace_id" = a."workspace_id" AND d."id" = a."id";
UPDATE "draft" SET "paradata" = "paradata" - 'saves' WHERE "paradata" ? 'saves';

-- AlterTable
ALTER TABLE "draft" DROP COLUMN "revision";
