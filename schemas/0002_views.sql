-- The views that people query (视图). One edition counts (以最新版为准): of several
-- documents of one unit, year, stage and scope, the one published last is shown,
-- ties by first capture, then by digest. An edition is dated by the earliest
-- article that links its bytes, so that the same file linked once more is not a
-- new edition. Tables and narrative are judged apart, since they are often two
-- files: a later file of tables replaces those of an older whole document and
-- leaves its narrative. Superseded editions stay in the _history views.

CREATE OR REPLACE VIEW v_document_history AS
WITH
    part != 'narrative' AS has_tables,
    part != 'tables' AS has_narrative,
    -- What does not say whose it is or for which year replaces nothing.
    if(unit_id = '' OR fiscal_year = 0, document, concat(unit_id, '/', toString(fiscal_year), '/', stage, '/', scope)) AS edition
SELECT
    *,
    status = 'ok' AND has_tables AND row_number() OVER (
        PARTITION BY status = 'ok', has_tables, edition
        ORDER BY coalesce(published_on, toDate(0)) DESC, has_narrative DESC, coalesce(captured_at, toDateTime64(0, 3, 'UTC')) DESC, document DESC) = 1 AS tables_current,
    status = 'ok' AND has_narrative AND row_number() OVER (
        PARTITION BY status = 'ok', has_narrative, edition
        ORDER BY coalesce(published_on, toDate(0)) DESC, has_tables DESC, coalesce(captured_at, toDateTime64(0, 3, 'UTC')) DESC, document DESC) = 1 AS narrative_current,
    status != 'ok' OR tables_current OR narrative_current AS current
FROM dim_document
WHERE reading IN (SELECT argMax(reading, (sequence, reading)) FROM published GROUP BY document)
COMMENT 'every published document once, superseded editions too (current = 0) · 全部文档，含被替代的版本';

CREATE OR REPLACE VIEW v_document AS
SELECT * EXCEPT (current) FROM v_document_history WHERE current
COMMENT 'documents of current editions, and files that could not be read · 现行文档';

CREATE OR REPLACE VIEW v_amount AS
SELECT * EXCEPT (reading) FROM fact_amount
WHERE reading IN (SELECT reading FROM v_document_history WHERE tables_current)
COMMENT 'amount cells of current editions; choose one scope, panel, measure and row_kind before summing · 现行金额，求和前须限定口径、栏、列和行类别';

CREATE OR REPLACE VIEW v_amount_history AS
SELECT * EXCEPT (reading) FROM fact_amount
WHERE reading IN (SELECT reading FROM v_document_history)
COMMENT 'amount cells of all editions; tell them apart by document · 全部版本的金额';

CREATE OR REPLACE VIEW v_narrative AS
SELECT * EXCEPT (reading) FROM fact_narrative
WHERE reading IN (SELECT reading FROM v_document_history WHERE narrative_current)
COMMENT 'statements of current editions · 现行文字陈述';

CREATE OR REPLACE VIEW v_target AS
SELECT * EXCEPT (reading) FROM fact_target
WHERE reading IN (SELECT reading FROM v_document_history WHERE tables_current)
COMMENT 'performance goals of current editions · 现行绩效目标';

CREATE OR REPLACE VIEW v_table AS
SELECT * EXCEPT (reading) FROM fact_table
WHERE reading IN (SELECT reading FROM v_document_history WHERE tables_current OR narrative_current)
COMMENT 'states of tables in current editions; elsewhere means another file of the disclosure has it · 现行表的状态';

CREATE OR REPLACE VIEW v_check AS
SELECT * EXCEPT (reading) FROM fact_check
WHERE reading IN (SELECT reading FROM v_document_history WHERE tables_current OR narrative_current)
COMMENT 'checks of current editions · 现行勾稽检查';

CREATE OR REPLACE VIEW v_capture AS
SELECT * EXCEPT (reading) FROM fact_capture
WHERE reading IN (SELECT reading FROM v_document_history)
COMMENT 'captures of every published document · 抓取记录';

CREATE OR REPLACE VIEW v_unit AS
SELECT
    unit_id,
    any(region) AS region,
    argMax(unit, fiscal_year) AS unit,
    argMax(unit_code, (unit_code != '', fiscal_year)) AS unit_code,
    argMax(department, (department != '', fiscal_year)) AS department,
    minIf(fiscal_year, fiscal_year > 0) AS first_year,
    max(fiscal_year) AS last_year,
    count() AS documents
FROM v_document WHERE unit_id != '' GROUP BY unit_id
COMMENT 'publishing units, by their newest document · 单位';

CREATE OR REPLACE VIEW v_code AS
SELECT code_scheme, code, fiscal_year, label AS name, count() AS uses
FROM v_amount WHERE code != '' AND label != ''
GROUP BY code_scheme, code, fiscal_year, label
COMMENT 'codes with the names that documents give them, by year · 科目编码及名称';

CREATE OR REPLACE VIEW v_region AS
SELECT region, argMax(name, updated_at) AS name, argMax(source, updated_at) AS source
FROM dim_region GROUP BY region
COMMENT 'jurisdictions with a source pack · 行政区';
