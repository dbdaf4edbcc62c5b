-- The tables of the warehouse (数据表): a star of documents, what they say, and
-- the loads that brought them. Every statement can be repeated.
--
-- Rows are never changed. A load writes the rows of its documents under reading
-- numbers of its own and then publishes all of them with one insert into
-- published; the views show, per file, the load with the highest sequence.
-- Money is Decimal(20, 2) in yuan, NULL where no amount is printed.
--
-- Tables are sorted for the questions: amounts by table and year, figures and
-- items by district and unit, so that a question about one of them reads little. They
-- are not partitioned: a load brings documents of many years, and would be cut
-- into as many parts. Reading numbers grow with time: by their range in a part
-- the rows of an attempt are found without reading the parts before it.

CREATE TABLE IF NOT EXISTS published ON CLUSTER 'main' (
    file LowCardinality(String) COMMENT 'SHA-256 of the file, 64 hex digits · 文件摘要',
    load LowCardinality(String) COMMENT 'load that brought it · 装载批次',
    sequence UInt64 COMMENT 'order of loads; the highest of a file counts · 装载序号，最大者有效',
    reading UInt64 COMMENT 'first of the numbers that name the rows of this file in this load · 本次装载的编号',
    readings Array(UInt64) COMMENT 'all of them: one for each disclosure in the file · 文件内各份公开的编号',
    status LowCardinality(String) COMMENT 'ok, scanned, not_pdf, … · 读取结果',
    extract_version UInt32 COMMENT 'version of extraction · 提取版本',
    transform_version UInt32 COMMENT 'version of the reading · 判读版本',
    registry_version UInt32 COMMENT 'version of the table registry · 规则版本',
    load_version UInt32 COMMENT 'version of what loading derives: items, figures, projects · 装载规则版本',
    facts UInt64 COMMENT 'amount cells loaded · 金额单元格数',
    published_at DateTime64(3, 'UTC') COMMENT 'when it became visible, UTC · 发布时间'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/{database}/published', '{replica}') ORDER BY (file, sequence)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'loads of files that are complete; written last, in one step · 已发布的装载';

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

CREATE TABLE IF NOT EXISTS dim_learnt_code ON CLUSTER 'main' (
    code_scheme LowCardinality(String) COMMENT 'func, dept_econ or gov_econ · 编码体系',
    code String COMMENT 'classification code · 科目编码',
    name String COMMENT 'name that most documents print · 多数文档所列名称',
    level UInt8 COMMENT '1 class (类), 2 section (款), 3 item (项) · 层级',
    parent String COMMENT 'code one level up · 上级编码',
    first_year UInt16 COMMENT 'first fiscal year in which documents print it, 0 when none says · 最早年度',
    last_year UInt16 COMMENT 'last fiscal year · 最近年度',
    documents UInt32 COMMENT 'documents that print it · 文档数',
    cofog LowCardinality(String) COMMENT 'division of COFOG, approximate, of functions only · 联合国政府职能分类（近似对应）',
    names Array(String) COMMENT 'all names that documents print, most documents first · 各文档所列名称',
    name_documents Array(UInt32) COMMENT 'documents that print each name · 各名称的文档数',
    name_first_years Array(UInt16) COMMENT 'first year of each name · 各名称最早年度',
    name_last_years Array(UInt16) COMMENT 'last year of each name · 各名称最近年度',
    conflict Bool COMMENT 'names of one year that differ by more than wording · 同年名称相互矛盾',
    updated_at DateTime64(3, 'UTC') COMMENT 'the newest list counts · 更新时间'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/{database}/dim_learnt_code', '{replica}') ORDER BY (updated_at, code_scheme, code)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'codes as documents print them, learnt anew after each load · 由文档归纳的科目编码';

CREATE TABLE IF NOT EXISTS dim_expected ON CLUSTER 'main' (
    source LowCardinality(String) COMMENT 'source pack · 来源',
    region LowCardinality(String) COMMENT 'division code · 行政区划代码',
    unit_id String COMMENT 'hash of region and unit name; empty in a row that says that the pack lists none · 单位编号',
    unit String COMMENT 'unit that is expected to publish · 应公开单位',
    updated_at DateTime64(3, 'UTC') COMMENT 'the newest list of a source counts · 更新时间'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/{database}/dim_expected', '{replica}') ORDER BY (source, updated_at, unit_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'units that source packs expect to publish · 应公开单位';

CREATE TABLE IF NOT EXISTS dim_document ON CLUSTER 'main' (
    load LowCardinality(String) COMMENT 'load that brought the row · 装载批次',
    reading UInt64 COMMENT 'one loading of one document · 一次文档装载的编号',
    document String COMMENT 'SHA-256 of the file in hex; from the second disclosure in a file on with -2, -3 behind it · 文件摘要（同一文件的第二份起加-2、-3）',
    file String COMMENT 'SHA-256 of the file, 64 hex digits · 文件摘要',
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
    unit_key String COMMENT 'letters and digits of unit, to compare by · 单位名称（比对用）',
    department_key String COMMENT 'letters and digits of department, to compare by · 主管部门名称（比对用）',
    fiscal_year UInt16 COMMENT 'fiscal year, 0 when the document does not say · 预算年度',
    stage LowCardinality(String) COMMENT 'budget or final · 预算或决算',
    scope LowCardinality(String) COMMENT 'unit, or department with its units · 口径',
    family LowCardinality(String) COMMENT 'kind of document · 文档类别',
    part LowCardinality(String) COMMENT 'whole, narrative or tables · 完整、文字或表格部分',
    edition LowCardinality(String) COMMENT 'corrected (更正), adjusted (调整预算), or empty for the first · 版本',
    pages Array(UInt32) COMMENT 'pages of the file that it stands on; empty when it has the file to itself · 所在页',
    source LowCardinality(String) COMMENT 'source pack it was first found through · 来源',
    url String COMMENT 'where it was first captured · 首次抓取的网址',
    article String COMMENT 'page that first linked it · 首次链接它的网页',
    published_on Nullable(Date) COMMENT 'earliest date of an article that links it; NULL when none says · 最早的发布日期',
    captured_at Nullable(DateTime64(3, 'UTC')) COMMENT 'first capture, UTC · 首次抓取时间',
    captures UInt32 COMMENT 'captures of these bytes · 抓取次数',
    tables UInt32 COMMENT 'statutory tables that it has or names · 法定表数',
    filled_tables UInt32 COMMENT 'of them with data · 有数据的法定表数',
    numbers UInt32 COMMENT 'amount cells with a number in statutory tables · 法定表中有数单元格',
    items UInt32 COMMENT 'functional items in v_item · 功能科目（项）数',
    checks UInt32 COMMENT 'identities that were evaluated · 已评估的勾稽条数',
    failed UInt32 COMMENT 'of them contradictions of the document itself · 文档自身不符的条数',
    doubtful UInt32 COMMENT 'of them failed, perhaps by how it was read · 可能为识别错误的条数',
    fingerprint UInt64 COMMENT 'hash of the sorted amounts of its tables by function and economic class; 0 where there are none · 金额指纹',
    distinct_amounts UInt32 COMMENT 'different amounts but zero behind the fingerprint · 指纹中不同金额个数',
    largest_amount Decimal(38, 2) COMMENT 'the largest of them in yuan · 其中最大金额（元）'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/{database}/dim_document', '{replica}') ORDER BY (fiscal_year, unit_id, stage, document, reading)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'documents: who published what for which year, and those that could not be read · 文档';

CREATE TABLE IF NOT EXISTS fact_amount_local ON CLUSTER 'main' (
    load LowCardinality(String) COMMENT 'load that brought the row · 装载批次',
    reading UInt64 COMMENT 'one loading of one document; joins to dim_document.reading · 一次文档装载的编号',
    document LowCardinality(String) COMMENT 'SHA-256 of the file in hex; from the second disclosure in a file on with -2, -3 behind it · 文件摘要（同一文件的第二份起加-2、-3）',
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
    path Array(LowCardinality(String)) COMMENT 'labels from the top of the hierarchy down · 上级项目路径',
    row_unit String COMMENT 'unit that the row is about in a table of several units, empty in rows of all · 行所属预算单位',
    code LowCardinality(String) COMMENT 'classification code, printed or told by the name · 科目编码（印有或由名称得出）',
    code_scheme LowCardinality(String) COMMENT 'func, dept_econ, gov_econ or unit · 编码体系',
    econ_code LowCardinality(String) COMMENT 'department economic code beside a functional one · 部门经济科目编码',
    gov_code LowCardinality(String) COMMENT 'paired government economic code · 政府经济科目编码',
    item LowCardinality(String) COMMENT 'name of an outline''s line: rev.gpb · 行的规范名',
    panel LowCardinality(String) COMMENT 'half of a side-by-side table: never sum two panels · 并列栏，不同栏不可相加',
    column_path Array(LowCardinality(String)) COMMENT 'headers over the cell, top first · 列标题路径',
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
    document LowCardinality(String) COMMENT 'SHA-256 of the file in hex; from the second disclosure in a file on with -2, -3 behind it · 文件摘要（同一文件的第二份起加-2、-3）',
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
    document LowCardinality(String) COMMENT 'SHA-256 of the file in hex; from the second disclosure in a file on with -2, -3 behind it · 文件摘要（同一文件的第二份起加-2、-3）',
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
    project_key String COMMENT 'letters and digits of the project''s name, to compare by · 项目名称（比对用）',
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
    document LowCardinality(String) COMMENT 'SHA-256 of the file in hex; from the second disclosure in a file on with -2, -3 behind it · 文件摘要（同一文件的第二份起加-2、-3）',
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
    document LowCardinality(String) COMMENT 'SHA-256 of the file in hex; from the second disclosure in a file on with -2, -3 behind it · 文件摘要（同一文件的第二份起加-2、-3）',
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
    tolerance_reason LowCardinality(String) COMMENT 'why the sides may differ so much, in Chinese · 允许误差的理由',
    operands Array(String) COMMENT 'ids of facts and statements that take part, those of the left side first · 参与的单元格或语句',
    left_operands UInt32 COMMENT 'how many of them are the left side''s · 左式的操作数个数',
    sentence_zh String COMMENT '中文说明 in Chinese',
    sentence_en String COMMENT 'in English · 英文说明',
    cause LowCardinality(String) COMMENT 'document, reading or empty · 原因归属',
    root String COMMENT 'id of the failed check that this one follows from; empty where it is news of its own · 所由引起的检查',
    versions LowCardinality(String) COMMENT 'extract.transform.registry versions · 提取.判读.规则版本'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/fact_check_local', '{replica}') ORDER BY (verdict, fiscal_year, stage, unit_id, reading, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'one identity evaluated on one disclosure · 勾稽检查';

CREATE TABLE IF NOT EXISTS fact_check ON CLUSTER 'main' AS fact_check_local
ENGINE = Distributed('main', currentDatabase(), 'fact_check_local', sipHash64(document))
COMMENT 'one identity evaluated on one disclosure · 勾稽检查';

CREATE TABLE IF NOT EXISTS fact_capture ON CLUSTER 'main' (
    load LowCardinality(String) COMMENT 'load that brought the row · 装载批次',
    reading UInt64 COMMENT 'one loading of one file · 一次文件装载的编号',
    file LowCardinality(String) COMMENT 'SHA-256 of the file, 64 hex digits · 文件摘要',
    source LowCardinality(String) COMMENT 'source pack · 来源',
    region LowCardinality(String) COMMENT 'division code of the source · 来源的行政区划代码',
    url String COMMENT 'as requested · 网址',
    final_url String COMMENT 'after redirects, empty when the same · 跳转后的网址',
    article String COMMENT 'page that links it · 链接页',
    article_title String COMMENT 'title of that page · 链接页标题',
    link_text String COMMENT 'text of the link · 链接文字',
    published_on Nullable(Date) COMMENT 'date of the article; NULL when it has none · 发布日期',
    http_status UInt16 COMMENT 'HTTP status · 状态码',
    header Map(String, String) COMMENT 'response headers kept as proof · 响应头',
    fetched_at DateTime64(3, 'UTC') COMMENT 'when the last byte was stored, UTC · 抓取时间',
    size UInt64 COMMENT 'bytes · 字节数',
    media_type LowCardinality(String) COMMENT 'by content · 文件类型'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/all/{database}/fact_capture', '{replica}') ORDER BY (file, reading, fetched_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'stored responses: what stood where, and when · 抓取记录';

CREATE TABLE IF NOT EXISTS fact_declaration_local ON CLUSTER 'main' (
    load LowCardinality(String) COMMENT 'load that brought the row · 装载批次',
    reading UInt64 COMMENT 'one loading of one document; joins to dim_document.reading · 一次文档装载的编号',
    document LowCardinality(String) COMMENT 'SHA-256 of the file in hex; from the second disclosure in a file on with -2, -3 behind it · 文件摘要（同一文件的第二份起加-2、-3）',
    region LowCardinality(String) COMMENT 'division code, six digits · 行政区划代码',
    unit_id LowCardinality(String) COMMENT 'hash of region and unit name; see v_unit · 单位编号',
    unit LowCardinality(String) COMMENT 'publishing unit as printed · 单位名称',
    fiscal_year UInt16 COMMENT 'fiscal year, 0 when the document does not say · 预算年度',
    stage LowCardinality(String) COMMENT 'budget or final · 预算或决算',
    scope LowCardinality(String) COMMENT 'unit, or department with its units: never sum the two · 单位或部门汇总口径，二者不可相加',
    place UInt32 COMMENT 'order within the file · 序号',
    kind LowCardinality(String) COMMENT 'catalogue (报表目录), text, review (保密审查) or organisation (机构变动) · 声明类别',
    number String COMMENT 'number of the table as printed · 表号',
    title String COMMENT 'title of the table as printed · 表名',
    table_index Int32 COMMENT 'the table it stands in or below, -1 elsewhere · 所在表的序号',
    empty Bool COMMENT 'the table is said to be empty · 声明为空表',
    reason String COMMENT 'reason as printed · 理由',
    subject String COMMENT 'what there is none of · 所称不涉及的事项',
    raw String COMMENT 'printed text · 原文',
    page UInt16 COMMENT 'page in the file, from 1 · 页码',
    x0 Float32 COMMENT 'left edge in points from the page''s top left corner · 左边界',
    y0 Float32 COMMENT 'top edge in points · 上边界',
    x1 Float32 COMMENT 'right edge in points · 右边界',
    y1 Float32 COMMENT 'bottom edge in points · 下边界',
    versions LowCardinality(String) COMMENT 'extract.transform.registry versions · 提取.判读.规则版本'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/fact_declaration_local', '{replica}') ORDER BY (fiscal_year, stage, kind, unit_id, reading, place)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'what a document says about its own tables: listed, empty and why · 文档对自身各表的声明';

CREATE TABLE IF NOT EXISTS fact_declaration ON CLUSTER 'main' AS fact_declaration_local
ENGINE = Distributed('main', currentDatabase(), 'fact_declaration_local', sipHash64(document))
COMMENT 'what a document says about its own tables: listed, empty and why · 文档对自身各表的声明';

CREATE TABLE IF NOT EXISTS fact_doubt_local ON CLUSTER 'main' (
    load LowCardinality(String) COMMENT 'load that brought the row · 装载批次',
    reading UInt64 COMMENT 'one loading of one document; joins to dim_document.reading · 一次文档装载的编号',
    document LowCardinality(String) COMMENT 'SHA-256 of the file in hex; from the second disclosure in a file on with -2, -3 behind it · 文件摘要（同一文件的第二份起加-2、-3）',
    region LowCardinality(String) COMMENT 'division code, six digits · 行政区划代码',
    unit_id LowCardinality(String) COMMENT 'hash of region and unit name; see v_unit · 单位编号',
    unit LowCardinality(String) COMMENT 'publishing unit as printed · 单位名称',
    fiscal_year UInt16 COMMENT 'fiscal year, 0 when the document does not say · 预算年度',
    stage LowCardinality(String) COMMENT 'budget or final · 预算或决算',
    scope LowCardinality(String) COMMENT 'unit, or department with its units: never sum the two · 单位或部门汇总口径，二者不可相加',
    table_index UInt32 COMMENT 'place of the table in the file · 表序号',
    table_key LowCardinality(String) COMMENT 'table family, empty for others · 表类',
    first_page UInt32 COMMENT 'first of the pages in doubt · 存疑的首页',
    checks Array(String) COMMENT 'ids of the checks that fail in it · 不成立的检查',
    reason String COMMENT 'why, in words · 存疑理由',
    choice LowCardinality(String) COMMENT 'open: read once; agreed: both readers place every figure alike; second or first: whose placement stands · 取舍',
    reader LowCardinality(String) COMMENT 'reader whose placement stands · 采用的读取器',
    other_reader LowCardinality(String) COMMENT 'reader that was asked too · 另一读取器',
    rows Array(UInt32) COMMENT 'rows of the cells that the two place differently · 相异单元格的行',
    cols Array(UInt32) COMMENT 'their columns · 相异单元格的列',
    texts Array(String) COMMENT 'what stands there by the reader that counts · 采用的文字',
    other_texts Array(String) COMMENT 'what the other places there · 另一读法的文字',
    versions LowCardinality(String) COMMENT 'extract.transform.registry versions · 提取.判读.规则版本'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/fact_doubt_local', '{replica}') ORDER BY (fiscal_year, stage, unit_id, reading, table_index)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'tables that were read twice, both readings and the choice · 存疑表及两种读法';

CREATE TABLE IF NOT EXISTS fact_doubt ON CLUSTER 'main' AS fact_doubt_local
ENGINE = Distributed('main', currentDatabase(), 'fact_doubt_local', sipHash64(document))
COMMENT 'tables that were read twice, both readings and the choice · 存疑表及两种读法';

-- What follows from the rows above is derived by the loader, once, document by
-- document (load_version in published), so that questions read few rows.

CREATE TABLE IF NOT EXISTS fact_item_local ON CLUSTER 'main' (
    load LowCardinality(String) COMMENT 'load that brought the row · 装载批次',
    reading UInt64 COMMENT 'one loading of one document; joins to dim_document.reading · 一次文档装载的编号',
    document LowCardinality(String) COMMENT 'SHA-256 of the file in hex; from the second disclosure in a file on with -2, -3 behind it · 文件摘要（同一文件的第二份起加-2、-3）',
    region LowCardinality(String) COMMENT 'division code, six digits · 行政区划代码',
    unit_id LowCardinality(String) COMMENT 'hash of region and unit name; see v_unit · 单位编号',
    unit LowCardinality(String) COMMENT 'publishing unit as printed · 单位名称',
    fiscal_year UInt16 COMMENT 'fiscal year, 0 when the document does not say · 预算年度',
    stage LowCardinality(String) COMMENT 'budget or final · 预算或决算',
    scope LowCardinality(String) COMMENT 'unit, or department with its units: never sum the two · 单位或部门汇总口径，二者不可相加',
    code LowCardinality(String) COMMENT 'item (项) of the functional classification, seven digits · 功能科目（项）',
    name LowCardinality(String) COMMENT 'name of the item as printed · 科目名称',
    yuan Decimal(38, 2) COMMENT 'amount of the item in yuan · 金额（元）',
    lines UInt32 COMMENT 'printed rows that were added · 合并行数',
    page UInt16 COMMENT 'page in the file, from 1 · 页码',
    adds_up Nullable(UInt8) COMMENT 'the items give the table''s own total; NULL when it prints none · 各项之和等于合计'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/fact_item_local', '{replica}') ORDER BY (region, unit_id, fiscal_year, stage, scope, reading, code)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'general public budget by functional item: one row per document and item · 一般公共预算功能科目（项）';

CREATE TABLE IF NOT EXISTS fact_item ON CLUSTER 'main' AS fact_item_local
ENGINE = Distributed('main', currentDatabase(), 'fact_item_local', sipHash64(document))
COMMENT 'general public budget by functional item: one row per document and item · 一般公共预算功能科目（项）';

CREATE TABLE IF NOT EXISTS fact_figure_local ON CLUSTER 'main' (
    load LowCardinality(String) COMMENT 'load that brought the row · 装载批次',
    reading UInt64 COMMENT 'one loading of one document; joins to dim_document.reading · 一次文档装载的编号',
    document LowCardinality(String) COMMENT 'SHA-256 of the file in hex; from the second disclosure in a file on with -2, -3 behind it · 文件摘要（同一文件的第二份起加-2、-3）',
    region LowCardinality(String) COMMENT 'division code, six digits · 行政区划代码',
    unit_id LowCardinality(String) COMMENT 'hash of region and unit name; see v_unit · 单位编号',
    unit LowCardinality(String) COMMENT 'publishing unit as printed · 单位名称',
    fiscal_year UInt16 COMMENT 'fiscal year, 0 when the document does not say · 预算年度',
    stage LowCardinality(String) COMMENT 'budget or final · 预算或决算',
    scope LowCardinality(String) COMMENT 'unit, or department with its units: never sum the two · 单位或部门汇总口径，二者不可相加',
    source LowCardinality(String) COMMENT 'table or narrative · 取自表格或文字',
    figure LowCardinality(String) COMMENT 'total, gpb.total, gpb.personnel, carry_out, staff, posts, vehicles, three_public.total, … · 指标',
    column_of LowCardinality(String) COMMENT 'budget or final: what accounts print as budget is budget · 预算数或决算数',
    amount Decimal(38, 2) COMMENT 'yuan, or how many · 金额（元）或数量',
    priority UInt16 COMMENT 'of several places that print it the lowest counts · 优先级，小者优先',
    basis LowCardinality(String) COMMENT 'year total, grand total, table of expenditure, table or narrative · 取自何处',
    page UInt16 COMMENT 'page in the file, from 1 · 页码'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/fact_figure_local', '{replica}') ORDER BY (region, unit_id, fiscal_year, stage, scope, reading, source, figure, column_of)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'the figures that a document is asked for, one row each, from its tables and its text · 文档的主要指标';

CREATE TABLE IF NOT EXISTS fact_figure ON CLUSTER 'main' AS fact_figure_local
ENGINE = Distributed('main', currentDatabase(), 'fact_figure_local', sipHash64(document))
COMMENT 'the figures that a document is asked for, one row each, from its tables and its text · 文档的主要指标';

CREATE TABLE IF NOT EXISTS fact_project_local ON CLUSTER 'main' (
    load LowCardinality(String) COMMENT 'load that brought the row · 装载批次',
    reading UInt64 COMMENT 'one loading of one document; joins to dim_document.reading · 一次文档装载的编号',
    document LowCardinality(String) COMMENT 'SHA-256 of the file in hex; from the second disclosure in a file on with -2, -3 behind it · 文件摘要（同一文件的第二份起加-2、-3）',
    region LowCardinality(String) COMMENT 'division code, six digits · 行政区划代码',
    unit_id LowCardinality(String) COMMENT 'hash of region and unit name; see v_unit · 单位编号',
    unit LowCardinality(String) COMMENT 'publishing unit as printed · 单位名称',
    fiscal_year UInt16 COMMENT 'fiscal year, 0 when the document does not say · 预算年度',
    stage LowCardinality(String) COMMENT 'budget or final · 预算或决算',
    scope LowCardinality(String) COMMENT 'unit, or department with its units: never sum the two · 单位或部门汇总口径，二者不可相加',
    project String COMMENT 'name of the project as printed · 项目名称',
    project_key String COMMENT 'its letters and digits, to compare by · 项目名称（比对用）',
    leaf Bool COMMENT 'a line of its own, no class or item with projects below it · 末级行',
    yuan Decimal(38, 2) COMMENT 'yuan; of several lines of one name the largest · 金额（元）',
    page UInt16 COMMENT 'page in the file, from 1 · 页码'
) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/fact_project_local', '{replica}') ORDER BY (region, unit_id, fiscal_year, stage, scope, reading, project)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'lines of the lists of projects that have money · 有金额的项目';

CREATE TABLE IF NOT EXISTS fact_project ON CLUSTER 'main' AS fact_project_local
ENGINE = Distributed('main', currentDatabase(), 'fact_project_local', sipHash64(document))
COMMENT 'lines of the lists of projects that have money · 有金额的项目';

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

CREATE OR REPLACE VIEW v_loaded ON CLUSTER 'main' AS
SELECT arrayJoin(argMax(readings, (sequence, reading))) AS reading FROM published GROUP BY file
COMMENT 'readings that count: of each file those of the load with the highest sequence · 有效装载编号';

CREATE OR REPLACE VIEW v_current ON CLUSTER 'main' AS
WITH (coalesce(published_on, toDate(0)), coalesce(captured_at, toDateTime64(0, 3, 'UTC')), reinterpretAsUInt64(reverse(unhex(left(file, 16)))), reading) AS edition_order
SELECT
    argMaxIf(reading, (edition_order.1, part != 'tables', edition_order.2, edition_order.3, edition_order.4), part != 'narrative') AS tables,
    argMaxIf(reading, (edition_order.1, part != 'narrative', edition_order.2, edition_order.3, edition_order.4), part != 'tables') AS narrative
FROM dim_document
WHERE status = 'ok' AND reading IN (SELECT reading FROM v_loaded)
-- What does not say whose it is or for which year replaces nothing.
GROUP BY sipHash64(unit_id, fiscal_year, stage, scope, if(unit_id = '' OR fiscal_year = 0, document, ''))
COMMENT 'of each unit, year, stage and scope the readings whose tables and whose narrative count: those of the edition published last; 0 where there is none · 现行版本的装载编号';

CREATE OR REPLACE VIEW v_current_tables ON CLUSTER 'main' AS
SELECT tables AS reading FROM v_current WHERE tables != 0
COMMENT 'readings whose tables count · 表格为现行版本的装载编号';

CREATE OR REPLACE VIEW v_current_narrative ON CLUSTER 'main' AS
SELECT narrative AS reading FROM v_current WHERE narrative != 0
COMMENT 'readings whose narrative counts · 文字为现行版本的装载编号';

CREATE OR REPLACE VIEW v_current_any ON CLUSTER 'main' AS
SELECT arrayJoin([tables, narrative]) AS reading FROM v_current
COMMENT 'readings of which anything counts · 现行版本的装载编号（表格或文字）';

CREATE OR REPLACE VIEW v_document_history ON CLUSTER 'main' AS
SELECT
    *,
    if(unit_id = '' OR fiscal_year = 0, document, concat(unit_id, '/', toString(fiscal_year), '/', stage, '/', scope)) AS series,
    reading IN (SELECT reading FROM v_current_tables) AS tables_current,
    reading IN (SELECT reading FROM v_current_narrative) AS narrative_current,
    status != 'ok' OR tables_current OR narrative_current AS current
FROM dim_document
WHERE reading IN (SELECT reading FROM v_loaded)
COMMENT 'every published document once, superseded editions too (current = 0) · 全部文档，含被替代的版本';

CREATE OR REPLACE VIEW v_document ON CLUSTER 'main' AS
SELECT * EXCEPT (current) FROM v_document_history WHERE current
COMMENT 'documents of current editions, and files that could not be read · 现行文档';

CREATE OR REPLACE VIEW v_amount ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_amount
WHERE reading IN (SELECT reading FROM v_current_tables)
COMMENT 'amount cells of current editions; choose one scope, panel, measure and row_kind before summing · 现行金额，求和前须限定口径、栏、列和行类别';

CREATE OR REPLACE VIEW v_amount_history ON CLUSTER 'main' AS
SELECT * FROM fact_amount
WHERE reading IN (SELECT reading FROM v_loaded)
COMMENT 'amount cells of all editions; tell them apart by document · 全部版本的金额';

CREATE OR REPLACE VIEW v_narrative ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_narrative
WHERE reading IN (SELECT reading FROM v_current_narrative)
COMMENT 'statements of current editions · 现行文字陈述';

CREATE OR REPLACE VIEW v_target ON CLUSTER 'main' AS
SELECT * EXCEPT (reading, project_key) FROM fact_target
WHERE reading IN (SELECT reading FROM v_current_tables)
COMMENT 'performance goals of current editions · 现行绩效目标';

CREATE OR REPLACE VIEW v_table ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_table
WHERE reading IN (SELECT reading FROM v_current_any)
COMMENT 'states of tables in current editions; elsewhere means another file of the disclosure has it · 现行表的状态';

CREATE OR REPLACE VIEW v_check ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_check
WHERE reading IN (SELECT reading FROM v_current_any)
COMMENT 'checks of current editions · 现行勾稽检查';

CREATE OR REPLACE VIEW v_declaration ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_declaration
WHERE reading IN (SELECT reading FROM v_current_any)
COMMENT 'what current documents say about their own tables: listed, empty and why · 现行文档对自身各表的声明';

CREATE OR REPLACE VIEW v_doubt ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_doubt
WHERE reading IN (SELECT reading FROM v_current_tables)
COMMENT 'tables of current editions that were read twice, both readings and the choice · 现行存疑表及两种读法';

CREATE OR REPLACE VIEW v_capture ON CLUSTER 'main' AS
SELECT * EXCEPT (reading) FROM fact_capture
WHERE reading IN (SELECT reading FROM v_loaded)
COMMENT 'captures of every published file · 抓取记录';

CREATE OR REPLACE VIEW v_unit ON CLUSTER 'main' AS
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

CREATE OR REPLACE VIEW v_code ON CLUSTER 'main' AS
SELECT code_scheme, code, fiscal_year, label AS name, count() AS uses
FROM v_amount WHERE code != '' AND label != ''
GROUP BY code_scheme, code, fiscal_year, label
COMMENT 'codes with the names that documents give them, by year · 科目编码及名称';

CREATE OR REPLACE VIEW v_learnt_code ON CLUSTER 'main' AS
SELECT * EXCEPT (updated_at) FROM dim_learnt_code
WHERE updated_at = (SELECT max(updated_at) FROM dim_learnt_code)
COMMENT 'codes as documents print them, with all their names and whether these conflict · 由文档归纳的科目编码';

CREATE OR REPLACE VIEW v_classification ON CLUSTER 'main' AS
SELECT code_scheme, code, argMax(name, updated_at) AS name, argMax(other_names, updated_at) AS other_names, argMax(cofog, updated_at) AS cofog
FROM dim_code GROUP BY code_scheme, code
COMMENT 'classes of the classifications, with their approximate COFOG division; items are in v_code · 科目分类';

CREATE OR REPLACE VIEW v_region ON CLUSTER 'main' AS
SELECT region, argMax(name, updated_at) AS name, argMax(source, updated_at) AS source
FROM dim_region GROUP BY region
COMMENT 'jurisdictions with a source pack · 行政区';

CREATE OR REPLACE VIEW v_expected ON CLUSTER 'main' AS
SELECT source, region, unit_id, unit FROM dim_expected
WHERE unit_id != '' AND (source, updated_at) IN (SELECT source, max(updated_at) FROM dim_expected GROUP BY source)
COMMENT 'units that are expected to publish, by the newest source packs · 应公开单位';

-- A department's file holds its units' money. A unit's file may be added beside
-- those of departments only when none of them holds it; where the unit does not
-- say whose it is, and its district has departments, it is left out.
CREATE OR REPLACE VIEW v_additive ON CLUSTER 'main' AS
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

CREATE OR REPLACE VIEW v_item ON CLUSTER 'main' AS
SELECT document, region, unit_id, unit, scope, fiscal_year, stage, code, name, yuan, lines, page, adds_up,
    toUInt8(reading IN (SELECT reading FROM v_additive WHERE additive)) AS additive
FROM fact_item
WHERE reading IN (SELECT reading FROM v_current_tables)
COMMENT 'general public budget by functional item: one row per document and item; rows of one document may be added · 一般公共预算功能科目（项）';

CREATE OR REPLACE VIEW v_spending ON CLUSTER 'main' AS
SELECT document, region, unit_id, unit, scope, fiscal_year, stage, code, name, yuan, lines, page
FROM fact_item
WHERE coalesce(adds_up, 1) AND reading IN (SELECT reading FROM v_additive WHERE additive) AND reading IN (SELECT reading FROM v_current_tables)
COMMENT 'v_item of documents that may be added over units of one year and stage: no unit beside its department, no table that misses its own total · 可跨单位加总的功能科目支出';

CREATE OR REPLACE VIEW v_project ON CLUSTER 'main' AS
SELECT * EXCEPT (reading, load) FROM fact_project
WHERE reading IN (SELECT reading FROM v_current_tables)
COMMENT 'projects with money of current editions, by their lists · 有金额的项目';

CREATE OR REPLACE VIEW v_project_goal ON CLUSTER 'main' AS
SELECT region, unit_id, fiscal_year, stage, table_key, project, project_key, document FROM fact_target
WHERE reading IN (SELECT reading FROM v_current_tables)
COMMENT 'projects that tables of performance goals name · 有绩效目标的项目';

CREATE OR REPLACE VIEW v_figure ON CLUSTER 'main' AS
SELECT * EXCEPT (reading, load) FROM fact_figure
WHERE source = 'table' AND reading IN (SELECT reading FROM v_current_tables)
    OR source = 'narrative' AND reading IN (SELECT reading FROM v_current_narrative)
COMMENT 'figures that documents are asked for, each from the table and from the text; v_unit_year and v_three_public choose · 主要指标';

CREATE OR REPLACE VIEW v_unit_year ON CLUSTER 'main' AS
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

CREATE OR REPLACE VIEW v_three_public ON CLUSTER 'main' AS
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

ALTER TABLE v_document_history ON CLUSTER 'main' COMMENT COLUMN IF EXISTS series 'unit, year, stage and scope in which editions replace each other · 版本组';

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

ALTER TABLE v_document ON CLUSTER 'main' COMMENT COLUMN IF EXISTS series 'unit, year, stage and scope in which editions replace each other · 版本组';

ALTER TABLE v_unit ON CLUSTER 'main' COMMENT COLUMN IF EXISTS names 'all names that its documents print · 曾用名称';

ALTER TABLE v_unit ON CLUSTER 'main' COMMENT COLUMN IF EXISTS codes 'all local codes that its documents print · 曾用代码';

ALTER TABLE v_current ON CLUSTER 'main' COMMENT COLUMN IF EXISTS tables 'reading whose tables count, 0 for none · 表格现行的装载编号', COMMENT COLUMN IF EXISTS narrative 'reading whose narrative counts, 0 for none · 文字现行的装载编号';

