-- AlterTable
ALTER TABLE "study" ADD COLUMN     "signal_thresholds" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "signal" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "relationship_id" UUID NOT NULL,
    "study_id" UUID,
    "kind" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "seen_by" TEXT NOT NULL,
    "open_key" TEXT,
    "severity" INTEGER NOT NULL,
    "word" TEXT NOT NULL,
    "lines" JSONB NOT NULL,
    "raised_lines" JSONB NOT NULL,
    "owner_side" TEXT NOT NULL,
    "since_at" TIMESTAMPTZ(3) NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "cleared_at" TIMESTAMPTZ(3),
    "cleared_word" TEXT NOT NULL DEFAULT '',
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "signal_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "intervention" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "signal_id" UUID NOT NULL,
    "relationship_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "responsible" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "outcome" TEXT NOT NULL DEFAULT '',
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "intervention_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "standing" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "study_id" UUID NOT NULL,
    "relationship_id" UUID NOT NULL,
    "wave_id" UUID NOT NULL,
    "seen_by" TEXT NOT NULL,
    "buyer_trust" DOUBLE PRECISION,
    "supplier_trust" DOUBLE PRECISION,
    "mutual_trust" DOUBLE PRECISION,
    "gap" DOUBLE PRECISION,
    "asymmetry" DOUBLE PRECISION,
    "unproductive" DOUBLE PRECISION,
    "moved" INTEGER,
    "buyer_invited" INTEGER NOT NULL,
    "buyer_answered" INTEGER NOT NULL,
    "supplier_invited" INTEGER NOT NULL,
    "supplier_answered" INTEGER NOT NULL,
    "invited_before" INTEGER NOT NULL,
    "answered_before" INTEGER NOT NULL,

    CONSTRAINT "standing_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "signal_workspace_id_relationship_id_cleared_at_idx" ON "signal"("workspace_id", "relationship_id", "cleared_at");

-- CreateIndex
CREATE INDEX "signal_workspace_id_cleared_at_severity_idx" ON "signal"("workspace_id", "cleared_at", "severity");

-- CreateIndex
CREATE UNIQUE INDEX "signal_workspace_id_open_key_key" ON "signal"("workspace_id", "open_key");

-- CreateIndex
CREATE INDEX "intervention_workspace_id_signal_id_idx" ON "intervention"("workspace_id", "signal_id");

-- CreateIndex
CREATE INDEX "intervention_workspace_id_relationship_id_idx" ON "intervention"("workspace_id", "relationship_id");

-- CreateIndex
CREATE INDEX "intervention_workspace_id_state_due_on_idx" ON "intervention"("workspace_id", "state", "due_on");

-- CreateIndex
CREATE INDEX "standing_workspace_id_relationship_id_idx" ON "standing"("workspace_id", "relationship_id");

-- CreateIndex
CREATE INDEX "standing_workspace_id_wave_id_idx" ON "standing"("workspace_id", "wave_id");

-- CreateIndex
CREATE UNIQUE INDEX "standing_workspace_id_study_id_seen_by_relationship_id_key" ON "standing"("workspace_id", "study_id", "seen_by", "relationship_id");

-- AddForeignKey
ALTER TABLE "signal" ADD CONSTRAINT "signal_workspace_id_relationship_id_fkey" FOREIGN KEY ("workspace_id", "relationship_id") REFERENCES "relationship"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "signal" ADD CONSTRAINT "signal_workspace_id_study_id_fkey" FOREIGN KEY ("workspace_id", "study_id") REFERENCES "study"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "intervention" ADD CONSTRAINT "intervention_workspace_id_signal_id_fkey" FOREIGN KEY ("workspace_id", "signal_id") REFERENCES "signal"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "intervention" ADD CONSTRAINT "intervention_workspace_id_relationship_id_fkey" FOREIGN KEY ("workspace_id", "relationship_id") REFERENCES "relationship"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "standing" ADD CONSTRAINT "standing_workspace_id_relationship_id_fkey" FOREIGN KEY ("workspace_id", "relationship_id") REFERENCES "relationship"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "standing" ADD CONSTRAINT "standing_workspace_id_study_id_fkey" FOREIGN KEY ("workspace_id", "study_id") REFERENCES "study"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "standing" ADD CONSTRAINT "standing_workspace_id_wave_id_fkey" FOREIGN KEY ("workspace_id", "wave_id") REFERENCES "wave"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Written by hand: what the schema language cannot say.
ALTER TABLE "signal" ADD CONSTRAINT "signal_words_check" CHECK ("side" IN ('buyer', 'supplier', 'both')
  AND "seen_by" IN ('all', 'buyer', 'supplier') AND "owner_side" IN ('buyer', 'supplier') AND "severity" BETWEEN 1 AND 3);
-- What is open has a key, what is cleared has none: so the same thing is never open twice
ALTER TABLE "signal" ADD CONSTRAINT "signal_open_check" CHECK (("open_key" IS NULL) = ("cleared_at" IS NOT NULL));
-- What only one firm may see is what it is shown of its own side
ALTER TABLE "signal" ADD CONSTRAINT "signal_own_side_check" CHECK ("seen_by" = 'all' OR ("seen_by" = "side" AND "study_id" IS NOT NULL));
ALTER TABLE "intervention" ADD CONSTRAINT "intervention_state_check" CHECK ("state" IN ('open', 'done', 'cleared')
  AND ("state" = 'open') = ("closed_at" IS NULL));
ALTER TABLE "standing" ADD CONSTRAINT "standing_words_check" CHECK ("seen_by" IN ('all', 'buyer', 'supplier') AND "moved" BETWEEN -1 AND 1);

-- Accountable people hear of signals
ALTER TABLE "outbox_message" DROP CONSTRAINT "outbox_message_kind_check";
ALTER TABLE "outbox_message" ADD CONSTRAINT "outbox_message_kind_check" CHECK (
  ("kind" IN ('invitation', 'reminder', 'thank-you') AND "invitation_id" IS NOT NULL)
  OR ("kind" IN ('sign-in', 'membership', 'results-ready', 'webhook-off', 'digest', 'mail-trial', 'notice', 'signals') AND ("sealed" IS NOT NULL OR "state" <> 'queued')));
