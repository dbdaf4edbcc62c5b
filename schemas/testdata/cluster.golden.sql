-- The star schema of the warehouse (星型模型): documents, what they say, and the
-- loads that brought them. Every statement can be repeated.
--
-- Rows are never changed. A load writes the rows of its documents under reading
-- numbers of its own and then publishes all of them with one insert into
-- published; the views show, per document, the reading with the highest
-- sequence. Money is Decimal(20, 2) in yuan, NULL where no amount is printed.

CREATE TABLE IF NOT EXISTS published ON CLUSTER 'main' (
    document LowCardinality(String) COMMENT 'SHA-256 of the file, 64 hex digits · 文件摘要',
    load LowCardinality(String) COMMENT 'load that brought it · 装载批次',
    sequence UInt64 COMMENT 'order of loads; the highest of a document counts · 装载序号，最大者有效',
    reading UInt64 COMMENT 'names the rows of this document in this load · 本次装载的编号',
    status LowCardinality(String) COMMENT 'ok, scanned, not_pdf, … · 读取结果',
    extract_version UInt32 COMMENT 'version of extraction · 提取版本',
    transform_version UInt32 COMMENT 'version of the reading · 判读版本',
    registry_version UInt32 COMMENT 'version of the table registry · 规则版本',
    facts UInt64 COMMENT 'amount cells loaded · 金额单元格数',
    published_at DateTime64(3, 'UTC') COMMENT 'when it became visible, UTC · 发布时间'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/{database}/published', '{replica}') ORDER BY (document, sequence)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'loads of documents that are complete; written last, in one step · 已发布的装载';

CREATE TABLE IF NOT EXISTS load ON CLUSTER 'main' (
    load String COMMENT 'load · 装载批次',
    sequence UInt64 COMMENT 'order of loads · 装载序号',
    first_reading UInt64 COMMENT 'first reading number of this attempt · 起始编号',
    last_reading UInt64 COMMENT 'last reading number of this attempt · 结束编号',
    started_at DateTime64(3, 'UTC') COMMENT 'when the attempt began, UTC · 开始时间'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/{database}/load', '{replica}') ORDER BY (first_reading)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'attempts to load, finished or not; prune removes what an unfinished one left · 装载尝试';

CREATE TABLE IF NOT EXISTS dim_region ON CLUSTER 'main' (
    region String COMMENT 'division code, six digits · 行政区划代码',
    name String COMMENT 'name for people · 名称',
    source String COMMENT 'source pack that names it · 来源',
    updated_at DateTime64(3, 'UTC') COMMENT 'newest row of a region counts · 更新时间'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/{database}/dim_region', '{replica}') ORDER BY (region, updated_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'jurisdictions with a source pack · 行政区';

CREATE TABLE IF NOT EXISTS dim_document ON CLUSTER 'main' (
    load LowCardinality(String) COMMENT 'load that brought the row · 装载批次',
    reading UInt64 COMMENT 'one loading of one document · 一次文档装载的编号',
    document String COMMENT 'SHA-256 of the file, 64 hex digits · 文件摘要',
    status LowCardinality(String) COMMENT 'ok, or why it could not be read: scanned, not_pdf, encrypted, damaged, unrelated, blocked, timeout, too_large, crashed · 读取结果',
    reason String COMMENT 'why, in words; empty for ok · 原因',
    media_type LowCardinality(String) COMMENT 'by content · 文件类型',
    size UInt64 COMMENT 'bytes, 0 when not known · 文件大小（字节）',
    page_count UInt32 COMMENT 'pages · 页数',
    image_pages Array(UInt32) COMMENT 'pages that are images without text · 图片页',
    reader LowCardinality(String) COMMENT 'PDF reader that was used · 读取器',
    extract_version UInt32 COMMENT 'version of extraction · 提取版本',
    transform_version UInt32 COMMENT 'version of the reading · 判读版本',
    registry_version UInt32 COMMENT 'version of the table registry · 规则版本',
    title String COMMENT 'title as printed · 标题',
    region LowCardinality(String) COMMENT 'division code: the document''s, else its source''s · 行政区划代码',
    unit_id String COMMENT 'hash of region and unit name · 单位编号',
    unit String COMMENT 'publishing unit as printed · 单位名称',
    unit_code String COMMENT 'local code of the unit · 单位代码',
    department String COMMENT 'department in charge · 主管部门',
    department_code String COMMENT 'local code of the department · 部门代码',
    fiscal_year UInt16 COMMENT 'fiscal year, 0 when the document does not say · 预算年度',
    stage LowCardinality(String) COMMENT 'budget or final · 预算或决算',
    scope LowCardinality(String) COMMENT 'unit, or department with its units · 口径',
    family LowCardinality(String) COMMENT 'kind of document · 文档类别',
    part LowCardinality(String) COMMENT 'whole, narrative or tables · 完整、文字或表格部分',
    source LowCardinality(String) COMMENT 'source pack it was first found through · 来源',
    url String COMMENT 'where it was first captured · 首次抓取的网址',
    article String COMMENT 'page that first linked it · 首次链接它的网页',
    published_on Nullable(Date) COMMENT 'earliest date of an article that links it; NULL when none says · 最早的发布日期',
    captured_at Nullable(DateTime64(3, 'UTC')) COMMENT 'first capture, UTC · 首次抓取时间',
    captures UInt32 COMMENT 'captures of these bytes · 抓取次数'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/{database}/dim_document', '{replica}') ORDER BY (fiscal_year, unit_id, stage, document, reading)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'documents: who published what for which year, and those that could not be read · 文档';

CREATE TABLE IF NOT EXISTS fact_amount_local ON CLUSTER 'main' (
    load LowCardinality(String) COMMENT 'load that brought the row · 装载批次',
    reading UInt64 COMMENT 'one loading of one document; joins to dim_document.reading · 一次文档装载的编号',
    document LowCardinality(String) COMMENT 'SHA-256 of the file, 64 hex digits · 文件摘要',
    region LowCardinality(String) COMMENT 'division code, six digits · 行政区划代码',
    unit_id LowCardinality(String) COMMENT 'hash of region and unit name; see v_unit · 单位编号',
    unit LowCardinality(String) COMMENT 'publishing unit as printed · 单位名称',
    fiscal_year UInt16 COMMENT 'fiscal year, 0 when the document does not say · 预算年度',
    stage LowCardinality(String) COMMENT 'budget or final · 预算或决算',
    scope LowCardinality(String) COMMENT 'unit, or department with its units: never sum the two · 单位或部门汇总口径，二者不可相加',
    id String COMMENT 'names the cell; stable for the same bytes · 单元格编号' CODEC(ZSTD(1)),
    table_key LowCardinality(String) COMMENT 'table family: gpb_by_function, F05, … · 表类',
    table_index UInt32 COMMENT 'place of the table in the document; several can share a key · 表在文档中的序号',
    row UInt32 COMMENT 'row as printed, from 0, header included · 行',
    col UInt32 COMMENT 'column as printed, from 0 · 列',
    row_kind LowCardinality(String) COMMENT 'total, class, section, item, of_which, group or leaf: never sum two kinds · 行的类别，不同类别不可相加',
    level UInt8 COMMENT 'depth in the hierarchy, 0 for totals · 层级',
    basis LowCardinality(String) COMMENT 'basic or project · 基本支出或项目支出',
    fund LowCardinality(String) COMMENT 'gpb, gov_fund, state_capital, fiscal · 资金性质',
    label String COMMENT 'label of the row as printed · 项目',
    path Array(String) COMMENT 'labels from the top of the hierarchy down · 上级项目路径',
    code LowCardinality(String) COMMENT 'classification code · 科目编码',
    code_scheme LowCardinality(String) COMMENT 'func, dept_econ, gov_econ or unit · 编码体系',
    gov_code LowCardinality(String) COMMENT 'paired government economic code · 政府经济科目编码',
    item LowCardinality(String) COMMENT 'name of an outline''s line: rev.gpb · 行的规范名',
    panel LowCardinality(String) COMMENT 'half of a side-by-side table: never sum two panels · 并列栏，不同栏不可相加',
    column_path Array(String) COMMENT 'headers over the cell, top first · 列标题路径',
    measure LowCardinality(String) COMMENT 'what the column counts: total, personnel, public, project · 列的含义',
    state LowCardinality(String) COMMENT 'number, blank, dash or text: blank is not zero · 单元格状态，空白不等于零',
    amount Nullable(Decimal(20, 2)) COMMENT 'yuan; NULL unless the cell prints money · 金额（元）',
    value Nullable(Decimal(38, 18)) COMMENT 'number as printed · 印刷数值',
    value_unit LowCardinality(String) COMMENT 'unit of value: 元, 万元, 辆, % · 数值单位',
    raw String COMMENT 'printed text · 原文',
    page UInt16 COMMENT 'page in the file, from 1 · 页码',
    x0 Float32 COMMENT 'left edge in points from the page''s top left corner · 左边界',
    y0 Float32 COMMENT 'top edge in points · 上边界',
    x1 Float32 COMMENT 'right edge in points · 右边界',
    y1 Float32 COMMENT 'bottom edge in points · 下边界',
    versions LowCardinality(String) COMMENT 'extract.transform.registry versions · 提取.判读.规则版本'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/fact_amount_local', '{replica}') ORDER BY (table_key, fiscal_year, stage, unit_id, reading, table_index, row, col)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'one amount cell of one table, blank cells too · 金额单元格（含空白）';

CREATE TABLE IF NOT EXISTS fact_amount ON CLUSTER 'main' AS fact_amount_local
ENGINE = Distributed('main', currentDatabase(), 'fact_amount_local', sipHash64(document))
COMMENT 'one amount cell of one table, blank cells too · 金额单元格（含空白）';

CREATE TABLE IF NOT EXISTS fact_narrative_local ON CLUSTER 'main' (
    load LowCardinality(String) COMMENT 'load that brought the row · 装载批次',
    reading UInt64 COMMENT 'one loading of one document; joins to dim_document.reading · 一次文档装载的编号',
    document LowCardinality(String) COMMENT 'SHA-256 of the file, 64 hex digits · 文件摘要',
    region LowCardinality(String) COMMENT 'division code, six digits · 行政区划代码',
    unit_id LowCardinality(String) COMMENT 'hash of region and unit name; see v_unit · 单位编号',
    unit LowCardinality(String) COMMENT 'publishing unit as printed · 单位名称',
    fiscal_year UInt16 COMMENT 'fiscal year, 0 when the document does not say · 预算年度',
    stage LowCardinality(String) COMMENT 'budget or final · 预算或决算',
    scope LowCardinality(String) COMMENT 'unit, or department with its units: never sum the two · 单位或部门汇总口径，二者不可相加',
    id String COMMENT 'names the statement · 语句编号',
    section String COMMENT 'headings it stands under · 所在章节',
    subject String COMMENT 'subject as printed · 主体',
    measure LowCardinality(String) COMMENT 'what is stated: total, three_public.total, staff.total · 指标',
    kind LowCardinality(String) COMMENT 'money, count or percent · 金额、数量或比例',
    code LowCardinality(String) COMMENT 'classification code · 科目编码',
    code_scheme LowCardinality(String) COMMENT 'scheme of the code · 编码体系',
    value Nullable(Decimal(38, 18)) COMMENT 'number as printed, in value_unit · 印刷数值',
    value_unit LowCardinality(String) COMMENT 'unit of value: 万元, 人, 辆, % · 单位',
    amount Nullable(Decimal(20, 2)) COMMENT 'yuan, for money · 金额（元）',
    direction LowCardinality(String) COMMENT 'change against the year before: up, down, same or empty · 较上年增减',
    delta Nullable(Decimal(38, 18)) COMMENT 'change as printed, in value_unit · 增减数',
    delta_amount Nullable(Decimal(20, 2)) COMMENT 'change in yuan · 增减额（元）',
    percent Nullable(Decimal(38, 18)) COMMENT 'change in percent as printed · 增减百分比',
    reason String COMMENT 'reason the text gives · 原因',
    raw String COMMENT 'clause it was read from · 原文',
    page UInt16 COMMENT 'page in the file, from 1 · 页码',
    x0 Float32 COMMENT 'left edge in points from the page''s top left corner · 左边界',
    y0 Float32 COMMENT 'top edge in points · 上边界',
    x1 Float32 COMMENT 'right edge in points · 右边界',
    y1 Float32 COMMENT 'bottom edge in points · 下边界',
    versions LowCardinality(String) COMMENT 'extract.transform.registry versions · 提取.判读.规则版本'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/fact_narrative_local', '{replica}') ORDER BY (measure, fiscal_year, stage, unit_id, reading, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'one quantitative statement of the narrative · 文字说明中的数量陈述';

CREATE TABLE IF NOT EXISTS fact_narrative ON CLUSTER 'main' AS fact_narrative_local
ENGINE = Distributed('main', currentDatabase(), 'fact_narrative_local', sipHash64(document))
COMMENT 'one quantitative statement of the narrative · 文字说明中的数量陈述';

CREATE TABLE IF NOT EXISTS fact_target_local ON CLUSTER 'main' (
    load LowCardinality(String) COMMENT 'load that brought the row · 装载批次',
    reading UInt64 COMMENT 'one loading of one document; joins to dim_document.reading · 一次文档装载的编号',
    document LowCardinality(String) COMMENT 'SHA-256 of the file, 64 hex digits · 文件摘要',
    region LowCardinality(String) COMMENT 'division code, six digits · 行政区划代码',
    unit_id LowCardinality(String) COMMENT 'hash of region and unit name; see v_unit · 单位编号',
    unit LowCardinality(String) COMMENT 'publishing unit as printed · 单位名称',
    fiscal_year UInt16 COMMENT 'fiscal year, 0 when the document does not say · 预算年度',
    stage LowCardinality(String) COMMENT 'budget or final · 预算或决算',
    scope LowCardinality(String) COMMENT 'unit, or department with its units: never sum the two · 单位或部门汇总口径，二者不可相加',
    table_key LowCardinality(String) COMMENT 'table family · 表类',
    table_index UInt32 COMMENT 'place of the table in the document · 表序号',
    row UInt32 COMMENT 'order within the document · 序号',
    project String COMMENT 'project · 项目',
    level1 LowCardinality(String) COMMENT '一级指标 first level indicator',
    level2 LowCardinality(String) COMMENT '二级指标 second level indicator',
    level3 LowCardinality(String) COMMENT '三级指标 third level indicator',
    content String COMMENT 'what is measured · 指标内容',
    operator LowCardinality(String) COMMENT '= ≥ ≤ > <, period or text · 关系',
    number Nullable(Decimal(38, 18)) COMMENT 'target number · 目标值',
    number_unit LowCardinality(String) COMMENT 'its unit · 单位',
    raw String COMMENT 'target as printed · 指标值原文',
    page UInt16 COMMENT 'page in the file, from 1 · 页码',
    x0 Float32 COMMENT 'left edge in points from the page''s top left corner · 左边界',
    y0 Float32 COMMENT 'top edge in points · 上边界',
    x1 Float32 COMMENT 'right edge in points · 右边界',
    y1 Float32 COMMENT 'bottom edge in points · 下边界',
    versions LowCardinality(String) COMMENT 'extract.transform.registry versions · 提取.判读.规则版本'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/fact_target_local', '{replica}') ORDER BY (fiscal_year, stage, unit_id, reading, row)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'one row of a performance goal table · 绩效目标';

CREATE TABLE IF NOT EXISTS fact_target ON CLUSTER 'main' AS fact_target_local
ENGINE = Distributed('main', currentDatabase(), 'fact_target_local', sipHash64(document))
COMMENT 'one row of a performance goal table · 绩效目标';

CREATE TABLE IF NOT EXISTS fact_table_local ON CLUSTER 'main' (
    load LowCardinality(String) COMMENT 'load that brought the row · 装载批次',
    reading UInt64 COMMENT 'one loading of one document; joins to dim_document.reading · 一次文档装载的编号',
    document LowCardinality(String) COMMENT 'SHA-256 of the file, 64 hex digits · 文件摘要',
    region LowCardinality(String) COMMENT 'division code, six digits · 行政区划代码',
    unit_id LowCardinality(String) COMMENT 'hash of region and unit name; see v_unit · 单位编号',
    unit LowCardinality(String) COMMENT 'publishing unit as printed · 单位名称',
    fiscal_year UInt16 COMMENT 'fiscal year, 0 when the document does not say · 预算年度',
    stage LowCardinality(String) COMMENT 'budget or final · 预算或决算',
    scope LowCardinality(String) COMMENT 'unit, or department with its units: never sum the two · 单位或部门汇总口径，二者不可相加',
    table_index UInt32 COMMENT 'place in the document · 表序号',
    table_key LowCardinality(String) COMMENT 'table family, empty for others · 表类',
    number String COMMENT 'number as printed · 表号',
    title String COMMENT 'title as printed · 表名',
    kind LowCardinality(String) COMMENT 'statutory or other · 法定表或其他',
    state LowCardinality(String) COMMENT 'data, blank, template, missing, elsewhere, unreadable or unknown · 状态',
    declared_empty Bool COMMENT 'the catalogue or the text says that it is empty · 声明为空表',
    empty_reason String COMMENT 'the reason it gives · 空表理由',
    currency_unit LowCardinality(String) COMMENT '元 or 万元 · 货币单位',
    pages Array(UInt32) COMMENT 'pages it stands on · 页码',
    method LowCardinality(String) COMMENT 'lattice, stream or none · 识别方式',
    confidence Float32 COMMENT 'confidence in table_key, 0 to 1 · 置信度',
    numbers UInt32 COMMENT 'amount cells with a number · 有数单元格',
    blanks UInt32 COMMENT 'amount cells without one · 空白单元格',
    versions LowCardinality(String) COMMENT 'extract.transform.registry versions · 提取.判读.规则版本'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/fact_table_local', '{replica}') ORDER BY (fiscal_year, stage, table_key, unit_id, reading, table_index)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'what became of a table · 表的状态';

CREATE TABLE IF NOT EXISTS fact_table ON CLUSTER 'main' AS fact_table_local
ENGINE = Distributed('main', currentDatabase(), 'fact_table_local', sipHash64(document))
COMMENT 'what became of a table · 表的状态';

CREATE TABLE IF NOT EXISTS fact_check_local ON CLUSTER 'main' (
    load LowCardinality(String) COMMENT 'load that brought the row · 装载批次',
    reading UInt64 COMMENT 'one loading of one document; joins to dim_document.reading · 一次文档装载的编号',
    document LowCardinality(String) COMMENT 'SHA-256 of the file, 64 hex digits · 文件摘要',
    region LowCardinality(String) COMMENT 'division code, six digits · 行政区划代码',
    unit_id LowCardinality(String) COMMENT 'hash of region and unit name; see v_unit · 单位编号',
    unit LowCardinality(String) COMMENT 'publishing unit as printed · 单位名称',
    fiscal_year UInt16 COMMENT 'fiscal year, 0 when the document does not say · 预算年度',
    stage LowCardinality(String) COMMENT 'budget or final · 预算或决算',
    scope LowCardinality(String) COMMENT 'unit, or department with its units: never sum the two · 单位或部门汇总口径，二者不可相加',
    id String COMMENT 'kind and place · 检查编号',
    kind LowCardinality(String) COMMENT 'family of the identity · 勾稽类别',
    verdict LowCardinality(String) COMMENT 'holds, rounding, fails or not_applicable · 结论',
    lhs String COMMENT 'left side, yuan or text · 左式',
    rhs String COMMENT 'right side · 右式',
    tolerance String COMMENT 'what rounding allows · 允许误差',
    operands Array(String) COMMENT 'ids of facts and statements that take part · 参与的单元格或语句',
    sentence_zh String COMMENT '中文说明 in Chinese',
    sentence_en String COMMENT 'in English · 英文说明',
    cause LowCardinality(String) COMMENT 'document, reading or empty · 原因归属',
    versions LowCardinality(String) COMMENT 'extract.transform.registry versions · 提取.判读.规则版本'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/fact_check_local', '{replica}') ORDER BY (verdict, fiscal_year, stage, unit_id, reading, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'one identity evaluated on one disclosure · 勾稽检查';

CREATE TABLE IF NOT EXISTS fact_check ON CLUSTER 'main' AS fact_check_local
ENGINE = Distributed('main', currentDatabase(), 'fact_check_local', sipHash64(document))
COMMENT 'one identity evaluated on one disclosure · 勾稽检查';

CREATE TABLE IF NOT EXISTS fact_capture ON CLUSTER 'main' (
    load LowCardinality(String) COMMENT 'load that brought the row · 装载批次',
    reading UInt64 COMMENT 'one loading of one document · 一次文档装载的编号',
    document LowCardinality(String) COMMENT 'SHA-256 of the file, 64 hex digits · 文件摘要',
    source LowCardinality(String) COMMENT 'source pack · 来源',
    region LowCardinality(String) COMMENT 'division code of the source · 来源的行政区划代码',
    url String COMMENT 'as requested · 网址',
    final_url String COMMENT 'after redirects, empty when the same · 跳转后的网址',
    article String COMMENT 'page that links it · 链接页',
    article_title String COMMENT 'title of that page · 链接页标题',
    link_text String COMMENT 'text of the link · 链接文字',
    published_on Nullable(Date) COMMENT 'date of the article; NULL when it has none · 发布日期',
    http_status UInt16 COMMENT 'HTTP status · 状态码',
    header Map(LowCardinality(String), String) COMMENT 'response headers kept as proof · 响应头',
    fetched_at DateTime64(3, 'UTC') COMMENT 'when the last byte was stored, UTC · 抓取时间',
    size UInt64 COMMENT 'bytes · 字节数',
    media_type LowCardinality(String) COMMENT 'by content · 文件类型'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/{database}/fact_capture', '{replica}') ORDER BY (document, reading, fetched_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'stored responses: what stood where, and when · 抓取记录';

-- The views that people query (视图). One edition counts (以最新版为准): of several
-- documents of one unit, year, stage and scope, the one published last is shown,
-- ties by first capture, then by digest. An edition is dated by the earliest
-- article that links its bytes, so that the same file linked once more is not a
-- new edition. Tables and narrative are judged apart, since they are often two
-- files: a later file of tables replaces those of an older whole document and
-- leaves its narrative. Superseded editions stay in the _history views.

CREATE OR REPLACE VIEW v_document_history ON CLUSTER 'main' AS
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

CREATE OR REPLACE VIEW v_document ON CLUSTER 'main' AS
SELECT * EXCEPT (current) FROM v_document_history WHERE current
COMMENT 'documents of current editions, and files that could not be read · 现行文档';

CREATE OR REPLACE VIEW v_amount ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_amount
WHERE reading IN (SELECT reading FROM v_document_history WHERE tables_current)
COMMENT 'amount cells of current editions; choose one scope, panel, measure and row_kind before summing · 现行金额，求和前须限定口径、栏、列和行类别';

CREATE OR REPLACE VIEW v_amount_history ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_amount
WHERE reading IN (SELECT reading FROM v_document_history)
COMMENT 'amount cells of all editions; tell them apart by document · 全部版本的金额';

CREATE OR REPLACE VIEW v_narrative ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_narrative
WHERE reading IN (SELECT reading FROM v_document_history WHERE narrative_current)
COMMENT 'statements of current editions · 现行文字陈述';

CREATE OR REPLACE VIEW v_target ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_target
WHERE reading IN (SELECT reading FROM v_document_history WHERE tables_current)
COMMENT 'performance goals of current editions · 现行绩效目标';

CREATE OR REPLACE VIEW v_table ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_table
WHERE reading IN (SELECT reading FROM v_document_history WHERE tables_current OR narrative_current)
COMMENT 'states of tables in current editions; elsewhere means another file of the disclosure has it · 现行表的状态';

CREATE OR REPLACE VIEW v_check ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_check
WHERE reading IN (SELECT reading FROM v_document_history WHERE tables_current OR narrative_current)
COMMENT 'checks of current editions · 现行勾稽检查';

CREATE OR REPLACE VIEW v_capture ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_capture
WHERE reading IN (SELECT reading FROM v_document_history)
COMMENT 'captures of every published document · 抓取记录';

CREATE OR REPLACE VIEW v_unit ON CLUSTER 'main' AS
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

CREATE OR REPLACE VIEW v_code ON CLUSTER 'main' AS
SELECT code_scheme, code, fiscal_year, label AS name, count() AS uses
FROM v_amount WHERE code != '' AND label != ''
GROUP BY code_scheme, code, fiscal_year, label
COMMENT 'codes with the names that documents give them, by year · 科目编码及名称';

CREATE OR REPLACE VIEW v_region ON CLUSTER 'main' AS
SELECT region, argMax(name, updated_at) AS name, argMax(source, updated_at) AS source
FROM dim_region GROUP BY region
COMMENT 'jurisdictions with a source pack · 行政区';

-- Views in which adding up is safe (可加总的视图), and what they need: codes, the
-- units that are expected to publish, editions with a name.
--
-- v_item has one row per document and functional item (项): inside a document
-- its rows may be added. v_spending leaves out what would be counted twice
-- between documents, so that its rows may be added over units of one year and
-- stage. v_unit_year has one row per unit, year, stage and scope; add its rows
-- where additive is 1.

CREATE TABLE IF NOT EXISTS dim_code ON CLUSTER 'main' (
    code_scheme LowCardinality(String) COMMENT 'func, dept_econ or gov_econ · 编码体系',
    code String COMMENT 'classification code · 科目编码',
    name String COMMENT 'name of the code · 科目名称',
    other_names Array(String) COMMENT 'names in other years · 其他年度的名称',
    cofog LowCardinality(String) COMMENT 'division of COFOG, approximate; empty where there is none · 联合国政府职能分类（近似对应）',
    updated_at DateTime64(3, 'UTC') COMMENT 'newest row of a code counts · 更新时间'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/{database}/dim_code', '{replica}') ORDER BY (code_scheme, code, updated_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'classes of the classifications as the registry knows them · 科目（类、款）';

CREATE TABLE IF NOT EXISTS dim_expected ON CLUSTER 'main' (
    source LowCardinality(String) COMMENT 'source pack · 来源',
    region LowCardinality(String) COMMENT 'division code · 行政区划代码',
    unit_id String COMMENT 'hash of region and unit name; empty in a row that says that the pack lists none · 单位编号',
    unit String COMMENT 'unit that is expected to publish · 应公开单位',
    updated_at DateTime64(3, 'UTC') COMMENT 'the newest list of a source counts · 更新时间'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/{database}/dim_expected', '{replica}') ORDER BY (source, updated_at, unit_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'units that source packs expect to publish · 应公开单位';

CREATE OR REPLACE VIEW v_expected ON CLUSTER 'main' AS
SELECT source, region, unit_id, unit FROM dim_expected
WHERE unit_id != '' AND (source, updated_at) IN (SELECT source, max(updated_at) FROM dim_expected GROUP BY source)
COMMENT 'units that are expected to publish, by the newest source packs · 应公开单位';

CREATE OR REPLACE VIEW v_classification ON CLUSTER 'main' AS
SELECT code_scheme, code, argMax(name, updated_at) AS name, argMax(other_names, updated_at) AS other_names, argMax(cofog, updated_at) AS cofog
FROM dim_code GROUP BY code_scheme, code
COMMENT 'classes of the classifications, with their approximate COFOG division; items are in v_code · 科目分类';

CREATE OR REPLACE VIEW v_document_history ON CLUSTER 'main' AS
WITH
    part != 'narrative' AS has_tables,
    part != 'tables' AS has_narrative
SELECT
    *,
    -- What does not say whose it is or for which year replaces nothing.
    if(unit_id = '' OR fiscal_year = 0, document, concat(unit_id, '/', toString(fiscal_year), '/', stage, '/', scope)) AS edition,
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

-- A department's file holds its units' money. A unit's file may be added beside
-- those of departments only when none of them holds it; where the unit does not
-- say whose it is, and its district has departments, it is left out.
CREATE OR REPLACE VIEW v_additive ON CLUSTER 'main' AS
WITH
    '[^\\p{L}\\p{N}]' AS noise,
    departments AS (
        SELECT region, fiscal_year, stage, groupUniqArray(unit_id) AS ids, groupUniqArrayIf(department_code, department_code != '') AS codes,
            groupUniqArray(replaceRegexpAll(if(unit != '', unit, department), noise, '')) AS names
        FROM v_document_history
        WHERE tables_current AND scope = 'department' AND unit_id != ''
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
FROM (SELECT reading, document, region, fiscal_year, stage, scope, unit_id, department, department_code FROM v_document_history WHERE tables_current OR narrative_current) AS d
LEFT JOIN departments AS p ON d.region = p.region AND d.fiscal_year = p.fiscal_year AND d.stage = p.stage
COMMENT 'which documents may be added up over units: no unit beside the department that holds it · 可跨单位加总的文档';

-- Some tables print a second total (预算数 without construction), or a code in
-- several rows (one per economic class): the leftmost column of totals counts,
-- and the rows of a code are added. adds_up says whether the items then give the
-- table's own total, within half of 0.01万元 for each row.
CREATE OR REPLACE VIEW v_item ON CLUSTER 'main' AS
WITH
    cells AS (
        SELECT reading, document, region, unit_id, unit, scope, fiscal_year, stage, table_key, table_index, col, row_kind, code, label, amount, page
        FROM fact_amount
        WHERE table_key IN ('gpb_by_function', 'F05') AND amount IS NOT NULL
            AND (reading, table_index, col) IN (
                SELECT reading, at.1, at.2 FROM (
                    SELECT reading, argMin((table_index, col), (items = 0, table_index)) AS at
                    FROM (
                        SELECT reading, table_index, argMin(col, (measure != 'total', col)) AS col, countIf(length(code) = 7) AS items
                        FROM fact_amount
                        WHERE table_key IN ('gpb_by_function', 'F05') AND measure IN ('total', 'budget', 'final') AND amount IS NOT NULL
                            AND reading IN (SELECT reading FROM v_document_history WHERE tables_current)
                        GROUP BY reading, table_index
                    )
                    GROUP BY reading
                ))
            AND (row_kind = 'total' OR row_kind = 'item' AND length(code) = 7)
    ),
    sums AS (
        SELECT reading, maxIf(amount, row_kind = 'total') AS total, sumIf(amount, row_kind = 'item') AS items, countIf(row_kind = 'item') AS lines
        FROM cells GROUP BY reading
    )
SELECT i.document AS document, region, unit_id, unit, scope, fiscal_year, stage, code, name, yuan, i.lines AS lines, page,
    if(s.total IS NULL, NULL, abs(s.total - s.items) <= 50 * (s.lines + 1)) AS adds_up,
    a.additive AS additive
FROM (
    SELECT reading, any(document) AS document, any(region) AS region, any(unit_id) AS unit_id, any(unit) AS unit, any(scope) AS scope,
        any(fiscal_year) AS fiscal_year, any(stage) AS stage, code, any(label) AS name, assumeNotNull(sum(amount)) AS yuan, count() AS lines, min(page) AS page
    FROM cells WHERE row_kind = 'item'
    GROUP BY reading, code
) AS i
LEFT JOIN sums AS s ON i.reading = s.reading
LEFT JOIN v_additive AS a ON i.reading = a.reading
COMMENT 'general public budget by functional item: one row per document and item; rows of one document may be added · 一般公共预算功能科目（项）';

CREATE OR REPLACE VIEW v_spending ON CLUSTER 'main' AS
SELECT * EXCEPT (adds_up, additive) FROM v_item
WHERE additive AND coalesce(adds_up, 1)
COMMENT 'v_item of documents that may be added over units of one year and stage: no unit beside its department, no table that misses its own total · 可跨单位加总的功能科目支出';

-- 三公: the statutory table first, then the text. A measure is the document's own
-- figure; .budget behind it is what accounts print as budget, other figures
-- (.prior, .change) do not count here. Tables by fund print each fund.
CREATE OR REPLACE VIEW v_three_public ON CLUSTER 'main' AS
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
            AND reading IN (SELECT reading FROM v_document_history WHERE tables_current)
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
            AND reading IN (SELECT reading FROM v_document_history WHERE narrative_current)
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

-- The total of a unit, by the first of these that prints one: the line of the
-- year in the totals, the grand total, the table of expenditure, the text.
CREATE OR REPLACE VIEW v_unit_year ON CLUSTER 'main' AS
WITH
    printed AS (
        SELECT document, region, unit_id, unit, scope, fiscal_year, stage, page, amount AS yuan,
            multiIf(table_key IN ('gpb_by_function', 'F05'), concat('gpb.', if(measure IN ('budget', 'final'), 'total', measure)),
                item = 'exp.carry_out', 'carry_out', 'total') AS what,
            multiIf(item = 'exp.year_total', 1, item = 'exp.grand_total', 2, 3) * 1000 + least(col, 999) AS priority,
            multiIf(item = 'exp.year_total', 'year total', item = 'exp.grand_total', 'grand total', 'table of expenditure') AS basis
        FROM fact_amount
        WHERE amount IS NOT NULL AND measure NOT IN ('prior', 'change', 'change_percent')
            AND (table_key IN ('io_total', 'F01') AND item IN ('exp.year_total', 'exp.grand_total', 'exp.carry_out')
                OR table_key IN ('expenditure_total', 'F03') AND row_kind = 'total' AND measure = 'total'
                OR table_key IN ('gpb_by_function', 'F05') AND row_kind = 'total' AND measure IN ('total', 'budget', 'final', 'personnel', 'public', 'basic', 'project'))
            -- Accounts print the budget's figures beside their own.
            AND NOT (stage = 'final' AND measure = 'budget')
            AND reading IN (SELECT reading FROM v_document_history WHERE tables_current)
    ),
    stated AS (
        SELECT document, region, unit_id, unit, scope, fiscal_year, stage, page, if(kind = 'money', toDecimal128(amount, 2), toDecimal128(value, 2)) AS yuan,
            multiIf(measure = 'total', 'total', measure = 'staff.total', 'staff', measure = 'posts.total', 'posts', measure = 'vehicles.stock', 'vehicles', concat('gpb.', measure)) AS what,
            9000 + least(page, 999) AS priority, 'narrative' AS basis
        FROM fact_narrative
        WHERE (kind = 'money' AND measure IN ('total', 'personnel', 'project') OR kind = 'count' AND measure IN ('staff.total', 'posts.total', 'vehicles.stock'))
            AND (kind = 'count' AND value >= 0 AND value < 10000000 OR amount IS NOT NULL)
            AND reading IN (SELECT reading FROM v_document_history WHERE narrative_current)
    )
SELECT any(p.region) AS region, p.unit_id AS unit_id, any(p.unit) AS unit, p.scope AS scope, p.fiscal_year AS fiscal_year, p.stage AS stage,
    argMinIf(yuan, priority, what = 'total') AS total_yuan,
    argMinIf(basis, priority, what = 'total') AS total_basis,
    argMinIf(yuan, priority, what = 'gpb.total') AS gpb_yuan,
    argMinIf(yuan, priority, what = 'gpb.personnel') AS personnel_yuan,
    argMinIf(yuan, priority, what = 'gpb.public') AS public_yuan,
    argMinIf(yuan, priority, what = 'gpb.basic') AS basic_yuan,
    argMinIf(yuan, priority, what = 'gpb.project') AS project_yuan,
    argMinIf(yuan, priority, what = 'carry_out') AS carry_out_yuan,
    toUInt32(argMinIf(yuan, priority, what = 'staff')) AS staff,
    toUInt32(argMinIf(yuan, priority, what = 'posts')) AS posts,
    toUInt32(argMinIf(yuan, priority, what = 'vehicles')) AS vehicles,
    max(a.additive) AS additive,
    argMin(p.document, (what != 'total', priority)) AS document,
    argMin(p.page, (what != 'total', priority)) AS page
FROM (SELECT document, region, unit_id, unit, scope, fiscal_year, stage, page, toNullable(toDecimal128(yuan, 2)) AS yuan, what, priority, basis FROM printed
    UNION ALL SELECT document, region, unit_id, unit, scope, fiscal_year, stage, page, toNullable(yuan), what, priority, basis FROM stated) AS p
LEFT JOIN (SELECT document, max(additive) AS additive FROM v_additive GROUP BY document) AS a ON p.document = a.document
WHERE p.unit_id != '' AND p.fiscal_year != 0 AND p.stage != ''
GROUP BY p.unit_id, p.scope, p.fiscal_year, p.stage
COMMENT 'one row per unit, year, stage and scope; add rows only where additive = 1, within one year and stage · 单位年度汇总，仅 additive=1 的行可相加';

ALTER TABLE v_document_history ON CLUSTER 'main' COMMENT COLUMN IF EXISTS edition 'unit, year, stage and scope that editions replace each other in · 版本组';

ALTER TABLE v_document_history ON CLUSTER 'main' COMMENT COLUMN IF EXISTS tables_current 'its tables count · 表格为现行版本';

ALTER TABLE v_document_history ON CLUSTER 'main' COMMENT COLUMN IF EXISTS narrative_current 'its narrative counts · 文字为现行版本';

ALTER TABLE v_document_history ON CLUSTER 'main' COMMENT COLUMN IF EXISTS current 'it counts, or could not be read · 现行或不可读';

ALTER TABLE v_document ON CLUSTER 'main' COMMENT COLUMN IF EXISTS tables_current 'its tables count · 表格为现行版本';

ALTER TABLE v_document ON CLUSTER 'main' COMMENT COLUMN IF EXISTS narrative_current 'its narrative counts · 文字为现行版本';

ALTER TABLE v_unit ON CLUSTER 'main' COMMENT COLUMN IF EXISTS first_year 'first fiscal year with a document · 最早年度';

ALTER TABLE v_unit ON CLUSTER 'main' COMMENT COLUMN IF EXISTS last_year 'last fiscal year with a document · 最近年度';

ALTER TABLE v_unit ON CLUSTER 'main' COMMENT COLUMN IF EXISTS documents 'current documents · 现行文档数';

ALTER TABLE v_code ON CLUSTER 'main' COMMENT COLUMN IF EXISTS uses 'amount cells under this name · 使用次数';

ALTER TABLE v_code ON CLUSTER 'main' COMMENT COLUMN IF EXISTS name 'name as documents print it · 文档所列名称';

ALTER TABLE v_additive ON CLUSTER 'main' COMMENT COLUMN IF EXISTS additive '1: may be added over units of one year and stage · 可跨单位相加';

ALTER TABLE v_item ON CLUSTER 'main' COMMENT COLUMN IF EXISTS additive '1: may be added over units of one year and stage · 可跨单位相加';

ALTER TABLE v_item ON CLUSTER 'main' COMMENT COLUMN IF EXISTS adds_up 'the items give the table''s own total; NULL when it prints none · 各项之和等于合计';

ALTER TABLE v_item ON CLUSTER 'main' COMMENT COLUMN IF EXISTS yuan 'amount of the item in yuan · 金额（元）';

ALTER TABLE v_item ON CLUSTER 'main' COMMENT COLUMN IF EXISTS lines 'printed rows that were added · 合并行数';

ALTER TABLE v_item ON CLUSTER 'main' COMMENT COLUMN IF EXISTS name 'name of the item as printed · 科目名称';

ALTER TABLE v_spending ON CLUSTER 'main' COMMENT COLUMN IF EXISTS yuan 'amount of the item in yuan · 金额（元）';

ALTER TABLE v_spending ON CLUSTER 'main' COMMENT COLUMN IF EXISTS lines 'printed rows that were added · 合并行数';

ALTER TABLE v_spending ON CLUSTER 'main' COMMENT COLUMN IF EXISTS name 'name of the item as printed · 科目名称';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS total_yuan '“三公” in all, yuan · 合计';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS abroad_yuan 'trips abroad · 因公出国（境）';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS vehicles_yuan 'vehicles, bought and run · 公务用车购置及运行';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS vehicle_purchase_yuan 'vehicles bought · 公务用车购置';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS vehicle_operation_yuan 'vehicles run · 公务用车运行维护';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS reception_yuan 'receptions · 公务接待';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS meeting_yuan 'meetings, not part of the total · 会议费';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS training_yuan 'training, not part of the total · 培训费';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS budgeted_total_yuan 'what final accounts print as budget of the total · 决算所列预算数';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS budgeted_reception_yuan 'what final accounts print as budget of receptions · 决算所列接待费预算数';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS basis 'table or narrative · 取自表格或文字';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS total_yuan 'expenditure of the year in all, yuan · 本年支出合计';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS total_basis 'where the total is printed · 总额来源';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS gpb_yuan 'of the general public budget · 一般公共预算支出';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS personnel_yuan 'of it for personnel · 人员经费';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS public_yuan 'of it for running the office · 公用经费';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS basic_yuan 'of it basic expenditure · 基本支出';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS project_yuan 'of it projects · 项目支出';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS carry_out_yuan 'carried to the next year · 结转下年';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS staff 'staff as stated · 实有人员';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS posts 'posts as stated · 编制';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS vehicles 'vehicles as stated · 车辆数';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS additive '1: may be added over units of one year and stage · 可跨单位相加';

-- The same views, planned and answered with less work: which edition
-- counts is decided once, by aggregation over a few columns of dim_document, and
-- the views over amounts read each row once and join nothing.

CREATE OR REPLACE VIEW v_current_tables ON CLUSTER 'main' AS
SELECT argMax(d.reading, (coalesce(published_on, toDate(0)), part != 'tables', coalesce(captured_at, toDateTime64(0, 3, 'UTC')), document)) AS reading
FROM dim_document AS d
WHERE status = 'ok' AND part != 'narrative' AND d.reading IN (SELECT argMax(reading, (sequence, reading)) FROM published GROUP BY document)
GROUP BY unit_id, fiscal_year, stage, scope, if(unit_id = '' OR fiscal_year = 0, document, '')
COMMENT 'readings whose tables count: of each unit, year, stage and scope the edition published last · 表格为现行版本的装载编号';

CREATE OR REPLACE VIEW v_current_narrative ON CLUSTER 'main' AS
SELECT argMax(d.reading, (coalesce(published_on, toDate(0)), part != 'narrative', coalesce(captured_at, toDateTime64(0, 3, 'UTC')), document)) AS reading
FROM dim_document AS d
WHERE status = 'ok' AND part != 'tables' AND d.reading IN (SELECT argMax(reading, (sequence, reading)) FROM published GROUP BY document)
GROUP BY unit_id, fiscal_year, stage, scope, if(unit_id = '' OR fiscal_year = 0, document, '')
COMMENT 'readings whose narrative counts · 文字为现行版本的装载编号';

CREATE OR REPLACE VIEW v_document_history ON CLUSTER 'main' AS
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

CREATE OR REPLACE VIEW v_document ON CLUSTER 'main' AS
SELECT * EXCEPT (current) FROM v_document_history WHERE current
COMMENT 'documents of current editions, and files that could not be read · 现行文档';

CREATE OR REPLACE VIEW v_amount ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_amount
WHERE reading IN (SELECT reading FROM v_current_tables)
COMMENT 'amount cells of current editions; choose one scope, panel, measure and row_kind before summing · 现行金额，求和前须限定口径、栏、列和行类别';

CREATE OR REPLACE VIEW v_amount_history ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_amount
WHERE reading IN (SELECT argMax(reading, (sequence, reading)) FROM published GROUP BY document)
COMMENT 'amount cells of all editions; tell them apart by document · 全部版本的金额';

CREATE OR REPLACE VIEW v_narrative ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_narrative
WHERE reading IN (SELECT reading FROM v_current_narrative)
COMMENT 'statements of current editions · 现行文字陈述';

CREATE OR REPLACE VIEW v_target ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_target
WHERE reading IN (SELECT reading FROM v_current_tables)
COMMENT 'performance goals of current editions · 现行绩效目标';

CREATE OR REPLACE VIEW v_table ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_table
WHERE reading IN (SELECT reading FROM v_current_tables UNION ALL SELECT reading FROM v_current_narrative)
COMMENT 'states of tables in current editions; elsewhere means another file of the disclosure has it · 现行表的状态';

CREATE OR REPLACE VIEW v_check ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_check
WHERE reading IN (SELECT reading FROM v_current_tables UNION ALL SELECT reading FROM v_current_narrative)
COMMENT 'checks of current editions · 现行勾稽检查';

CREATE OR REPLACE VIEW v_capture ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_capture
WHERE reading IN (SELECT argMax(reading, (sequence, reading)) FROM published GROUP BY document)
COMMENT 'captures of every published document · 抓取记录';

CREATE OR REPLACE VIEW v_additive ON CLUSTER 'main' AS
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
CREATE OR REPLACE VIEW v_item ON CLUSTER 'main' AS
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

CREATE OR REPLACE VIEW v_spending ON CLUSTER 'main' AS
SELECT * EXCEPT (adds_up, additive) FROM v_item
WHERE additive AND coalesce(adds_up, 1)
COMMENT 'v_item of documents that may be added over units of one year and stage: no unit beside its department, no table that misses its own total · 可跨单位加总的功能科目支出';

CREATE OR REPLACE VIEW v_unit_year ON CLUSTER 'main' AS
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

CREATE OR REPLACE VIEW v_three_public ON CLUSTER 'main' AS
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

ALTER TABLE v_document_history ON CLUSTER 'main' COMMENT COLUMN IF EXISTS edition 'unit, year, stage and scope that editions replace each other in · 版本组';

ALTER TABLE v_document_history ON CLUSTER 'main' COMMENT COLUMN IF EXISTS tables_current 'its tables count · 表格为现行版本';

ALTER TABLE v_document_history ON CLUSTER 'main' COMMENT COLUMN IF EXISTS narrative_current 'its narrative counts · 文字为现行版本';

ALTER TABLE v_document_history ON CLUSTER 'main' COMMENT COLUMN IF EXISTS current 'it counts, or could not be read · 现行或不可读';

ALTER TABLE v_document ON CLUSTER 'main' COMMENT COLUMN IF EXISTS tables_current 'its tables count · 表格为现行版本';

ALTER TABLE v_document ON CLUSTER 'main' COMMENT COLUMN IF EXISTS narrative_current 'its narrative counts · 文字为现行版本';

ALTER TABLE v_unit ON CLUSTER 'main' COMMENT COLUMN IF EXISTS first_year 'first fiscal year with a document · 最早年度';

ALTER TABLE v_unit ON CLUSTER 'main' COMMENT COLUMN IF EXISTS last_year 'last fiscal year with a document · 最近年度';

ALTER TABLE v_unit ON CLUSTER 'main' COMMENT COLUMN IF EXISTS documents 'current documents · 现行文档数';

ALTER TABLE v_code ON CLUSTER 'main' COMMENT COLUMN IF EXISTS uses 'amount cells under this name · 使用次数';

ALTER TABLE v_code ON CLUSTER 'main' COMMENT COLUMN IF EXISTS name 'name as documents print it · 文档所列名称';

ALTER TABLE v_additive ON CLUSTER 'main' COMMENT COLUMN IF EXISTS additive '1: may be added over units of one year and stage · 可跨单位相加';

ALTER TABLE v_item ON CLUSTER 'main' COMMENT COLUMN IF EXISTS additive '1: may be added over units of one year and stage · 可跨单位相加';

ALTER TABLE v_item ON CLUSTER 'main' COMMENT COLUMN IF EXISTS adds_up 'the items give the table''s own total; NULL when it prints none · 各项之和等于合计';

ALTER TABLE v_item ON CLUSTER 'main' COMMENT COLUMN IF EXISTS yuan 'amount of the item in yuan · 金额（元）';

ALTER TABLE v_item ON CLUSTER 'main' COMMENT COLUMN IF EXISTS lines 'printed rows that were added · 合并行数';

ALTER TABLE v_item ON CLUSTER 'main' COMMENT COLUMN IF EXISTS name 'name of the item as printed · 科目名称';

ALTER TABLE v_spending ON CLUSTER 'main' COMMENT COLUMN IF EXISTS yuan 'amount of the item in yuan · 金额（元）';

ALTER TABLE v_spending ON CLUSTER 'main' COMMENT COLUMN IF EXISTS lines 'printed rows that were added · 合并行数';

ALTER TABLE v_spending ON CLUSTER 'main' COMMENT COLUMN IF EXISTS name 'name of the item as printed · 科目名称';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS total_yuan '“三公” in all, yuan · 合计';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS abroad_yuan 'trips abroad · 因公出国（境）';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS vehicles_yuan 'vehicles, bought and run · 公务用车购置及运行';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS vehicle_purchase_yuan 'vehicles bought · 公务用车购置';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS vehicle_operation_yuan 'vehicles run · 公务用车运行维护';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS reception_yuan 'receptions · 公务接待';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS meeting_yuan 'meetings, not part of the total · 会议费';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS training_yuan 'training, not part of the total · 培训费';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS budgeted_total_yuan 'what final accounts print as budget of the total · 决算所列预算数';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS budgeted_reception_yuan 'what final accounts print as budget of receptions · 决算所列接待费预算数';

ALTER TABLE v_three_public ON CLUSTER 'main' COMMENT COLUMN IF EXISTS basis 'table or narrative · 取自表格或文字';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS total_yuan 'expenditure of the year in all, yuan · 本年支出合计';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS total_basis 'where the total is printed · 总额来源';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS gpb_yuan 'of the general public budget · 一般公共预算支出';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS personnel_yuan 'of it for personnel · 人员经费';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS public_yuan 'of it for running the office · 公用经费';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS basic_yuan 'of it basic expenditure · 基本支出';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS project_yuan 'of it projects · 项目支出';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS carry_out_yuan 'carried to the next year · 结转下年';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS staff 'staff as stated · 实有人员';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS posts 'posts as stated · 编制';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS vehicles 'vehicles as stated · 车辆数';

ALTER TABLE v_unit_year ON CLUSTER 'main' COMMENT COLUMN IF EXISTS additive '1: may be added over units of one year and stage · 可跨单位相加';

ALTER TABLE v_document ON CLUSTER 'main' COMMENT COLUMN IF EXISTS edition 'unit, year, stage and scope that editions replace each other in · 版本组';

