-- The bounds of what is written of parked baskets, so that it can be read again.
CREATE TRIGGER parked_baskets_number_insert BEFORE INSERT ON parked_baskets WHEN NOT (typeof(NEW.number) = 'integer' AND NEW.number BETWEEN 1 AND 99)
BEGIN SELECT RAISE(ABORT, 'CHECK parked_baskets.number is out of bounds'); END;
CREATE TRIGGER parked_baskets_name_insert BEFORE INSERT ON parked_baskets WHEN NOT (NEW.name IS NULL OR length(NEW.name) BETWEEN 1 AND 40)
BEGIN SELECT RAISE(ABORT, 'CHECK parked_baskets.name is out of bounds'); END;
CREATE TRIGGER parked_baskets_taken_update BEFORE UPDATE OF taken_at ON parked_baskets WHEN NOT (OLD.taken_at IS NULL AND NEW.taken_by IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'CHECK parked_baskets are taken once'); END;
