-- The bounds of what is written of parked baskets, so that it can be read again.
CREATE TRIGGER parked_baskets_number_insert BEFORE INSERT ON parked_baskets
  FOR EACH ROW WHEN (NOT (NEW.number BETWEEN 1 AND 99)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER parked_baskets_name_insert BEFORE INSERT ON parked_baskets
  FOR EACH ROW WHEN (NOT (NEW.name IS NULL OR length(NEW.name) BETWEEN 1 AND 40)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER parked_baskets_taken_update BEFORE UPDATE OF taken_at ON parked_baskets
  FOR EACH ROW WHEN (NOT (OLD.taken_at IS NULL AND NEW.taken_by IS NOT NULL)) EXECUTE FUNCTION refuse_out_of_bounds();
