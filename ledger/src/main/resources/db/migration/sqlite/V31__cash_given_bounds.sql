-- Cash is given for what is paid in cash, and is never too little.
CREATE TRIGGER sales_cash_given_insert BEFORE INSERT ON sales WHEN NOT (NEW.cash_given IS NULL OR (typeof(NEW.cash_given) = 'integer' AND NEW.payment = 'cash' AND NEW.cash_given BETWEEN 1 AND 100000000 AND NEW.cash_given >= NEW.total))
BEGIN SELECT RAISE(ABORT, 'CHECK sales.cash_given is out of bounds'); END;
CREATE TRIGGER sales_cash_given_update BEFORE UPDATE OF cash_given ON sales WHEN NOT (NEW.cash_given IS NULL OR (typeof(NEW.cash_given) = 'integer' AND NEW.payment = 'cash' AND NEW.cash_given BETWEEN 1 AND 100000000 AND NEW.cash_given >= NEW.total))
BEGIN SELECT RAISE(ABORT, 'CHECK sales.cash_given is out of bounds'); END;
