-- A movement and a delivery are never changed or removed, and are within bounds when they are written.
CREATE TRIGGER stock_movements_stay_update BEFORE UPDATE ON stock_movements
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stock_movements_stay_delete BEFORE DELETE ON stock_movements
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER deliveries_stay_update BEFORE UPDATE ON deliveries
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER deliveries_stay_delete BEFORE DELETE ON deliveries
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER stock_movements_position_insert BEFORE INSERT ON stock_movements
  FOR EACH ROW WHEN (NOT (NEW.position BETWEEN 1 AND 500)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER stock_movements_kind_insert BEFORE INSERT ON stock_movements
  FOR EACH ROW WHEN (NOT (NEW.kind IN ('delivery', 'sale', 'return', 'void', 'waste', 'count'))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER stock_movements_name_insert BEFORE INSERT ON stock_movements
  FOR EACH ROW WHEN (NOT (length(NEW.name) BETWEEN 1 AND 100)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER stock_movements_unit_insert BEFORE INSERT ON stock_movements
  FOR EACH ROW WHEN (NOT (NEW.unit IN ('kg', 'piece'))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER stock_movements_amount_insert BEFORE INSERT ON stock_movements
  FOR EACH ROW WHEN (NOT (NEW.amount BETWEEN -1000000000000 AND 1000000000000 AND ((NEW.kind IN ('delivery', 'return') AND NEW.amount > 0) OR (NEW.kind IN ('sale', 'waste') AND NEW.amount < 0) OR (NEW.kind = 'void' AND NEW.amount <> 0) OR NEW.kind = 'count'))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER stock_movements_counted_insert BEFORE INSERT ON stock_movements
  FOR EACH ROW WHEN (NOT ((NEW.kind = 'count' AND NEW.counted IS NOT NULL AND NEW.counted BETWEEN 0 AND 99999999) OR (NEW.kind <> 'count' AND NEW.counted IS NULL))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER stock_movements_reason_insert BEFORE INSERT ON stock_movements
  FOR EACH ROW WHEN (NOT ((NEW.reason IS NULL AND NEW.kind <> 'waste') OR (NEW.reason IS NOT NULL AND length(NEW.reason) BETWEEN 1 AND 200 AND NEW.kind IN ('waste', 'count', 'void')))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER stock_movements_lot_insert BEFORE INSERT ON stock_movements
  FOR EACH ROW WHEN (NOT (NEW.lot IS NULL OR length(NEW.lot) BETWEEN 1 AND 50)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER stock_movements_cost_insert BEFORE INSERT ON stock_movements
  FOR EACH ROW WHEN (NOT ((NEW.cost IS NULL AND NEW.currency IS NULL) OR (NEW.cost IS NOT NULL AND NEW.currency IS NOT NULL AND length(NEW.currency) = 3 AND ((NEW.kind = 'delivery' AND NEW.cost BETWEEN 0 AND 100000000000) OR (NEW.kind = 'void' AND NEW.amount < 0 AND NEW.cost BETWEEN -100000000000 AND 0))))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER deliveries_number_insert BEFORE INSERT ON deliveries
  FOR EACH ROW WHEN (NOT (NEW.number >= 1)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER deliveries_supplier_insert BEFORE INSERT ON deliveries
  FOR EACH ROW WHEN (NOT (NEW.supplier IS NULL OR length(NEW.supplier) BETWEEN 1 AND 100)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER deliveries_document_insert BEFORE INSERT ON deliveries
  FOR EACH ROW WHEN (NOT (NEW.document IS NULL OR length(NEW.document) BETWEEN 1 AND 50)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER stock_thresholds_unit_insert BEFORE INSERT ON stock_thresholds
  FOR EACH ROW WHEN (NOT (NEW.unit IN ('kg', 'piece'))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER stock_thresholds_unit_update BEFORE UPDATE ON stock_thresholds
  FOR EACH ROW WHEN (NOT (NEW.unit IN ('kg', 'piece'))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER stock_thresholds_amount_insert BEFORE INSERT ON stock_thresholds
  FOR EACH ROW WHEN (NOT (NEW.amount BETWEEN 1 AND 99999999)) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER stock_thresholds_amount_update BEFORE UPDATE ON stock_thresholds
  FOR EACH ROW WHEN (NOT (NEW.amount BETWEEN 1 AND 99999999)) EXECUTE FUNCTION refuse_out_of_bounds();
