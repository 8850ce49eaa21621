-- Half a day, as the contract has it: a class may last the whole school day.
ALTER TABLE "courses" DROP CONSTRAINT IF EXISTS "courses_grace_min_range";
ALTER TABLE "courses" ADD CONSTRAINT "courses_grace_min_range" CHECK (grace_min BETWEEN 0 AND 720);
