// Package narrative reads the text (文字说明) of budgets and final accounts:
// every quantitative sentence as a gongkai.Statement, and what the text and the
// catalogue of tables (报表目录) declare empty.
//
// The terms:
//
//   - A passage is a paragraph as the author wrote it: elements that extraction
//     split in the middle of a sentence are joined again. It stands under a
//     section, the path of headings over it.
//   - A value is a number with a unit that counts something: 82.31万元, 6辆,
//     2.48%. Years, dates, list numbers, codes, document numbers, thresholds
//     (单价20万元以上) and targets (不超过5万元) are none.
//   - A phrase is what stands between a value and the mark before it; it names
//     the subject (公务接待费) or the change (比上年减少) that the value belongs to.
//   - A level is a value that states how much there is, a change one that says
//     how it differs from the year before.
//   - A part follows 其中, 包括 or stands in brackets; it belongs to the level
//     before it. A topic is a heading or a sentence without a value that names
//     what the next sentences speak of: 1、…行政运行（项）。年初预算为….
//
// # Measures
//
// A level's measure is one of:
//
//   - total: all income or expenditure, or all of one fund: 预算收入,
//     财政拨款支出, 收入支出总计.
//   - amount: money of any other subject; the subject says of what. Parts of a
//     level without a measure of its own are amounts too.
//   - three_public.total, .abroad, .reception, .vehicles (购置及运行),
//     .vehicle_purchase, .vehicle_operation; meeting, training, travel.
//   - basic, project, personnel: 基本支出, 项目支出, 人员经费.
//   - public_operating: 公用经费; operating_costs: 机关运行经费;
//     entrusted_services: 委托业务费.
//   - procurement.total, .goods, .works, .services, .sme (中小企业), .micro (小微企业).
//   - kpi_coverage.gpb, .gov_fund, .state_capital: money under performance
//     goals by fund; kpi_overall.amount: of the whole unit; kpi_projects.count, kpi_projects.amount: projects with
//     goals; kpi_evaluations.count, kpi_evaluations.amount: what was evaluated (绩效评价, 自评).
//   - posts.total, .administrative, .public_institution, .workers (工勤),
//     .political_legal (政法专项): 编制.
//   - staff.total, .administrative, .public_institution, .workers, .off_post
//     (编外); retirees, retirees.retired (退休), retirees.veteran (离休).
//   - internal_offices.total, .general (综合科), .finance (财务科),
//     .administration (办公室), .other; units.count (所属单位).
//   - vehicles.stock, vehicles.purchase_plan and the kinds of vehicles below
//     them: .ministerial, .principal, .general (一般公务), .confidential, .emergency,
//     .law_enforcement, .special, .retired, .other; vehicles.purchased (final
//     accounts).
//   - equipment_T.stock and equipment_T.purchase_plan, with T the unit price
//     from which equipment counts: 100k, 200k, 500k, 1m or any.
//   - fixed_assets, fixed_assets.purchase_plan; floor_area.
//   - abroad.groups, abroad.persons, reception.batches, reception.persons.
//
// A suffix says that the value is not the level itself but about it:
//
//   - .budget (final accounts: 年初预算为), .executed (执行数), .prior (上年数).
//   - .completion and .share, percentages: 完成年初预算的98.5%, 占71.73%.
//   - .change: only the change is printed, 收入预算减少5万元; Value and Delta
//     are the difference.
//   - .deviation (final accounts): the difference from the budget of the same
//     year, 决算数较预算数减少5万元.
//   - .amount: the money of something counted, 购置车辆0辆、0.00万元.
//
// Counts are given only where they have a measure; money always.
package narrative
