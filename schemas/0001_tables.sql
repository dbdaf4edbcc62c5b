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

CREATE TABLE IF NOT EXISTS published (
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
) ENGINE = MergeTree ORDER BY (file, sequence)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'loads of files that are complete; written last, in one step · 已发布的装载';

CREATE TABLE IF NOT EXISTS load (
    load String COMMENT 'load · 装载批次',
    sequence UInt64 COMMENT 'order of loads · 装载序号',
    first_reading UInt64 COMMENT 'first reading number of this attempt · 起始编号',
    last_reading UInt64 COMMENT 'last reading number of this attempt · 结束编号',
    started_at DateTime64(3, 'UTC') COMMENT 'when the attempt began, UTC · 开始时间'
) ENGINE = MergeTree ORDER BY (first_reading)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'attempts to load, finished or not; prune removes what an unfinished one left · 装载尝试';

CREATE TABLE IF NOT EXISTS dim_region (
    region String COMMENT 'division code, six digits · 行政区划代码',
    name String COMMENT 'name for people · 名称',
    source String COMMENT 'source pack that names it · 来源',
    updated_at DateTime64(3, 'UTC') COMMENT 'newest row of a region counts · 更新时间'
) ENGINE = MergeTree ORDER BY (region, updated_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'jurisdictions with a source pack · 行政区';

CREATE TABLE IF NOT EXISTS dim_code (
    code_scheme LowCardinality(String) COMMENT 'func, dept_econ or gov_econ · 编码体系',
    code String COMMENT 'classification code · 科目编码',
    name String COMMENT 'name of the code · 科目名称',
    other_names Array(String) COMMENT 'names in other years · 其他年度的名称',
    cofog LowCardinality(String) COMMENT 'division of COFOG, approximate; empty where there is none · 联合国政府职能分类（近似对应）',
    updated_at DateTime64(3, 'UTC') COMMENT 'newest row of a code counts · 更新时间'
) ENGINE = MergeTree ORDER BY (code_scheme, code, updated_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'classes of the classifications as the registry knows them · 科目（类、款）';

CREATE TABLE IF NOT EXISTS dim_learnt_code (
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
) ENGINE = MergeTree ORDER BY (updated_at, code_scheme, code)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'codes as documents print them, learnt anew after each load · 由文档归纳的科目编码';

CREATE TABLE IF NOT EXISTS dim_expected (
    source LowCardinality(String) COMMENT 'source pack · 来源',
    region LowCardinality(String) COMMENT 'division code · 行政区划代码',
    unit_id String COMMENT 'hash of region and unit name; empty in a row that says that the pack lists none · 单位编号',
    unit String COMMENT 'unit that is expected to publish · 应公开单位',
    updated_at DateTime64(3, 'UTC') COMMENT 'the newest list of a source counts · 更新时间'
) ENGINE = MergeTree ORDER BY (source, updated_at, unit_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'units that source packs expect to publish · 应公开单位';

CREATE TABLE IF NOT EXISTS dim_document (
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
) ENGINE = MergeTree ORDER BY (fiscal_year, unit_id, stage, document, reading)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'documents: who published what for which year, and those that could not be read · 文档';

CREATE TABLE IF NOT EXISTS fact_amount (
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
) ENGINE = MergeTree ORDER BY (table_key, fiscal_year, stage, unit_id, reading, table_index, row, col)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'one amount cell of one table, blank cells too · 金额单元格（含空白）';

CREATE TABLE IF NOT EXISTS fact_narrative (
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
) ENGINE = MergeTree ORDER BY (measure, fiscal_year, stage, unit_id, reading, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'one quantitative statement of the narrative · 文字说明中的数量陈述';

CREATE TABLE IF NOT EXISTS fact_target (
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
) ENGINE = MergeTree ORDER BY (fiscal_year, stage, unit_id, reading, row)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'one row of a performance goal table · 绩效目标';

CREATE TABLE IF NOT EXISTS fact_table (
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
) ENGINE = MergeTree ORDER BY (fiscal_year, stage, table_key, unit_id, reading, table_index)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'what became of a table · 表的状态';

CREATE TABLE IF NOT EXISTS fact_check (
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
) ENGINE = MergeTree ORDER BY (verdict, fiscal_year, stage, unit_id, reading, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'one identity evaluated on one disclosure · 勾稽检查';

CREATE TABLE IF NOT EXISTS fact_capture (
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
) ENGINE = MergeTree ORDER BY (file, reading, fetched_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'stored responses: what stood where, and when · 抓取记录';

CREATE TABLE IF NOT EXISTS fact_declaration (
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
) ENGINE = MergeTree ORDER BY (fiscal_year, stage, kind, unit_id, reading, place)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'what a document says about its own tables: listed, empty and why · 文档对自身各表的声明';

CREATE TABLE IF NOT EXISTS fact_doubt (
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
) ENGINE = MergeTree ORDER BY (fiscal_year, stage, unit_id, reading, table_index)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'tables that were read twice, both readings and the choice · 存疑表及两种读法';

-- What follows from the rows above is derived by the loader, once, document by
-- document (load_version in published), so that questions read few rows.

CREATE TABLE IF NOT EXISTS fact_item (
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
) ENGINE = MergeTree ORDER BY (region, unit_id, fiscal_year, stage, scope, reading, code)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'general public budget by functional item: one row per document and item · 一般公共预算功能科目（项）';

CREATE TABLE IF NOT EXISTS fact_figure (
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
) ENGINE = MergeTree ORDER BY (region, unit_id, fiscal_year, stage, scope, reading, source, figure, column_of)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'the figures that a document is asked for, one row each, from its tables and its text · 文档的主要指标';

CREATE TABLE IF NOT EXISTS fact_project (
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
) ENGINE = MergeTree ORDER BY (region, unit_id, fiscal_year, stage, scope, reading, project)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'lines of the lists of projects that have money · 有金额的项目';
