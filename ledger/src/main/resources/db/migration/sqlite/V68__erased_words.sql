-- A movement and a delivery stay as they were written, but for the names of people who asked to be erased: in place
-- of each, an erasure leaves an ellipsis.
DROP TRIGGER stock_movements_stay_update;
CREATE TRIGGER stock_movements_stay_update BEFORE UPDATE ON stock_movements WHEN NOT (
  NEW.id IS OLD.id AND NEW.booking_id IS OLD.booking_id AND NEW.position IS OLD.position AND NEW.kind IS OLD.kind
  AND NEW.at IS OLD.at AND NEW.moved_on IS OLD.moved_on AND NEW.actor IS OLD.actor AND NEW.name IS OLD.name
  AND NEW.unit IS OLD.unit AND NEW.amount IS OLD.amount AND NEW.counted IS OLD.counted AND NEW.cost IS OLD.cost
  AND NEW.currency IS OLD.currency AND NEW.prediction_id IS OLD.prediction_id
  AND (NEW.reason IS OLD.reason OR (OLD.reason IS NOT NULL AND instr(COALESCE(NEW.reason, ''), '…') > 0 AND length(NEW.reason) <= 200))
  AND (NEW.lot IS OLD.lot OR (OLD.lot IS NOT NULL AND instr(COALESCE(NEW.lot, ''), '…') > 0 AND length(NEW.lot) <= 50)))
BEGIN SELECT RAISE(ABORT, 'CHECK stock_movements are never changed'); END;
DROP TRIGGER deliveries_stay_update;
CREATE TRIGGER deliveries_stay_update BEFORE UPDATE ON deliveries WHEN NOT (
  NEW.id IS OLD.id AND NEW.number IS OLD.number AND NEW.at IS OLD.at AND NEW.received_on IS OLD.received_on
  AND NEW.actor IS OLD.actor
  AND (NEW.supplier IS OLD.supplier OR (OLD.supplier IS NOT NULL AND instr(COALESCE(NEW.supplier, ''), '…') > 0 AND length(NEW.supplier) <= 100))
  AND (NEW.document IS OLD.document OR (OLD.document IS NOT NULL AND instr(COALESCE(NEW.document, ''), '…') > 0 AND length(NEW.document) <= 50)))
BEGIN SELECT RAISE(ABORT, 'CHECK deliveries are never changed'); END;
