-- What a Z report says is never changed or removed, and is within bounds when it is written.
CREATE TRIGGER closings_stay_update BEFORE UPDATE ON closings
BEGIN SELECT RAISE(ABORT, 'CHECK closings are never changed'); END;
CREATE TRIGGER closings_stay_delete BEFORE DELETE ON closings
BEGIN SELECT RAISE(ABORT, 'CHECK closings are never changed'); END;
CREATE TRIGGER closings_number_insert BEFORE INSERT ON closings WHEN NOT (NEW.number >= 1)
BEGIN SELECT RAISE(ABORT, 'CHECK closings.number is out of bounds'); END;
CREATE TRIGGER closings_receipts_insert BEFORE INSERT ON closings WHEN NOT (NEW.first_receipt >= 1 AND NEW.last_receipt >= NEW.first_receipt - 1)
BEGIN SELECT RAISE(ABORT, 'CHECK closings.receipts is out of bounds'); END;
CREATE TRIGGER closings_cash_insert BEFORE INSERT ON closings WHEN NOT (NEW.opening_cash >= 0 AND NEW.counted_cash >= 0 AND NEW.kept_cash BETWEEN 0 AND NEW.counted_cash)
BEGIN SELECT RAISE(ABORT, 'CHECK closings.cash is out of bounds'); END;
CREATE TRIGGER closing_sums_stay_update BEFORE UPDATE ON closing_sums
BEGIN SELECT RAISE(ABORT, 'CHECK closing_sums are never changed'); END;
CREATE TRIGGER closing_sums_stay_delete BEFORE DELETE ON closing_sums
BEGIN SELECT RAISE(ABORT, 'CHECK closing_sums are never changed'); END;
CREATE TRIGGER closing_sums_payment_insert BEFORE INSERT ON closing_sums WHEN NOT (NEW.payment IN ('cash', 'card'))
BEGIN SELECT RAISE(ABORT, 'CHECK closing_sums.payment is out of bounds'); END;
CREATE TRIGGER closing_sums_sales_insert BEFORE INSERT ON closing_sums WHEN NOT (NEW.sales >= 1 AND NEW.overrides >= 0)
BEGIN SELECT RAISE(ABORT, 'CHECK closing_sums.sales is out of bounds'); END;
CREATE TRIGGER closing_taxes_stay_update BEFORE UPDATE ON closing_taxes
BEGIN SELECT RAISE(ABORT, 'CHECK closing_taxes are never changed'); END;
CREATE TRIGGER closing_taxes_stay_delete BEFORE DELETE ON closing_taxes
BEGIN SELECT RAISE(ABORT, 'CHECK closing_taxes are never changed'); END;
CREATE TRIGGER closing_taxes_rate_insert BEFORE INSERT ON closing_taxes WHEN NOT (NEW.tax_rate BETWEEN 0 AND 10000)
BEGIN SELECT RAISE(ABORT, 'CHECK closing_taxes.rate is out of bounds'); END;
CREATE TRIGGER closing_voids_stay_update BEFORE UPDATE ON closing_voids
BEGIN SELECT RAISE(ABORT, 'CHECK closing_voids are never changed'); END;
CREATE TRIGGER closing_voids_stay_delete BEFORE DELETE ON closing_voids
BEGIN SELECT RAISE(ABORT, 'CHECK closing_voids are never changed'); END;
CREATE TRIGGER closing_voids_payment_insert BEFORE INSERT ON closing_voids WHEN NOT (NEW.payment IN ('cash', 'card'))
BEGIN SELECT RAISE(ABORT, 'CHECK closing_voids.payment is out of bounds'); END;
