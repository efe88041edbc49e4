-- Gives what was said before labels were a table an id of the time when it was said; reviews keep theirs.
INSERT INTO labels (id, prediction_id, position, at, actor, door, verdict, label)
SELECT CASE source WHEN 1 THEN review_id ELSE
         substr(lpad(to_hex(at), 12, '0'), 1, 8) || '-' || substr(lpad(to_hex(at), 12, '0'), 9, 4)
           || '-7' || substr(gen_random_uuid()::text, 16)
       END,
       prediction_id,
       ROW_NUMBER() OVER (PARTITION BY prediction_id ORDER BY source = 2, review_id, source),
       at, actor, door, verdict, label
FROM earlier_labels;

DROP TABLE earlier_labels;
DROP TABLE reviews;
