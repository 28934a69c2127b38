-- AlterTable
ALTER TABLE "wave" ADD COLUMN     "is_trial" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "made_promise" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "relationship_id" UUID NOT NULL,
    "made_by" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "made_function" TEXT NOT NULL,
    "keep_function" TEXT NOT NULL,
    "made_on" DATE NOT NULL,
    "due_on" DATE,
    "outcome" TEXT NOT NULL DEFAULT 'open',
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "made_promise_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "handover" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "colleague_name" TEXT NOT NULL DEFAULT '',
    "colleague_email" TEXT NOT NULL DEFAULT '',
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "handover_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "own_template" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "instrument" JSONB NOT NULL,
    "texts" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "own_template_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "made_promise_workspace_id_relationship_id_idx" ON "made_promise"("workspace_id", "relationship_id");

-- CreateIndex
CREATE UNIQUE INDEX "own_template_workspace_id_name_version_key" ON "own_template"("workspace_id", "name", "version");

-- AddForeignKey
ALTER TABLE "made_promise" ADD CONSTRAINT "made_promise_workspace_id_relationship_id_fkey" FOREIGN KEY ("workspace_id", "relationship_id") REFERENCES "relationship"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_workspace_id_id_fkey" FOREIGN KEY ("workspace_id", "id") REFERENCES "assignment"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "wave" ADD CONSTRAINT "wave_trial_check" CHECK ("is_trial" = ("number" = 0) AND (NOT "is_trial" OR "state" = 'open'));
ALTER TABLE "handover" ADD CONSTRAINT "handover_colleague_check" CHECK (("colleague_name" = '') = ("colleague_email" = ''));
ALTER TABLE "made_promise" ADD CONSTRAINT "made_promise_side_check" CHECK ("made_by" IN ('buyer', 'supplier'));
ALTER TABLE "made_promise" ADD CONSTRAINT "made_promise_outcome_check" CHECK ("outcome" IN ('open', 'kept', 'partly', 'not_kept') AND ("outcome" = 'open') = ("settled_at" IS NULL));
ALTER TABLE "own_template" ADD CONSTRAINT "own_template_json_check" CHECK (jsonb_typeof("instrument") = 'object' AND jsonb_typeof("texts") = 'object' AND "name" LIKE 'own-%');

-- Answers given to a template would mean something else if its questions changed; words in a further language may come
CREATE FUNCTION "refuse_own_template_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."instrument" IS DISTINCT FROM OLD."instrument" OR NEW."name" <> OLD."name" OR NEW."version" <> OLD."version" THEN
    RAISE EXCEPTION 'the questions of an own template never change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "own_template_immutable" BEFORE UPDATE ON "own_template" FOR EACH ROW EXECUTE FUNCTION "refuse_own_template_change"();
