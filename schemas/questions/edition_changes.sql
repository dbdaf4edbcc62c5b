-- edition_changes: what changed between two editions of one disclosure · 同一公开的前后版本差异
-- Cells of the same table, row and column of which two successive editions print
-- different amounts, or only one; tables that both editions have. Rows that occur twice in an edition are left
-- out. Tables are compared by the reading of each edition: see the pages.
-- 公开后又更正的数字；请对照两版原页。
WITH
    pairs AS (
        SELECT editions[n].1 AS older, editions[n + 1].1 AS newer, editions[n].2 AS older_document, editions[n + 1].2 AS newer_document
        FROM (
            SELECT arraySort(e -> (e.3, e.4, e.2), groupArray((reading, document, coalesce(published_on, toDate(0)), captured_at))) AS editions
            FROM v_document_history WHERE status = 'ok' AND part != 'narrative' AND unit_id != '' AND fiscal_year != 0
            GROUP BY series HAVING count() > 1
        )
        ARRAY JOIN range(1, length(editions)) AS n
    ),
    cells AS (
        SELECT reading, any(region) AS district, any(unit) AS publisher, any(scope) AS span, any(fiscal_year) AS year, any(stage) AS step,
            table_key, row_kind, if(item != '', item, if(code != '', code, label)) AS line, arrayStringConcat(column_path, ' / ') AS column, panel,
            any(label) AS words, any(amount) AS yuan, any(page) AS place, count() AS n
        FROM v_amount_history
        WHERE table_key != '' AND amount IS NOT NULL AND reading IN (SELECT arrayJoin([older, newer]) FROM pairs)
        GROUP BY reading, table_key, row_kind, line, column, panel
        HAVING n = 1
    )
SELECT * EXCEPT (both)
FROM (
    SELECT *, count(before_yuan) OVER t > 0 AND count(after_yuan) OVER t > 0 AS both
    FROM (
        SELECT any(district) AS region, any(publisher) AS unit, any(span) AS scope, any(year) AS fiscal_year, any(step) AS stage, table_key, line, any(words) AS label, column,
            maxIf(toNullable(yuan), side = 'older') AS before_yuan, maxIf(toNullable(yuan), side = 'newer') AS after_yuan,
            coalesce(after_yuan, toDecimal128(0, 2)) - coalesce(before_yuan, toDecimal128(0, 2)) AS change_yuan,
            older_document, newer_document, maxIf(place, side = 'older') AS older_page, maxIf(place, side = 'newer') AS newer_page
        FROM (
            SELECT older_document, newer_document, which.1 AS side, which.2 AS of_reading FROM pairs ARRAY JOIN [('older', older), ('newer', newer)] AS which
        ) AS p INNER JOIN cells AS c ON p.of_reading = c.reading
        GROUP BY older_document, newer_document, table_key, row_kind, line, column, panel
    )
    WINDOW t AS (PARTITION BY older_document, newer_document, table_key)
)
WHERE both AND before_yuan IS DISTINCT FROM after_yuan
ORDER BY region, unit, fiscal_year, abs(change_yuan) DESC, table_key, line, column;
