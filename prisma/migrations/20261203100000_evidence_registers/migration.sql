-- CreateTable
CREATE TABLE "evidence_entry" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "register" TEXT NOT NULL,
    "relationship_id" UUID,
    "organization_id" UUID,
    "side" TEXT,
    "kind" TEXT,
    "outcome" TEXT,
    "text" TEXT NOT NULL DEFAULT '',
    "began_on" DATE NOT NULL,
    "ended_on" DATE,
    "amount" DECIMAL(18,2),
    "currency" CHAR(3),
    "quantity" DECIMAL(18,2),
    "unit" TEXT,
    "service_cost" DECIMAL(18,2),
    "quality_cost" DECIMAL(18,2),
    "delay_cost" DECIMAL(18,2),
    "administration_cost" DECIMAL(18,2),
    "covered_cost" DECIMAL(18,2),
    "hours" DECIMAL(18,2),
    "head_count" DECIMAL(18,2),
    "inspection_share" DECIMAL(5,2),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "evidence_entry_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "evidence_entry_workspace_id_relationship_id_register_began__idx" ON "evidence_entry"("workspace_id", "relationship_id", "register", "began_on");

-- CreateIndex
CREATE INDEX "evidence_entry_workspace_id_organization_id_idx" ON "evidence_entry"("workspace_id", "organization_id");

-- CreateIndex
CREATE INDEX "evidence_entry_workspace_id_register_began_on_idx" ON "evidence_entry"("workspace_id", "register", "began_on");

-- AddForeignKey
ALTER TABLE "evidence_entry" ADD CONSTRAINT "evidence_entry_workspace_id_relationship_id_fkey" FOREIGN KEY ("workspace_id", "relationship_id") REFERENCES "relationship"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "evidence_entry" ADD CONSTRAINT "evidence_entry_workspace_id_organization_id_fkey" FOREIGN KEY ("workspace_id", "organization_id") REFERENCES "organization"("workspace_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Written by hand: what the schema language cannot say.
-- Which columns an entry of each register has; what it does not name is empty
ALTER TABLE "evidence_entry" ADD CONSTRAINT "evidence_entry_register_check"
  CHECK ("register" IN ('ideas', 'bonds', 'costs', 'operations', 'renewals', 'ratings', 'owners'));
ALTER TABLE "evidence_entry" ADD CONSTRAINT "evidence_entry_subject_check"
  CHECK (("organization_id" IS NOT NULL) = ("register" = 'operations') AND ("relationship_id" IS NOT NULL) = ("register" <> 'operations'));
ALTER TABLE "evidence_entry" ADD CONSTRAINT "evidence_entry_side_check"
  CHECK (("side" IS NOT NULL) = ("register" NOT IN ('costs', 'operations')) AND "side" IN ('buyer', 'supplier'));
ALTER TABLE "evidence_entry" ADD CONSTRAINT "evidence_entry_kind_check"
  CHECK (("kind" IS NOT NULL) = ("register" NOT IN ('costs', 'operations')));
ALTER TABLE "evidence_entry" ADD CONSTRAINT "evidence_entry_outcome_check" CHECK (CASE "register"
  WHEN 'ideas' THEN "outcome" IS NOT NULL AND "outcome" IN ('open', 'adopted', 'declined') AND ("outcome" = 'open') = ("ended_on" IS NULL)
  WHEN 'renewals' THEN "outcome" IS NOT NULL AND "outcome" IN ('open', 'agreed', 'failed') AND ("outcome" = 'open') = ("ended_on" IS NULL)
  ELSE "outcome" IS NULL END);
ALTER TABLE "evidence_entry" ADD CONSTRAINT "evidence_entry_days_check" CHECK ("ended_on" >= "began_on"
  AND ("register" NOT IN ('costs', 'operations') OR "ended_on" IS NOT NULL) AND ("register" NOT IN ('ratings', 'owners') OR "ended_on" IS NULL));
-- A sum without a currency is no sum
ALTER TABLE "evidence_entry" ADD CONSTRAINT "evidence_entry_amount_check" CHECK (("amount" IS NULL) = ("currency" IS NULL)
  AND ("amount" IS NULL OR "register" IN ('ideas', 'costs', 'operations')) AND ("register" <> 'ideas' OR "amount" IS NULL OR "outcome" = 'adopted')
  AND ("amount" IS NOT NULL OR "register" NOT IN ('costs', 'operations')));
-- The price covers no more than there is
ALTER TABLE "evidence_entry" ADD CONSTRAINT "evidence_entry_costs_check" CHECK (CASE WHEN "register" = 'costs'
  THEN "quantity" > 0 AND num_nulls("quantity", "unit", "service_cost", "quality_cost", "delay_cost", "administration_cost", "covered_cost") = 0
    AND "covered_cost" <= "service_cost" + "quality_cost" + "delay_cost" + "administration_cost"
  ELSE num_nonnulls("quantity", "unit", "service_cost", "quality_cost", "delay_cost", "administration_cost", "covered_cost") = 0 END);
ALTER TABLE "evidence_entry" ADD CONSTRAINT "evidence_entry_operations_check" CHECK (CASE WHEN "register" = 'operations'
  THEN "head_count" IS NOT NULL AND "head_count" > 0 AND "inspection_share" BETWEEN 0 AND 100 ELSE num_nonnulls("head_count", "inspection_share") = 0 END);
ALTER TABLE "evidence_entry" ADD CONSTRAINT "evidence_entry_hours_check" CHECK ("hours" IS NULL OR "register" = 'renewals');

-- The wall between workspaces.
ALTER TABLE "evidence_entry" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_workspace" ON "evidence_entry" USING ("workspace_id" = nullif(current_setting('thiqa.workspace', true), '')::uuid);
