-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "benchmarks_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "wave" ADD COLUMN     "is_benchmarked" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "benchmark_figure" (
    "quarter" CHAR(7) NOT NULL,
    "index" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "low" INTEGER NOT NULL,
    "median" INTEGER NOT NULL,
    "high" INTEGER NOT NULL,
    "marks" TEXT[],

    CONSTRAINT "benchmark_figure_pkey" PRIMARY KEY ("quarter","index","side"),
    CONSTRAINT "benchmark_figure_enough" CHECK (cardinality("marks") >= 6),
    CONSTRAINT "benchmark_figure_told_roughly" CHECK (
      "low" % 5 = 0 AND "median" % 5 = 0 AND "high" % 5 = 0 AND 0 <= "low" AND "low" <= "median" AND "median" <= "high" AND "high" <= 100
    ),
    CONSTRAINT "benchmark_figure_side" CHECK ("side" IN ('buyer', 'supplier'))
);

-- What respondents were told when the wave opened holds: figures go into a pool over workspaces only where they read it.
CREATE FUNCTION keep_wave_out_of_benchmarks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the people of this wave were not told that its figures are pooled with those of other workspaces';
END $$;
CREATE TRIGGER "wave_benchmarked_at_opening" BEFORE UPDATE ON "wave"
  FOR EACH ROW WHEN (NEW."is_benchmarked" AND NOT OLD."is_benchmarked") EXECUTE FUNCTION keep_wave_out_of_benchmarks();
