-- How sure the mutual trust of a relationship is, from released values alone: rankings draw means of a few people towards the mean
-- of all. Standings that do not know it yet are written again by the next look at signals.
ALTER TABLE "standing" ADD COLUMN "trust_people" DOUBLE PRECISION,
  ADD COLUMN "trust_squares" DOUBLE PRECISION NOT NULL DEFAULT 0,
  ADD COLUMN "trust_degrees" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "standing" ADD CONSTRAINT "standing_trust_people_check" CHECK ("trust_people" > 0 AND "trust_squares" >= 0 AND "trust_degrees" >= 0);
