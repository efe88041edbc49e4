-- A movement and a delivery stay as they were written, but for the names of people who asked to be erased: in place
-- of each, an erasure leaves an ellipsis.
DROP TRIGGER stock_movements_stay_update ON stock_movements;
CREATE TRIGGER stock_movements_stay_update BEFORE UPDATE ON stock_movements
  FOR EACH ROW WHEN (NOT (
    to_jsonb(NEW) - 'reason' - 'lot' = to_jsonb(OLD) - 'reason' - 'lot'
    AND (NEW.reason IS NOT DISTINCT FROM OLD.reason OR (OLD.reason IS NOT NULL AND strpos(COALESCE(NEW.reason, ''), '…') > 0))
    AND (NEW.lot IS NOT DISTINCT FROM OLD.lot OR (OLD.lot IS NOT NULL AND strpos(COALESCE(NEW.lot, ''), '…') > 0))))
  EXECUTE FUNCTION refuse_change();
DROP TRIGGER deliveries_stay_update ON deliveries;
CREATE TRIGGER deliveries_stay_update BEFORE UPDATE ON deliveries
  FOR EACH ROW WHEN (NOT (
    to_jsonb(NEW) - 'supplier' - 'document' = to_jsonb(OLD) - 'supplier' - 'document'
    AND (NEW.supplier IS NOT DISTINCT FROM OLD.supplier OR (OLD.supplier IS NOT NULL AND strpos(COALESCE(NEW.supplier, ''), '…') > 0))
    AND (NEW.document IS NOT DISTINCT FROM OLD.document OR (OLD.document IS NOT NULL AND strpos(COALESCE(NEW.document, ''), '…') > 0))))
  EXECUTE FUNCTION refuse_change();
