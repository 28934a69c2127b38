-- AlterTable
ALTER TABLE "wave" ADD COLUMN     "is_imported" BOOLEAN NOT NULL DEFAULT false;

-- Waves that were answered long ago wait for publication together; they end none that runs
DROP INDEX "wave_one_running_key";
CREATE UNIQUE INDEX "wave_one_running_key" ON "wave" ("workspace_id", "study_id") WHERE "state" <> 'published' AND "kind" <> 'onset' AND NOT "is_imported";
