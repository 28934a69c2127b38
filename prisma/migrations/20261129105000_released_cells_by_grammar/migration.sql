-- The rule of 20261129090000_released_rows, said as a grammar: it takes a third of the time, and writing values is a large
-- part of publication. JSONB is printed in one way only (shorter names first, then by the alphabet), so its text can be
-- compared with a pattern: withheld is a reason and nothing else, released has people and a value.
ALTER TABLE "released_row" DROP CONSTRAINT "released_row_cells_check";
ALTER TABLE "released_row" ADD CONSTRAINT "released_row_cells_check" CHECK (
  jsonb_typeof("cells") = 'object'
  AND ("cells" = '{}' OR "cells"::text ~ ('^[{](?:(?:, )?"[^"]+": [{](?:'
    || '"reason": "(?:minimum|complement|pair|dominance|wave)"'
    || '|"n": [1-9][0-9]*(?:, "(?:sd|se|low)": -?[0-9]+(?:[.][0-9]+)?)*(?:, "nTo": [1-9][0-9]*)?(?:, "(?:high|mean)": -?[0-9]+(?:[.][0-9]+)?)+(?:, "waves": [1-9][0-9]*)?'
    || ')[}])+[}]$'))
  AND NOT jsonb_path_exists("cells", '$.* ? (!exists(@.reason) && (!exists(@.mean) || @.nTo < @.n || @.*.abs() > 1000000))', '{}', true));
