-- edition_changes: what changed between two editions of one disclosure · 同一公开的前后版本差异
-- Cells of the same table, row and column of which two successive editions print
-- different amounts, or only one; tables that both editions have. Rows that occur twice in an edition are left
-- out. Tables are compared by the reading of each edition: see the pages.
-- 公开后又更正的数字；请对照两版原页。
WITH
    editions AS (
        SELECT series, reading AS newer, document AS newer_document, published_on AS newer_on,
            lagInFrame(reading) OVER w AS older, lagInFrame(document) OVER w AS older_document, lagInFrame(toNullable(published_on)) OVER w AS older_on
        FROM (SELECT * FROM v_document_history WHERE status = 'ok' AND part != 'narrative' AND unit_id != '' AND fiscal_year != 0)
        WINDOW w AS (PARTITION BY series ORDER BY coalesce(published_on, toDate(0)), captured_at, document)
    ),
    pairs AS (SELECT * FROM editions WHERE older != 0),
    cells AS (
        SELECT document, any(region) AS district, any(unit) AS publisher, any(scope) AS span, any(fiscal_year) AS year, any(stage) AS step,
            table_key, row_kind, if(item != '', item, if(code != '', code, label)) AS line, arrayStringConcat(column_path, ' / ') AS column, panel,
            any(label) AS words, any(amount) AS yuan, any(page) AS place, count() AS n
        FROM v_amount_history
        WHERE table_key != '' AND amount IS NOT NULL AND document IN (SELECT newer_document FROM pairs UNION ALL SELECT older_document FROM pairs)
        GROUP BY document, table_key, row_kind, line, column, panel
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
            SELECT p.older_document AS older_document, p.newer_document AS newer_document, 'newer' AS side, c.* FROM pairs AS p INNER JOIN cells AS c ON p.newer_document = c.document
            UNION ALL
            SELECT p.older_document, p.newer_document, 'older', c.* FROM pairs AS p INNER JOIN cells AS c ON p.older_document = c.document
        )
        GROUP BY older_document, newer_document, table_key, row_kind, line, column, panel
    )
    WINDOW t AS (PARTITION BY older_document, newer_document, table_key)
)
WHERE both AND before_yuan IS DISTINCT FROM after_yuan
ORDER BY region, unit, fiscal_year, abs(change_yuan) DESC, table_key, line, column;
