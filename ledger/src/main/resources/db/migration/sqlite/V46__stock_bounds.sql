-- A movement and a delivery are never changed or removed, and are within bounds when they are written.
CREATE TRIGGER stock_movements_stay_update BEFORE UPDATE ON stock_movements
BEGIN SELECT RAISE(ABORT, 'CHECK stock_movements are never changed'); END;
CREATE TRIGGER stock_movements_stay_delete BEFORE DELETE ON stock_movements
BEGIN SELECT RAISE(ABORT, 'CHECK stock_movements are never changed'); END;
CREATE TRIGGER deliveries_stay_update BEFORE UPDATE ON deliveries
BEGIN SELECT RAISE(ABORT, 'CHECK deliveries are never changed'); END;
CREATE TRIGGER deliveries_stay_delete BEFORE DELETE ON deliveries
BEGIN SELECT RAISE(ABORT, 'CHECK deliveries are never changed'); END;
CREATE TRIGGER stock_movements_position_insert BEFORE INSERT ON stock_movements WHEN NOT (typeof(NEW.position) = 'integer' AND NEW.position BETWEEN 1 AND 500)
BEGIN SELECT RAISE(ABORT, 'CHECK stock_movements.position is out of bounds'); END;
CREATE TRIGGER stock_movements_kind_insert BEFORE INSERT ON stock_movements WHEN NOT (NEW.kind IN ('delivery', 'sale', 'return', 'void', 'waste', 'count'))
BEGIN SELECT RAISE(ABORT, 'CHECK stock_movements.kind is out of bounds'); END;
CREATE TRIGGER stock_movements_name_insert BEFORE INSERT ON stock_movements WHEN NOT (length(NEW.name) BETWEEN 1 AND 100)
BEGIN SELECT RAISE(ABORT, 'CHECK stock_movements.name is out of bounds'); END;
CREATE TRIGGER stock_movements_unit_insert BEFORE INSERT ON stock_movements WHEN NOT (NEW.unit IN ('kg', 'piece'))
BEGIN SELECT RAISE(ABORT, 'CHECK stock_movements.unit is out of bounds'); END;
CREATE TRIGGER stock_movements_amount_insert BEFORE INSERT ON stock_movements WHEN NOT (typeof(NEW.amount) = 'integer' AND NEW.amount BETWEEN -1000000000000 AND 1000000000000 AND ((NEW.kind IN ('delivery', 'return') AND NEW.amount > 0) OR (NEW.kind IN ('sale', 'waste') AND NEW.amount < 0) OR (NEW.kind = 'void' AND NEW.amount <> 0) OR NEW.kind = 'count'))
BEGIN SELECT RAISE(ABORT, 'CHECK stock_movements.amount is out of bounds'); END;
CREATE TRIGGER stock_movements_counted_insert BEFORE INSERT ON stock_movements WHEN NOT ((NEW.kind = 'count' AND NEW.counted IS NOT NULL AND typeof(NEW.counted) = 'integer' AND NEW.counted BETWEEN 0 AND 99999999) OR (NEW.kind <> 'count' AND NEW.counted IS NULL))
BEGIN SELECT RAISE(ABORT, 'CHECK stock_movements.counted is out of bounds'); END;
CREATE TRIGGER stock_movements_reason_insert BEFORE INSERT ON stock_movements WHEN NOT ((NEW.reason IS NULL AND NEW.kind <> 'waste') OR (NEW.reason IS NOT NULL AND length(NEW.reason) BETWEEN 1 AND 200 AND NEW.kind IN ('waste', 'count', 'void')))
BEGIN SELECT RAISE(ABORT, 'CHECK stock_movements.reason is out of bounds'); END;
CREATE TRIGGER stock_movements_lot_insert BEFORE INSERT ON stock_movements WHEN NOT (NEW.lot IS NULL OR length(NEW.lot) BETWEEN 1 AND 50)
BEGIN SELECT RAISE(ABORT, 'CHECK stock_movements.lot is out of bounds'); END;
CREATE TRIGGER stock_movements_cost_insert BEFORE INSERT ON stock_movements WHEN NOT ((NEW.cost IS NULL AND NEW.currency IS NULL) OR (NEW.cost IS NOT NULL AND NEW.currency IS NOT NULL AND typeof(NEW.cost) = 'integer' AND length(NEW.currency) = 3 AND ((NEW.kind = 'delivery' AND NEW.cost BETWEEN 0 AND 100000000000) OR (NEW.kind = 'void' AND NEW.amount < 0 AND NEW.cost BETWEEN -100000000000 AND 0))))
BEGIN SELECT RAISE(ABORT, 'CHECK stock_movements.cost is out of bounds'); END;
CREATE TRIGGER deliveries_number_insert BEFORE INSERT ON deliveries WHEN NOT (typeof(NEW.number) = 'integer' AND NEW.number >= 1)
BEGIN SELECT RAISE(ABORT, 'CHECK deliveries.number is out of bounds'); END;
CREATE TRIGGER deliveries_supplier_insert BEFORE INSERT ON deliveries WHEN NOT (NEW.supplier IS NULL OR length(NEW.supplier) BETWEEN 1 AND 100)
BEGIN SELECT RAISE(ABORT, 'CHECK deliveries.supplier is out of bounds'); END;
CREATE TRIGGER deliveries_document_insert BEFORE INSERT ON deliveries WHEN NOT (NEW.document IS NULL OR length(NEW.document) BETWEEN 1 AND 50)
BEGIN SELECT RAISE(ABORT, 'CHECK deliveries.document is out of bounds'); END;
CREATE TRIGGER stock_thresholds_unit_insert BEFORE INSERT ON stock_thresholds WHEN NOT (NEW.unit IN ('kg', 'piece'))
BEGIN SELECT RAISE(ABORT, 'CHECK stock_thresholds.unit is out of bounds'); END;
CREATE TRIGGER stock_thresholds_unit_update BEFORE UPDATE ON stock_thresholds WHEN NOT (NEW.unit IN ('kg', 'piece'))
BEGIN SELECT RAISE(ABORT, 'CHECK stock_thresholds.unit is out of bounds'); END;
CREATE TRIGGER stock_thresholds_amount_insert BEFORE INSERT ON stock_thresholds WHEN NOT (typeof(NEW.amount) = 'integer' AND NEW.amount BETWEEN 1 AND 99999999)
BEGIN SELECT RAISE(ABORT, 'CHECK stock_thresholds.amount is out of bounds'); END;
CREATE TRIGGER stock_thresholds_amount_update BEFORE UPDATE ON stock_thresholds WHEN NOT (typeof(NEW.amount) = 'integer' AND NEW.amount BETWEEN 1 AND 99999999)
BEGIN SELECT RAISE(ABORT, 'CHECK stock_thresholds.amount is out of bounds'); END;
