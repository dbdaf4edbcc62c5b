-- The views that people query (视图). One edition counts (以最新版为准): of several
-- documents of one unit, year, stage and scope, the one published last is shown,
-- ties by first capture, then by digest. An edition is dated by the earliest
-- article that links its bytes, so that the same file linked once more is not a
-- new edition. Tables and narrative are judged apart, since they are often two
-- files: a later file of tables replaces those of an older whole document and
-- leaves its narrative. Superseded editions stay in the _history views.
--
-- v_item has one row per document and functional item (项): inside a document
-- its rows may be added. v_spending leaves out what would be counted twice
-- between documents, so that its rows may be added over units of one year and
-- stage. v_unit_year has one row per unit, year, stage and scope; add its rows
-- where additive is 1.

CREATE OR REPLACE VIEW v_loaded AS
SELECT arrayJoin(argMax(readings, (sequence, reading))) AS reading FROM published GROUP BY file
COMMENT 'readings that count: of each file those of the load with the highest sequence · 有效装载编号';

CREATE OR REPLACE VIEW v_current AS
WITH (coalesce(published_on, toDate(0)), coalesce(captured_at, toDateTime64(0, 3, 'UTC')), reinterpretAsUInt64(reverse(unhex(left(file, 16)))), reading) AS edition_order
SELECT
    argMaxIf(reading, (edition_order.1, part != 'tables', edition_order.2, edition_order.3, edition_order.4), part != 'narrative') AS tables,
    argMaxIf(reading, (edition_order.1, part != 'narrative', edition_order.2, edition_order.3, edition_order.4), part != 'tables') AS narrative
FROM dim_document
WHERE status = 'ok' AND reading IN (SELECT reading FROM v_loaded)
-- What does not say whose it is or for which year replaces nothing.
GROUP BY sipHash64(unit_id, fiscal_year, stage, scope, if(unit_id = '' OR fiscal_year = 0, document, ''))
COMMENT 'of each unit, year, stage and scope the readings whose tables and whose narrative count: those of the edition published last; 0 where there is none · 现行版本的装载编号';

CREATE OR REPLACE VIEW v_current_tables AS
SELECT tables AS reading FROM v_current WHERE tables != 0
COMMENT 'readings whose tables count · 表格为现行版本的装载编号';

CREATE OR REPLACE VIEW v_current_narrative AS
SELECT narrative AS reading FROM v_current WHERE narrative != 0
COMMENT 'readings whose narrative counts · 文字为现行版本的装载编号';

CREATE OR REPLACE VIEW v_current_any AS
SELECT arrayJoin([tables, narrative]) AS reading FROM v_current
COMMENT 'readings of which anything counts · 现行版本的装载编号（表格或文字）';

CREATE OR REPLACE VIEW v_document_history AS
SELECT
    *,
    if(unit_id = '' OR fiscal_year = 0, document, concat(unit_id, '/', toString(fiscal_year), '/', stage, '/', scope)) AS series,
    reading IN (SELECT reading FROM v_current_tables) AS tables_current,
    reading IN (SELECT reading FROM v_current_narrative) AS narrative_current,
    status != 'ok' OR tables_current OR narrative_current AS current
FROM dim_document
WHERE reading IN (SELECT reading FROM v_loaded)
COMMENT 'every published document once, superseded editions too (current = 0) · 全部文档，含被替代的版本';

CREATE OR REPLACE VIEW v_document AS
SELECT * EXCEPT (current) FROM v_document_history WHERE current
COMMENT 'documents of current editions, and files that could not be read · 现行文档';

CREATE OR REPLACE VIEW v_amount AS
SELECT * EXCEPT (reading) FROM fact_amount
WHERE reading IN (SELECT reading FROM v_current_tables)
COMMENT 'amount cells of current editions; choose one scope, panel, measure and row_kind before summing · 现行金额，求和前须限定口径、栏、列和行类别';

CREATE OR REPLACE VIEW v_amount_history AS
SELECT * FROM fact_amount
WHERE reading IN (SELECT reading FROM v_loaded)
COMMENT 'amount cells of all editions; tell them apart by document · 全部版本的金额';

CREATE OR REPLACE VIEW v_narrative AS
SELECT * EXCEPT (reading) FROM fact_narrative
WHERE reading IN (SELECT reading FROM v_current_narrative)
COMMENT 'statements of current editions · 现行文字陈述';

CREATE OR REPLACE VIEW v_target AS
SELECT * EXCEPT (reading, project_key) FROM fact_target
WHERE reading IN (SELECT reading FROM v_current_tables)
COMMENT 'performance goals of current editions · 现行绩效目标';

CREATE OR REPLACE VIEW v_table AS
SELECT * EXCEPT (reading) FROM fact_table
WHERE reading IN (SELECT reading FROM v_current_any)
COMMENT 'states of tables in current editions; elsewhere means another file of the disclosure has it · 现行表的状态';

CREATE OR REPLACE VIEW v_check AS
SELECT * EXCEPT (reading) FROM fact_check
WHERE reading IN (SELECT reading FROM v_current_any)
COMMENT 'checks of current editions · 现行勾稽检查';

CREATE OR REPLACE VIEW v_declaration AS
SELECT * EXCEPT (reading) FROM fact_declaration
WHERE reading IN (SELECT reading FROM v_current_any)
COMMENT 'what current documents say about their own tables: listed, empty and why · 现行文档对自身各表的声明';

CREATE OR REPLACE VIEW v_doubt AS
SELECT * EXCEPT (reading) FROM fact_doubt
WHERE reading IN (SELECT reading FROM v_current_tables)
COMMENT 'tables of current editions that were read twice, both readings and the choice · 现行存疑表及两种读法';

CREATE OR REPLACE VIEW v_capture AS
SELECT * EXCEPT (reading) FROM fact_capture
WHERE reading IN (SELECT reading FROM v_loaded)
COMMENT 'captures of every published file · 抓取记录';

CREATE OR REPLACE VIEW v_unit AS
SELECT
    unit_id,
    any(region) AS region,
    argMax(unit, fiscal_year) AS unit,
    argMax(unit_code, (unit_code != '', fiscal_year)) AS unit_code,
    argMax(department, (department != '', fiscal_year)) AS department,
    argMax(department_code, (department_code != '', fiscal_year)) AS department_code,
    arraySort(groupUniqArray(d.unit)) AS names,
    arraySort(groupUniqArrayIf(d.unit_code, d.unit_code != '')) AS codes,
    minIf(fiscal_year, fiscal_year > 0) AS first_year,
    max(fiscal_year) AS last_year,
    count() AS documents
FROM v_document AS d WHERE unit_id != '' GROUP BY unit_id
COMMENT 'publishing units, by their newest document · 单位';

CREATE OR REPLACE VIEW v_code AS
SELECT code_scheme, code, fiscal_year, label AS name, count() AS uses
FROM v_amount WHERE code != '' AND label != ''
GROUP BY code_scheme, code, fiscal_year, label
COMMENT 'codes with the names that documents give them, by year · 科目编码及名称';

CREATE OR REPLACE VIEW v_learnt_code AS
SELECT * EXCEPT (updated_at) FROM dim_learnt_code
WHERE updated_at = (SELECT max(updated_at) FROM dim_learnt_code)
COMMENT 'codes as documents print them, with all their names and whether these conflict · 由文档归纳的科目编码';

CREATE OR REPLACE VIEW v_classification AS
SELECT code_scheme, code, argMax(name, updated_at) AS name, argMax(other_names, updated_at) AS other_names, argMax(cofog, updated_at) AS cofog
FROM dim_code GROUP BY code_scheme, code
COMMENT 'classes of the classifications, with their approximate COFOG division; items are in v_code · 科目分类';

CREATE OR REPLACE VIEW v_region AS
SELECT region, argMax(name, updated_at) AS name, argMax(source, updated_at) AS source
FROM dim_region GROUP BY region
COMMENT 'jurisdictions with a source pack · 行政区';

CREATE OR REPLACE VIEW v_expected AS
SELECT source, region, unit_id, unit FROM dim_expected
WHERE unit_id != '' AND (source, updated_at) IN (SELECT source, max(updated_at) FROM dim_expected GROUP BY source)
COMMENT 'units that are expected to publish, by the newest source packs · 应公开单位';

-- A department's file holds its units' money. A unit's file may be added beside
-- those of departments only when none of them holds it; where the unit does not
-- say whose it is, and its district has departments, it is left out.
CREATE OR REPLACE VIEW v_additive AS
SELECT d.1 AS reading, d.2 AS document,
    multiIf(
        d.3 = '' OR fiscal_year = 0 OR stage = '', 0,
        d.4 = 'department' OR empty(ids), 1,
        has(ids, d.3), 0,
        d.5 = '' AND d.6 = '', 0,
        has(codes, d.6), 0,
        d.5 != '' AND arrayExists(n -> endsWith(n, d.5) OR endsWith(d.5, n), names), 0,
        1) AS additive
FROM (
    SELECT region, fiscal_year, stage, groupArray((reading, document, unit_id, scope, department_key, department_code)) AS documents,
        groupUniqArrayIf(unit_id, scope = 'department' AND unit_id != '') AS ids,
        groupUniqArrayIf(department_code, scope = 'department' AND unit_id != '' AND department_code != '') AS codes,
        groupUniqArrayIf(unit_key, scope = 'department' AND unit_id != '') AS names
    FROM dim_document
    WHERE reading IN (SELECT reading FROM v_current_any)
    GROUP BY region, fiscal_year, stage
)
ARRAY JOIN documents AS d
COMMENT 'which documents may be added up over units: no unit beside the department that holds it · 可跨单位加总的文档';

CREATE OR REPLACE VIEW v_item AS
SELECT document, region, unit_id, unit, scope, fiscal_year, stage, code, name, yuan, lines, page, adds_up,
    toUInt8(reading IN (SELECT reading FROM v_additive WHERE additive)) AS additive
FROM fact_item
WHERE reading IN (SELECT reading FROM v_current_tables)
COMMENT 'general public budget by functional item: one row per document and item; rows of one document may be added · 一般公共预算功能科目（项）';

CREATE OR REPLACE VIEW v_spending AS
SELECT document, region, unit_id, unit, scope, fiscal_year, stage, code, name, yuan, lines, page
FROM fact_item
WHERE coalesce(adds_up, 1) AND reading IN (SELECT reading FROM v_additive WHERE additive) AND reading IN (SELECT reading FROM v_current_tables)
COMMENT 'v_item of documents that may be added over units of one year and stage: no unit beside its department, no table that misses its own total · 可跨单位加总的功能科目支出';

CREATE OR REPLACE VIEW v_project AS
SELECT * EXCEPT (reading, load) FROM fact_project
WHERE reading IN (SELECT reading FROM v_current_tables)
COMMENT 'projects with money of current editions, by their lists · 有金额的项目';

CREATE OR REPLACE VIEW v_project_goal AS
SELECT region, unit_id, fiscal_year, stage, table_key, project, project_key, document FROM fact_target
WHERE reading IN (SELECT reading FROM v_current_tables)
COMMENT 'projects that tables of performance goals name · 有绩效目标的项目';

CREATE OR REPLACE VIEW v_figure AS
SELECT * EXCEPT (reading, load) FROM fact_figure
WHERE source = 'table' AND reading IN (SELECT reading FROM v_current_tables)
    OR source = 'narrative' AND reading IN (SELECT reading FROM v_current_narrative)
COMMENT 'figures that documents are asked for, each from the table and from the text; v_unit_year and v_three_public choose · 主要指标';

CREATE OR REPLACE VIEW v_unit_year AS
SELECT any(f.region) AS region, f.unit_id AS unit_id, any(f.unit) AS unit, f.scope AS scope, f.fiscal_year AS fiscal_year, f.stage AS stage,
    argMinIf(toNullable(amount), priority, figure = 'total') AS total_yuan,
    argMinIf(basis, priority, figure = 'total') AS total_basis,
    argMinIf(toNullable(amount), priority, figure = 'gpb.total') AS gpb_yuan,
    argMinIf(toNullable(amount), priority, figure = 'gpb.personnel') AS personnel_yuan,
    argMinIf(toNullable(amount), priority, figure = 'gpb.public') AS public_yuan,
    argMinIf(toNullable(amount), priority, figure = 'gpb.basic') AS basic_yuan,
    argMinIf(toNullable(amount), priority, figure = 'gpb.project') AS project_yuan,
    argMinIf(toNullable(amount), priority, figure = 'carry_out') AS carry_out_yuan,
    toUInt32(argMinIf(toNullable(amount), priority, figure = 'staff')) AS staff,
    toUInt32(argMinIf(toNullable(amount), priority, figure = 'posts')) AS posts,
    toUInt32(argMinIf(toNullable(amount), priority, figure = 'vehicles')) AS vehicles,
    max(toUInt8(f.reading IN (SELECT reading FROM v_additive WHERE additive))) AS additive,
    argMin(f.document, (figure != 'total', priority)) AS document,
    argMin(f.page, (figure != 'total', priority)) AS page
FROM fact_figure AS f
WHERE f.figure IN ('total', 'gpb.total', 'gpb.personnel', 'gpb.public', 'gpb.basic', 'gpb.project', 'carry_out', 'staff', 'posts', 'vehicles')
    AND f.column_of = f.stage AND f.unit_id != '' AND f.fiscal_year != 0 AND f.stage != ''
    AND (f.source = 'table' AND f.reading IN (SELECT reading FROM v_current_tables) OR f.source = 'narrative' AND f.reading IN (SELECT reading FROM v_current_narrative))
GROUP BY f.unit_id, f.scope, f.fiscal_year, f.stage
COMMENT 'one row per unit, year, stage and scope; add rows only where additive = 1, within one year and stage · 单位年度汇总，仅 additive=1 的行可相加';

CREATE OR REPLACE VIEW v_three_public AS
SELECT any(region) AS region, unit_id, any(unit) AS unit, scope, fiscal_year, stage,
    argMinIf(toNullable(amount), priority, figure = 'three_public.total' AND column_of = stage) AS total_yuan,
    argMinIf(toNullable(amount), priority, figure = 'three_public.abroad' AND column_of = stage) AS abroad_yuan,
    argMinIf(toNullable(amount), priority, figure = 'three_public.vehicles' AND column_of = stage) AS vehicles_yuan,
    argMinIf(toNullable(amount), priority, figure = 'three_public.vehicle_purchase' AND column_of = stage) AS vehicle_purchase_yuan,
    argMinIf(toNullable(amount), priority, figure = 'three_public.vehicle_operation' AND column_of = stage) AS vehicle_operation_yuan,
    argMinIf(toNullable(amount), priority, figure = 'three_public.reception' AND column_of = stage) AS reception_yuan,
    argMinIf(toNullable(amount), priority, figure = 'meeting' AND column_of = stage) AS meeting_yuan,
    argMinIf(toNullable(amount), priority, figure = 'training' AND column_of = stage) AS training_yuan,
    if(stage = 'final', argMinIf(toNullable(amount), priority, figure = 'three_public.total' AND column_of = 'budget'), NULL) AS budgeted_total_yuan,
    if(stage = 'final', argMinIf(toNullable(amount), priority, figure = 'three_public.reception' AND column_of = 'budget'), NULL) AS budgeted_reception_yuan,
    if(countIf(figure = 'three_public.total' AND column_of = stage AND source = 'table') > 0
        OR countIf(figure = 'three_public.total' AND column_of = stage) = 0 AND countIf(column_of = stage AND source = 'table') > 0, 'table', 'narrative') AS basis,
    argMin(f.document, (column_of != stage, figure != 'three_public.total', priority)) AS document,
    argMin(f.page, (column_of != stage, figure != 'three_public.total', priority)) AS page
FROM v_figure AS f
WHERE startsWith(figure, 'three_public.') OR figure IN ('meeting', 'training')
GROUP BY unit_id, scope, fiscal_year, stage, if(unit_id = '' OR fiscal_year = 0, f.document, '')
COMMENT 'official trips abroad, vehicles, receptions by unit, year and stage; total has the parts in it: never add them · “三公”经费，合计含各分项，不可相加';

ALTER TABLE v_document_history COMMENT COLUMN IF EXISTS series 'unit, year, stage and scope in which editions replace each other · 版本组';
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
ALTER TABLE v_document COMMENT COLUMN IF EXISTS series 'unit, year, stage and scope in which editions replace each other · 版本组';
ALTER TABLE v_unit COMMENT COLUMN IF EXISTS names 'all names that its documents print · 曾用名称';
ALTER TABLE v_unit COMMENT COLUMN IF EXISTS codes 'all local codes that its documents print · 曾用代码';
ALTER TABLE v_current COMMENT COLUMN IF EXISTS tables 'reading whose tables count, 0 for none · 表格现行的装载编号', COMMENT COLUMN IF EXISTS narrative 'reading whose narrative counts, 0 for none · 文字现行的装载编号';
