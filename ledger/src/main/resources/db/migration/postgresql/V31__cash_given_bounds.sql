-- Cash is given for what is paid in cash, and is never too little.
CREATE TRIGGER sales_cash_given_insert BEFORE INSERT ON sales
  FOR EACH ROW WHEN (NOT (NEW.cash_given IS NULL OR (NEW.payment = 'cash' AND NEW.cash_given BETWEEN 1 AND 100000000 AND NEW.cash_given >= NEW.total))) EXECUTE FUNCTION refuse_out_of_bounds();
CREATE TRIGGER sales_cash_given_update BEFORE UPDATE OF cash_given ON sales
  FOR EACH ROW WHEN (NOT (NEW.cash_given IS NULL OR (NEW.payment = 'cash' AND NEW.cash_given BETWEEN 1 AND 100000000 AND NEW.cash_given >= NEW.total))) EXECUTE FUNCTION refuse_out_of_bounds();
