-- The same views, planned and answered with less work: which edition
-- counts is decided once, by aggregation over a few columns of dim_document, and
-- the views over amounts read each row once and join nothing.

CREATE OR REPLACE VIEW v_current_tables AS
SELECT argMax(d.reading, (coalesce(published_on, toDate(0)), part != 'tables', coalesce(captured_at, toDateTime64(0, 3, 'UTC')), document)) AS reading
FROM dim_document AS d
WHERE status = 'ok' AND part != 'narrative' AND d.reading IN (SELECT argMax(reading, (sequence, reading)) FROM published GROUP BY document)
GROUP BY unit_id, fiscal_year, stage, scope, if(unit_id = '' OR fiscal_year = 0, document, '')
COMMENT 'readings whose tables count: of each unit, year, stage and scope the edition published last · 表格为现行版本的装载编号';

CREATE OR REPLACE VIEW v_current_narrative AS
SELECT argMax(d.reading, (coalesce(published_on, toDate(0)), part != 'narrative', coalesce(captured_at, toDateTime64(0, 3, 'UTC')), document)) AS reading
FROM dim_document AS d
WHERE status = 'ok' AND part != 'tables' AND d.reading IN (SELECT argMax(reading, (sequence, reading)) FROM published GROUP BY document)
GROUP BY unit_id, fiscal_year, stage, scope, if(unit_id = '' OR fiscal_year = 0, document, '')
COMMENT 'readings whose narrative counts · 文字为现行版本的装载编号';

CREATE OR REPLACE VIEW v_document_history AS
SELECT
    *,
    -- What does not say whose it is or for which year replaces nothing.
    if(unit_id = '' OR fiscal_year = 0, document, concat(unit_id, '/', toString(fiscal_year), '/', stage, '/', scope)) AS edition,
    reading IN (SELECT reading FROM v_current_tables) AS tables_current,
    reading IN (SELECT reading FROM v_current_narrative) AS narrative_current,
    status != 'ok' OR tables_current OR narrative_current AS current
FROM dim_document
WHERE reading IN (SELECT argMax(reading, (sequence, reading)) FROM published GROUP BY document)
COMMENT 'every published document once, superseded editions too (current = 0) · 全部文档，含被替代的版本';

CREATE OR REPLACE VIEW v_document AS
SELECT * EXCEPT (current) FROM v_document_history WHERE current
COMMENT 'documents of current editions, and files that could not be read · 现行文档';

CREATE OR REPLACE VIEW v_amount AS
SELECT * EXCEPT (reading) FROM fact_amount
WHERE reading IN (SELECT reading FROM v_current_tables)
COMMENT 'amount cells of current editions; choose one scope, panel, measure and row_kind before summing · 现行金额，求和前须限定口径、栏、列和行类别';

CREATE OR REPLACE VIEW v_amount_history AS
SELECT * EXCEPT (reading) FROM fact_amount
WHERE reading IN (SELECT argMax(reading, (sequence, reading)) FROM published GROUP BY document)
COMMENT 'amount cells of all editions; tell them apart by document · 全部版本的金额';

CREATE OR REPLACE VIEW v_narrative AS
SELECT * EXCEPT (reading) FROM fact_narrative
WHERE reading IN (SELECT reading FROM v_current_narrative)
COMMENT 'statements of current editions · 现行文字陈述';

CREATE OR REPLACE VIEW v_target AS
SELECT * EXCEPT (reading) FROM fact_target
WHERE reading IN (SELECT reading FROM v_current_tables)
COMMENT 'performance goals of current editions · 现行绩效目标';

CREATE OR REPLACE VIEW v_table AS
SELECT * EXCEPT (reading) FROM fact_table
WHERE reading IN (SELECT reading FROM v_current_tables UNION ALL SELECT reading FROM v_current_narrative)
COMMENT 'states of tables in current editions; elsewhere means another file of the disclosure has it · 现行表的状态';

CREATE OR REPLACE VIEW v_check AS
SELECT * EXCEPT (reading) FROM fact_check
WHERE reading IN (SELECT reading FROM v_current_tables UNION ALL SELECT reading FROM v_current_narrative)
COMMENT 'checks of current editions · 现行勾稽检查';

CREATE OR REPLACE VIEW v_capture AS
SELECT * EXCEPT (reading) FROM fact_capture
WHERE reading IN (SELECT argMax(reading, (sequence, reading)) FROM published GROUP BY document)
COMMENT 'captures of every published document · 抓取记录';

CREATE OR REPLACE VIEW v_additive AS
WITH
    '[^\\p{L}\\p{N}]' AS noise,
    documents AS (
        SELECT reading, document, region, fiscal_year, stage, scope, unit_id, unit, department, department_code FROM dim_document
        WHERE reading IN (SELECT reading FROM v_current_tables UNION ALL SELECT reading FROM v_current_narrative)
    ),
    departments AS (
        SELECT region, fiscal_year, stage, groupUniqArray(unit_id) AS ids, groupUniqArrayIf(department_code, department_code != '') AS codes,
            groupUniqArray(replaceRegexpAll(if(unit != '', unit, department), noise, '')) AS names
        FROM documents
        WHERE scope = 'department' AND unit_id != ''
        GROUP BY region, fiscal_year, stage
    )
SELECT d.reading AS reading, d.document AS document,
    multiIf(
        d.unit_id = '' OR d.fiscal_year = 0 OR d.stage = '', 0,
        d.scope = 'department' OR empty(ids), 1,
        has(ids, d.unit_id), 0,
        d.department = '' AND d.department_code = '', 0,
        has(codes, d.department_code), 0,
        d.department != '' AND arrayExists(n -> endsWith(n, replaceRegexpAll(d.department, noise, '')) OR endsWith(replaceRegexpAll(d.department, noise, ''), n), names), 0,
        1) AS additive
FROM documents AS d
LEFT JOIN departments AS p ON d.region = p.region AND d.fiscal_year = p.fiscal_year AND d.stage = p.stage
COMMENT 'which documents may be added up over units: no unit beside the department that holds it · 可跨单位加总的文档';

-- One table of the document, the first that prints items; in it the leftmost
-- column of totals; of a code in several rows the sum.
CREATE OR REPLACE VIEW v_item AS
SELECT any(document) AS document, any(region) AS region, any(unit_id) AS unit_id, any(unit) AS unit, any(scope) AS scope, any(fiscal_year) AS fiscal_year, any(stage) AS stage,
    c.5 AS code, any(c.6) AS name, sum(c.7) AS yuan, count() AS lines, min(c.8) AS page,
    any(adds) AS adds_up, toUInt8(reading IN (SELECT reading FROM v_additive WHERE additive)) AS additive
FROM (
    SELECT reading, any(f.document) AS document, any(f.region) AS region, any(f.unit_id) AS unit_id, any(f.unit) AS unit, any(f.scope) AS scope, any(f.fiscal_year) AS fiscal_year, any(f.stage) AS stage,
        groupArray((table_index, col, measure = 'total', row_kind = 'item', code, label, assumeNotNull(amount), f.page)) AS cells,
        arrayMin(x -> x.1, arrayFilter(x -> x.4, cells)) AS first_table,
        arrayFilter(x -> x.1 = first_table, cells) AS of_table,
        if(arrayExists(x -> x.3, of_table), arrayMin(x -> x.2, arrayFilter(x -> x.3, of_table)), arrayMin(x -> x.2, of_table)) AS first_col,
        arrayFilter(x -> x.2 = first_col, of_table) AS chosen,
        arrayFilter(x -> x.4, chosen) AS items,
        arrayFilter(x -> NOT x.4, chosen) AS totals,
        if(empty(totals), NULL, abs(arrayMax(x -> x.7, totals) - arraySum(x -> x.7, items)) <= 50 * (length(items) + 1)) AS adds
    FROM fact_amount AS f
    WHERE table_key IN ('gpb_by_function', 'F05') AND measure IN ('total', 'budget', 'final') AND amount IS NOT NULL
        AND (row_kind = 'total' OR row_kind = 'item' AND length(code) = 7)
        AND reading IN (SELECT reading FROM v_current_tables)
    GROUP BY reading
    HAVING arrayExists(x -> x.4, cells)
)
ARRAY JOIN items AS c
GROUP BY reading, code
COMMENT 'general public budget by functional item: one row per document and item; rows of one document may be added · 一般公共预算功能科目（项）';

CREATE OR REPLACE VIEW v_spending AS
SELECT * EXCEPT (adds_up, additive) FROM v_item
WHERE additive AND coalesce(adds_up, 1)
COMMENT 'v_item of documents that may be added over units of one year and stage: no unit beside its department, no table that misses its own total · 可跨单位加总的功能科目支出';

CREATE OR REPLACE VIEW v_unit_year AS
SELECT any(p.region) AS region, p.unit_id AS unit_id, any(p.unit) AS unit, p.scope AS scope, p.fiscal_year AS fiscal_year, p.stage AS stage,
    argMinIf(yuan, priority, what = 'total') AS total_yuan,
    argMinIf(multiIf(priority >= 9000, 'narrative', priority < 2000, 'year total', priority < 3000, 'grand total', 'table of expenditure'), priority, what = 'total') AS total_basis,
    argMinIf(yuan, priority, what = 'gpb.total') AS gpb_yuan,
    argMinIf(yuan, priority, what = 'gpb.personnel') AS personnel_yuan,
    argMinIf(yuan, priority, what = 'gpb.public') AS public_yuan,
    argMinIf(yuan, priority, what = 'gpb.basic') AS basic_yuan,
    argMinIf(yuan, priority, what = 'gpb.project') AS project_yuan,
    argMinIf(yuan, priority, what = 'carry_out') AS carry_out_yuan,
    toUInt32(argMinIf(yuan, priority, what = 'staff')) AS staff,
    toUInt32(argMinIf(yuan, priority, what = 'posts')) AS posts,
    toUInt32(argMinIf(yuan, priority, what = 'vehicles')) AS vehicles,
    max(toUInt8(p.reading IN (SELECT reading FROM v_additive WHERE additive))) AS additive,
    argMin(p.document, (what != 'total', priority)) AS document,
    argMin(p.page, (what != 'total', priority)) AS page
FROM (
    SELECT reading, document, region, unit_id, unit, scope, fiscal_year, stage, page, toNullable(toDecimal128(assumeNotNull(amount), 2)) AS yuan,
        multiIf(table_key IN ('gpb_by_function', 'F05'), concat('gpb.', if(measure IN ('budget', 'final'), 'total', measure)),
            item = 'exp.carry_out', 'carry_out', 'total') AS what,
        multiIf(item = 'exp.year_total', 1, item = 'exp.grand_total', 2, 3) * 1000 + least(col, 999) AS priority
    FROM fact_amount
    WHERE table_key IN ('io_total', 'F01', 'expenditure_total', 'F03', 'gpb_by_function', 'F05') AND amount IS NOT NULL AND measure NOT IN ('prior', 'change', 'change_percent')
        AND (table_key IN ('io_total', 'F01') AND item IN ('exp.year_total', 'exp.grand_total', 'exp.carry_out')
            OR table_key IN ('expenditure_total', 'F03') AND row_kind = 'total' AND measure = 'total'
            OR table_key IN ('gpb_by_function', 'F05') AND row_kind = 'total' AND measure IN ('total', 'budget', 'final', 'personnel', 'public', 'basic', 'project'))
        -- Accounts print the budget's figures beside their own.
        AND NOT (stage = 'final' AND measure = 'budget')
        AND reading IN (SELECT reading FROM v_current_tables)
    UNION ALL
    SELECT reading, document, region, unit_id, unit, scope, fiscal_year, stage, page, if(kind = 'money', toDecimal128(amount, 2), toDecimal128(value, 2)) AS yuan,
        multiIf(measure = 'total', 'total', measure = 'staff.total', 'staff', measure = 'posts.total', 'posts', measure = 'vehicles.stock', 'vehicles', concat('gpb.', measure)) AS what,
        9000 + least(page, 999) AS priority
    FROM fact_narrative
    WHERE measure IN ('total', 'personnel', 'project', 'staff.total', 'posts.total', 'vehicles.stock')
        AND (kind = 'money' AND measure IN ('total', 'personnel', 'project') AND amount IS NOT NULL
            OR kind = 'count' AND measure IN ('staff.total', 'posts.total', 'vehicles.stock') AND value >= 0 AND value < 10000000)
        AND reading IN (SELECT reading FROM v_current_narrative)
) AS p
WHERE p.unit_id != '' AND p.fiscal_year != 0 AND p.stage != ''
GROUP BY p.unit_id, p.scope, p.fiscal_year, p.stage
COMMENT 'one row per unit, year, stage and scope; add rows only where additive = 1, within one year and stage · 单位年度汇总，仅 additive=1 的行可相加';

CREATE OR REPLACE VIEW v_three_public AS
WITH
    lines AS (
        SELECT reading, any(document) AS document, any(region) AS region, any(unit_id) AS unit_id, any(unit) AS unit, any(scope) AS scope,
            any(fiscal_year) AS fiscal_year, any(stage) AS stage, table_index, row, any(row_kind) AS row_kind, any(page) AS page,
            replaceOne(measure, '.budget', '') AS component, if(endsWith(measure, '.budget'), 'budget', stage) AS column_of,
            -- One amount of all funds, else the funds together.
            if(countIf(fund IN ('', 'fiscal')) > 0, argMinIf(amount, col, fund IN ('', 'fiscal')), sum(amount)) AS yuan
        FROM fact_amount
        WHERE table_key IN ('three_public', 'F07') AND amount IS NOT NULL
            AND match(measure, '^(three_public\\.[a-z_]+|meeting|training)(\\.budget)?$')
            AND reading IN (SELECT reading FROM v_current_tables)
        GROUP BY reading, table_index, row, measure
    ),
    -- The row of totals, else the only row; of several without a total none.
    chosen AS (
        SELECT reading, any(document) AS document, any(region) AS region, any(unit_id) AS unit_id, any(unit) AS unit, any(scope) AS scope,
            any(fiscal_year) AS fiscal_year, any(stage) AS stage, component, column_of, min(page) AS page,
            multiIf(countIf(row_kind = 'total') > 0, maxIf(yuan, row_kind = 'total'), uniqExact(row) = 1, max(yuan), NULL) AS yuan
        FROM lines
        GROUP BY reading, component, column_of
    ),
    stated AS (
        SELECT reading, document, region, unit_id, unit, scope, fiscal_year, stage, replaceRegexpOne(measure, 'vehicle$', 'vehicles') AS component, stage AS column_of,
            min(page) AS first_page, argMin(amount, (page, y0)) AS yuan
        FROM fact_narrative
        WHERE kind = 'money' AND (startsWith(measure, 'three_public.') OR measure IN ('meeting', 'training')) AND amount IS NOT NULL
            AND reading IN (SELECT reading FROM v_current_narrative)
        GROUP BY reading, document, region, unit_id, unit, scope, fiscal_year, stage, measure
    )
SELECT any(region) AS region, unit_id, any(unit) AS unit, scope, fiscal_year, stage,
    argMinIf(yuan, source, component = 'three_public.total' AND column_of = stage) AS total_yuan,
    argMinIf(yuan, source, component = 'three_public.abroad' AND column_of = stage) AS abroad_yuan,
    argMinIf(yuan, source, component = 'three_public.vehicles' AND column_of = stage) AS vehicles_yuan,
    argMinIf(yuan, source, component = 'three_public.vehicle_purchase' AND column_of = stage) AS vehicle_purchase_yuan,
    argMinIf(yuan, source, component = 'three_public.vehicle_operation' AND column_of = stage) AS vehicle_operation_yuan,
    argMinIf(yuan, source, component = 'three_public.reception' AND column_of = stage) AS reception_yuan,
    argMinIf(yuan, source, component = 'meeting' AND column_of = stage) AS meeting_yuan,
    argMinIf(yuan, source, component = 'training' AND column_of = stage) AS training_yuan,
    if(stage = 'final', argMinIf(yuan, source, component = 'three_public.total' AND column_of = 'budget'), NULL) AS budgeted_total_yuan,
    if(stage = 'final', argMinIf(yuan, source, component = 'three_public.reception' AND column_of = 'budget'), NULL) AS budgeted_reception_yuan,
    if(countIf(component = 'three_public.total' AND column_of = stage AND source = 0) > 0
        OR countIf(component = 'three_public.total' AND column_of = stage) = 0 AND countIf(column_of = stage AND source = 0) > 0, 'table', 'narrative') AS basis,
    argMin(file, (column_of != stage, component != 'three_public.total', source)) AS document,
    argMin(place, (column_of != stage, component != 'three_public.total', source)) AS page
FROM (
    SELECT 0 AS source, document AS file, region, unit_id, unit, scope, fiscal_year, stage, component, column_of, page AS place, yuan FROM chosen WHERE yuan IS NOT NULL
    UNION ALL
    SELECT 1 AS source, document, region, unit_id, unit, scope, fiscal_year, stage, component, column_of, first_page, yuan FROM stated
)
GROUP BY unit_id, scope, fiscal_year, stage, if(unit_id = '' OR fiscal_year = 0, file, '')
COMMENT 'official trips abroad, vehicles, receptions by unit, year and stage; total has the parts in it: never add them · “三公”经费，合计含各分项，不可相加';

ALTER TABLE v_document_history COMMENT COLUMN IF EXISTS edition 'unit, year, stage and scope that editions replace each other in · 版本组';
ALTER TABLE v_document_history COMMENT COLUMN IF EXISTS tables_current 'its tables count · 表格为现行版本';
ALTER TABLE v_document_history COMMENT COLUMN IF EXISTS narrative_current 'its narrative counts · 文字为现行版本';
ALTER TABLE v_document_history COMMENT COLUMN IF EXISTS current 'it counts, or could not be read · 现行或不可读';
ALTER TABLE v_document COMMENT COLUMN IF EXISTS tables_current 'its tables count · 表格为现行版本';
ALTER TABLE v_document COMMENT COLUMN IF EXISTS narrative_current 'its narrative counts · 文字为现行版本';
ALTER TABLE v_unit COMMENT COLUMN IF EXISTS first_year 'first fiscal year with a document · 最早年度';
ALTER TABLE v_unit COMMENT COLUMN IF EXISTS last_year 'last fiscal year with a document · 最近年度';
ALTER TABLE v_unit COMMENT COLUMN IF EXISTS documents 'current documents · 现行文档数';
ALTER TABLE v_code COMMENT COLUMN IF EXISTS uses 'amount cells under this name · 使用次数';
ALTER TABLE v_code COMMENT COLUMN IF EXISTS name 'name as documents print it · 文档所列名称';
ALTER TABLE v_additive COMMENT COLUMN IF EXISTS additive '1: may be added over units of one year and stage · 可跨单位相加';
ALTER TABLE v_item COMMENT COLUMN IF EXISTS additive '1: may be added over units of one year and stage · 可跨单位相加';
ALTER TABLE v_item COMMENT COLUMN IF EXISTS adds_up 'the items give the table''s own total; NULL when it prints none · 各项之和等于合计';
ALTER TABLE v_item COMMENT COLUMN IF EXISTS yuan 'amount of the item in yuan · 金额（元）';
ALTER TABLE v_item COMMENT COLUMN IF EXISTS lines 'printed rows that were added · 合并行数';
ALTER TABLE v_item COMMENT COLUMN IF EXISTS name 'name of the item as printed · 科目名称';
ALTER TABLE v_spending COMMENT COLUMN IF EXISTS yuan 'amount of the item in yuan · 金额（元）';
ALTER TABLE v_spending COMMENT COLUMN IF EXISTS lines 'printed rows that were added · 合并行数';
ALTER TABLE v_spending COMMENT COLUMN IF EXISTS name 'name of the item as printed · 科目名称';
ALTER TABLE v_three_public COMMENT COLUMN IF EXISTS total_yuan '“三公” in all, yuan · 合计';
ALTER TABLE v_three_public COMMENT COLUMN IF EXISTS abroad_yuan 'trips abroad · 因公出国（境）';
ALTER TABLE v_three_public COMMENT COLUMN IF EXISTS vehicles_yuan 'vehicles, bought and run · 公务用车购置及运行';
ALTER TABLE v_three_public COMMENT COLUMN IF EXISTS vehicle_purchase_yuan 'vehicles bought · 公务用车购置';
ALTER TABLE v_three_public COMMENT COLUMN IF EXISTS vehicle_operation_yuan 'vehicles run · 公务用车运行维护';
ALTER TABLE v_three_public COMMENT COLUMN IF EXISTS reception_yuan 'receptions · 公务接待';
ALTER TABLE v_three_public COMMENT COLUMN IF EXISTS meeting_yuan 'meetings, not part of the total · 会议费';
ALTER TABLE v_three_public COMMENT COLUMN IF EXISTS training_yuan 'training, not part of the total · 培训费';
ALTER TABLE v_three_public COMMENT COLUMN IF EXISTS budgeted_total_yuan 'what final accounts print as budget of the total · 决算所列预算数';
ALTER TABLE v_three_public COMMENT COLUMN IF EXISTS budgeted_reception_yuan 'what final accounts print as budget of receptions · 决算所列接待费预算数';
ALTER TABLE v_three_public COMMENT COLUMN IF EXISTS basis 'table or narrative · 取自表格或文字';
ALTER TABLE v_unit_year COMMENT COLUMN IF EXISTS total_yuan 'expenditure of the year in all, yuan · 本年支出合计';
ALTER TABLE v_unit_year COMMENT COLUMN IF EXISTS total_basis 'where the total is printed · 总额来源';
ALTER TABLE v_unit_year COMMENT COLUMN IF EXISTS gpb_yuan 'of the general public budget · 一般公共预算支出';
ALTER TABLE v_unit_year COMMENT COLUMN IF EXISTS personnel_yuan 'of it for personnel · 人员经费';
ALTER TABLE v_unit_year COMMENT COLUMN IF EXISTS public_yuan 'of it for running the office · 公用经费';
ALTER TABLE v_unit_year COMMENT COLUMN IF EXISTS basic_yuan 'of it basic expenditure · 基本支出';
ALTER TABLE v_unit_year COMMENT COLUMN IF EXISTS project_yuan 'of it projects · 项目支出';
ALTER TABLE v_unit_year COMMENT COLUMN IF EXISTS carry_out_yuan 'carried to the next year · 结转下年';
ALTER TABLE v_unit_year COMMENT COLUMN IF EXISTS staff 'staff as stated · 实有人员';
ALTER TABLE v_unit_year COMMENT COLUMN IF EXISTS posts 'posts as stated · 编制';
ALTER TABLE v_unit_year COMMENT COLUMN IF EXISTS vehicles 'vehicles as stated · 车辆数';
ALTER TABLE v_unit_year COMMENT COLUMN IF EXISTS additive '1: may be added over units of one year and stage · 可跨单位相加';
ALTER TABLE v_document COMMENT COLUMN IF EXISTS edition 'unit, year, stage and scope that editions replace each other in · 版本组';
