-- The star schema of the warehouse (星型模型): documents, what they say, and the
-- loads that brought them. Every statement can be repeated.
--
-- Rows are never changed. A load writes the rows of its documents under reading
-- numbers of its own and then publishes all of them with one insert into
-- published; the views show, per document, the reading with the highest
-- sequence. Money is Decimal(20, 2) in yuan, NULL where no amount is printed.

CREATE TABLE IF NOT EXISTS published (
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
) ENGINE = MergeTree ORDER BY (document, sequence)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'loads of documents that are complete; written last, in one step · 已发布的装载';

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

CREATE TABLE IF NOT EXISTS dim_document (
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
) ENGINE = MergeTree ORDER BY (fiscal_year, unit_id, stage, document, reading)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'documents: who published what for which year, and those that could not be read · 文档';

CREATE TABLE IF NOT EXISTS fact_amount (
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
) ENGINE = MergeTree ORDER BY (table_key, fiscal_year, stage, unit_id, reading, table_index, row, col)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'one amount cell of one table, blank cells too · 金额单元格（含空白）';

CREATE TABLE IF NOT EXISTS fact_narrative (
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
) ENGINE = MergeTree ORDER BY (measure, fiscal_year, stage, unit_id, reading, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'one quantitative statement of the narrative · 文字说明中的数量陈述';

CREATE TABLE IF NOT EXISTS fact_target (
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
) ENGINE = MergeTree ORDER BY (fiscal_year, stage, unit_id, reading, row)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'one row of a performance goal table · 绩效目标';

CREATE TABLE IF NOT EXISTS fact_table (
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
) ENGINE = MergeTree ORDER BY (fiscal_year, stage, table_key, unit_id, reading, table_index)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'what became of a table · 表的状态';

CREATE TABLE IF NOT EXISTS fact_check (
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
) ENGINE = MergeTree ORDER BY (verdict, fiscal_year, stage, unit_id, reading, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'one identity evaluated on one disclosure · 勾稽检查';

CREATE TABLE IF NOT EXISTS fact_capture (
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
) ENGINE = MergeTree ORDER BY (document, reading, fetched_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
COMMENT 'stored responses: what stood where, and when · 抓取记录';
