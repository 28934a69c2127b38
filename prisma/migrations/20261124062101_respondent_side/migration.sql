-- AlterTable
ALTER TABLE "draft" ADD COLUMN     "paradata" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "participant" ADD COLUMN     "answers_for_firm" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "response" ADD COLUMN     "flags" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "paradata" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "promise_text_id" UUID;

-- AlterTable
ALTER TABLE "study" ADD COLUMN     "purpose" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "retention_months" INTEGER NOT NULL DEFAULT 24;

-- AlterTable
ALTER TABLE "wave" ADD COLUMN     "purpose" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "retention_months" INTEGER NOT NULL DEFAULT 24;

-- CreateTable
CREATE TABLE "promise_text" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "promise_text_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "promise_text_workspace_id_wave_id_language_key" ON "promise_text"("workspace_id", "wave_id", "language");

-- CreateIndex
CREATE INDEX "response_workspace_id_promise_text_id_idx" ON "response"("workspace_id", "promise_text_id");

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_workspace_id_promise_text_id_fkey" FOREIGN KEY ("workspace_id", "promise_text_id") REFERENCES "promise_text"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "promise_text" ADD CONSTRAINT "promise_text_workspace_id_wave_id_fkey" FOREIGN KEY ("workspace_id", "wave_id") REFERENCES "wave"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "draft" ADD CONSTRAINT "draft_revision_check" CHECK ("revision" >= 0);
ALTER TABLE "study" ADD CONSTRAINT "study_retention_check" CHECK ("retention_months" BETWEEN 1 AND 120);
ALTER TABLE "wave" ADD CONSTRAINT "wave_retention_check" CHECK ("retention_months" BETWEEN 1 AND 120);

-- The promise holds how long answers are kept, too: longer than was said is weaker
CREATE OR REPLACE FUNCTION "keep_wave_promise"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."minimum_group_size" < OLD."minimum_group_size" OR NEW."retention_months" > OLD."retention_months"
    OR (NEW."audience" <> OLD."audience" AND NOT (OLD."audience" = 'attributed' AND NEW."audience" = 'shared')) THEN
    RAISE EXCEPTION 'the confidentiality promise of an open wave cannot be weakened' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD."state" = 'published' OR (OLD."state" = 'closing' AND NEW."state" = 'open') THEN
    RAISE EXCEPTION 'a wave does not go back from %', OLD."state" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
